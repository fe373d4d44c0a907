import { plainText } from '../parse/plain-text.ts';
import type { Entry, Feed } from '../shared/domain.ts';
import { sha256 } from '../shared/keys.ts';
import { canonicalLink, namesAnArticle } from './canonical-link.ts';
import { headlineOf } from './headline.ts';
import { withdrawnTitle } from './withdrawal.ts';

/** Hex characters of an item id: 80 bits, so a billion items meet with a chance of one in a million. */
const ID_LENGTH = 20;

/** What an entry is recognised by, each as 20 hex characters, as an item id is: see `namesOf`. */
export interface Names {
  /** The strongest name: the id of the item, unless another name leads to one that is known. */
  readonly own: string;
  /** Its guid, where that is another name. */
  readonly guid?: string;
  /** Its headline; of a withdrawal note, that of the story. */
  readonly headline?: string;
}

/** What entries are called before it is known whether they share it. */
export interface Called {
  readonly guid: string | undefined;
  readonly link: string | undefined;
}

/** Names that more than one entry of a response carries: they name no single story. */
export interface SharedNames {
  readonly guids: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

type Scope = Pick<Feed, 'feedId' | 'publisher'>;

/** A guid that nobody else makes: a URI, or long and without words. `17` may be that of a story in each feed. */
const WORLDWIDE = /^(?:[a-z][a-z\d+.-]*:\S+|[\w-]{16,})$/i;

const hash = (...parts: string[]): string => sha256(parts.join('\n')).slice(0, ID_LENGTH);

export function calledAs({ id, link }: Entry): Called {
  const canonical = link !== undefined ? canonicalLink(link) : undefined;
  return {
    guid: id !== undefined ? guidOf(id) : undefined,
    link: canonical !== undefined && namesAnArticle(canonical) ? `link\n${canonical}` : undefined,
  };
}

/** A permalink is the same name as the link that it repeats. With a fragment it may be one of many on a page. */
function guidOf(id: string): string | undefined {
  const link = id.includes('#') ? undefined : canonicalLink(id);
  if (link === undefined) return `guid\n${id}`;
  return namesAnArticle(link) ? `link\n${link}` : undefined;
}

/**
 * The names of an entry, within its publisher: another publisher cannot revise the item, whatever it links to.
 *
 * | guid                | link             | its own name                                                     |
 * |---------------------|------------------|------------------------------------------------------------------|
 * | any                 | names an article | the canonical link: a guid that was made anew changes nothing    |
 * | its own             | none or shared   | the guid, within the feed where it is not one for the whole world |
 * | none or shared      | none or shared   | title and summary                                                |
 */
export function namesOf(entry: Entry, called: Called, { feedId, publisher }: Scope, shared: SharedNames): Names {
  const link = called.link !== undefined && !shared.links.has(called.link) ? called.link : undefined;
  const ownGuid = called.guid !== undefined && !shared.guids.has(called.guid) ? called.guid : undefined;
  const isWorldwide = entry.id !== undefined && WORLDWIDE.test(entry.id);
  const guid = ownGuid && (isWorldwide ? hash(publisher, ownGuid) : hash(publisher, feedId, ownGuid));
  const text = () => hash(publisher, 'text', `${entry.title ?? ''}\n${entry.summary ?? entry.content ?? ''}`);
  const own = link !== undefined ? hash(publisher, link) : (guid ?? text());

  const headline = headlineNameOf(entry.title ?? '', publisher);
  return {
    own,
    ...(guid !== undefined && guid !== own && { guid }),
    ...(headline !== undefined && { headline }),
  };
}

/** The name of a story by the link of its page, which is its id unless another name leads to one that is known. */
export const linkNameOf = (canonical: string, publisher: string): string => hash(publisher, `link\n${canonical}`);

/** @returns `undefined` for a headline that more than one story may have */
export function headlineNameOf(title: string, publisher: string): string | undefined {
  const headline = headlineOf(plainText(withdrawnTitle(title) ?? title));
  return headline !== undefined ? hash(publisher, 'headline', headline) : undefined;
}
