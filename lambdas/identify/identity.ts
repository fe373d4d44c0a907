import type { Entry } from '../shared/domain.ts';
import { sha256 } from '../shared/keys.ts';
import { canonicalLink, namesAnArticle } from './canonical-link.ts';
import type { SeenSet } from './seen-set.ts';

/** Hex characters of an item id: 80 bits, so a billion items meet with a chance of one in a million. */
const ID_LENGTH = 20;

/** What an entry is recognised by: the strongest name that it has. */
export type Basis = 'seen-guid' | 'link' | 'guid' | 'text';

export interface Identity {
  readonly id: string;
  readonly basis: Basis;
}

/** Names that more than one entry of a response carries: they name no single story. */
export interface SharedNames {
  readonly guids: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

const idOf = (publisher: string, basis: Exclude<Basis, 'seen-guid'>, name: string): string =>
  sha256(`${publisher}\n${basis}\n${name}`).slice(0, ID_LENGTH);

/**
 * The identity of an entry, within its publisher: another publisher cannot revise the item, whatever it links to.
 *
 * | guid                  | link             | identity                                                        |
 * |-----------------------|------------------|-----------------------------------------------------------------|
 * | seen in the last poll | any              | that of the last poll: a link that moved stays the same story   |
 * | any                   | names an article | the canonical link: a guid that was made anew changes nothing   |
 * | its own               | none             | the guid                                                        |
 * | none or shared        | none or shared   | title and summary                                               |
 */
export function identityOf(entry: Entry, publisher: string, seen: SeenSet, shared: SharedNames): Identity {
  const guid = entry.id !== undefined && !shared.guids.has(entry.id) ? entry.id : undefined;
  const seenId = guid !== undefined ? seen.idOfGuid(guid) : undefined;
  if (seenId !== undefined) return { id: seenId, basis: 'seen-guid' };

  const link = entry.link !== undefined ? canonicalLink(entry.link) : undefined;
  if (link !== undefined && namesAnArticle(link) && !shared.links.has(link)) {
    return { id: idOf(publisher, 'link', link), basis: 'link' };
  }
  if (guid !== undefined) return { id: idOf(publisher, 'guid', guid), basis: 'guid' };
  const text = `${entry.title ?? ''}\n${entry.summary ?? entry.content ?? ''}`;
  return { id: idOf(publisher, 'text', text), basis: 'text' };
}
