import type { Entry, Feed, IsoTime, Sighting } from '../shared/domain.ts';
import { canonicalLink } from './canonical-link.ts';
import { contentHashOf } from './content-hash.ts';
import { identityOf, type SharedNames } from './identity.ts';
import type { SeenSet } from './seen-set.ts';
import { isWithdrawal } from './withdrawal.ts';

/**
 * Gives every entry of a response its identity. An entry that the document repeats (same guid and link) counts once;
 * the first one stands, since feeds put the newest first.
 */
export function identify(
  entries: readonly Entry[],
  feed: Pick<Feed, 'feedId' | 'publisher'>,
  seen: SeenSet,
  { response, at }: { readonly response: string; readonly at: IsoTime },
): Sighting[] {
  const distinct = [...firstBy(entries, repeatedAs).values()];
  const shared = sharedNames(distinct);
  const sightings = distinct.map((entry): Sighting => {
    const { id } = identityOf(entry, feed.publisher, seen, shared);
    const withdrawn = isWithdrawal(entry);
    return { id, feedId: feed.feedId, at, response, contentHash: contentHashOf(entry), withdrawn, entry };
  });
  return [...firstBy(sightings, ({ id }) => id).values()];
}

/** Without a guid only the very same text is a repetition: many entries may share the link of a live page. */
function repeatedAs(entry: Entry): string {
  const { id, title, summary } = entry;
  const link = canonicalLinkOf(entry) ?? entry.link;
  return JSON.stringify(id === undefined ? [link, title, summary] : [id, link]);
}

const canonicalLinkOf = ({ link }: Entry): string | undefined => (link !== undefined ? canonicalLink(link) : undefined);

function sharedNames(entries: readonly Entry[]): SharedNames {
  return { guids: repeated(entries.map(({ id }) => id)), links: repeated(entries.map(canonicalLinkOf)) };
}

function repeated(names: readonly (string | undefined)[]): Set<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (name === undefined) continue;
    if (once.has(name)) twice.add(name);
    once.add(name);
  }
  return twice;
}

function firstBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  const first = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!first.has(key)) first.set(key, value);
  }
  return first;
}
