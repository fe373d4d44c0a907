import type { Entry, Feed, IsoTime, Sighting } from '../shared/domain.ts';
import { contentHashOf } from './content-hash.ts';
import { type Called, calledAs, type Names, namesOf } from './identity.ts';
import { besideOf, type KnownStory, type RecentStory, storiesOf } from './known-stories.ts';
import { isWithdrawal } from './withdrawal.ts';

/** An entry with what it may be recognised by. */
export interface Named {
  readonly entry: Entry;
  readonly names: Names;
  readonly contentHash: string;
  readonly withdrawn: boolean;
}

/** What is remembered of other responses. */
export interface Memory {
  /** Items that the last response had this very entry for: nothing about it is news. */
  seen(one: Named): readonly string[];
  /** Stories by any of their names. */
  readonly known: ReadonlyMap<string, KnownStory>;
  /** Stories of the feed by the name that is made of their headline: those that a withdrawal note may mean. */
  readonly recent: ReadonlyMap<string, readonly RecentStory[]>;
}

export interface Identified {
  readonly sighting: Sighting;
  /** Under which the entry is remembered. */
  readonly name: string;
  readonly isSeen: boolean;
}

/** A name that leads to an item that has another id. */
export interface Alias {
  readonly name: string;
  readonly id: string;
}

/**
 * Gives every entry of a response its names. An entry that the document repeats (same guid and link) counts once; the
 * first one stands, since feeds put the newest first.
 */
export function nameEntries(entries: readonly Entry[], feed: Pick<Feed, 'feedId' | 'publisher'>): Named[] {
  const called = entries.map((entry) => ({ entry, called: calledAs(entry) }));
  const distinct = [...groupBy(called, repeatedAs).values()].flatMap(([first]) => first ?? []);
  // What takes an entry back names it as the entry does.
  const stories = distinct.filter(({ entry }) => !entry.deleted);
  const shared = {
    guids: repeated(stories.map(({ called }) => called.guid)),
    links: repeated(stories.map(({ called }) => called.link)),
  };
  return distinct.map(({ entry, called }) => ({
    entry,
    names: namesOf(entry, called, feed, shared),
    contentHash: contentHashOf(entry),
    withdrawn: isWithdrawal(entry),
  }));
}

/** Without a guid only the very same text is a repetition: many entries may share the link of a live page. */
function repeatedAs({ entry, called }: { entry: Entry; called: Called }): string {
  const { id, title, summary } = entry;
  const link = called.link ?? entry.link;
  return JSON.stringify(id === undefined ? [link, title, summary] : [id, link]);
}

/**
 * Says of which item each entry is a sighting, one for an item. Each item's word is that of the first entry, unless a
 * later one takes the story back.
 */
export function identify(
  named: readonly Named[],
  { feedId, response, at }: { readonly feedId: string; readonly response: string; readonly at: IsoTime },
  memory: Memory,
): { sightings: Identified[]; aliases: Alias[] } {
  const aliases: Alias[] = [];
  const beside = besideOf(named);
  const all = named.flatMap((one) => {
    const seen = memory.seen(one);
    const ids = seen.length > 0 ? seen : storiesOf(one, beside, at, memory);
    const [id] = ids;
    for (const name of seen.length > 0 ? [] : [one.names.own, one.names.guid]) {
      if (name !== undefined && id !== undefined && name !== id && !memory.known.has(name)) aliases.push({ name, id });
    }
    return ids.map((id) => ({ id, one, isSeen: seen.length > 0 }));
  });
  const sightings = [...groupBy(all, ({ id }) => id)].map(([id, group]): Identified => {
    const { one, isSeen } = lastWord(group);
    const { entry, contentHash, withdrawn } = one;
    return {
      sighting: { id, feedId, at, response, contentHash, withdrawn, entry },
      name: one.names.own,
      isSeen,
    };
  });
  return { sightings, aliases };
}

/** A withdrawal counts, unless the story beside it says that it is newer. */
function lastWord<T extends { readonly one: Named }>(group: readonly [T, ...T[]]): T {
  const timeOf = ({ one: { entry } }: T) => entry.updated ?? entry.published ?? '';
  const story = group.find(({ one }) => !one.withdrawn);
  const note = group.find(({ one }) => one.withdrawn);
  if (!note || !story) return group[0];
  return timeOf(note) !== '' && timeOf(story) > timeOf(note) ? story : note;
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

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
