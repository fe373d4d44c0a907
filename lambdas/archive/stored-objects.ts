import type { IsoTime } from '../shared/domain.ts';
import { type ArchiveKey, daysBackwards, parseArchiveKey } from '../shared/keys.ts';
import { PREFIX } from '../shared/names.ts';
import type { Archive } from './archive.ts';

export interface StoredRange {
  readonly since: IsoTime;
  readonly until: IsoTime;
  readonly feedId?: string;
}

/**
 * Keys from which a time can be made again: its responses, and the items of responses that have expired.
 *
 * @param range by the time at which a response came, `until` not included
 */
export async function storedObjects(archive: Archive, range: StoredRange): Promise<string[]> {
  const found: string[] = [];
  for await (const key of keysOf(archive, 'responses', range)) found.push(key);
  const kept = new Set(found.map(pollOf));
  for await (const key of storedItems(archive, range)) if (!kept.has(pollOf(key))) found.push(key);
  return found.sort();
}

/** Keys of a feed's responses after a time, up to and with another, in their order. */
export async function storedResponses(
  archive: Archive,
  { feedId, after, until }: { readonly feedId: string; readonly after: IsoTime; readonly until: IsoTime },
): Promise<string[]> {
  const found: string[] = [];
  const justAfter = (time: IsoTime) => new Date(Date.parse(time) + 1).toISOString();
  const range = { feedId, since: justAfter(after), until: justAfter(until) };
  for await (const key of keysOf(archive, 'responses', range)) found.push(key);
  return found.sort();
}

/** Keys of the items alone, by day, feed and time: every state of every story that was kept. */
export const storedItems = (archive: Archive, range: StoredRange): AsyncGenerator<string> =>
  keysOf(archive, 'items', range);

const MOST_DAYS = 400;

/** Day, feed and time: the same in the key of a response and in those of its items. */
const pollOf = (key: string): string => key.slice(key.indexOf('/'), key.lastIndexOf('-'));

async function* keysOf(archive: Archive, kind: ArchiveKey['kind'], range: StoredRange): AsyncGenerator<string> {
  for (const prefix of prefixesOf(PREFIX[kind], range)) {
    for await (const key of archive.list(prefix)) {
      const { at, feedId } = parseArchiveKey(key);
      const isWanted = range.feedId === undefined || feedId === range.feedId;
      if (isWanted && at >= range.since && at < range.until) yield key;
    }
  }
}

/** A listing a day, the oldest first; over many days, most of them empty, one of everything. */
function prefixesOf(kind: string, { since, until, feedId }: StoredRange): string[] {
  const days = [...daysBackwards(since, until)].reverse();
  if (days.length > MOST_DAYS) return [kind];
  return days.map((day) => `${kind}dt=${day}/${feedId === undefined ? '' : `feed=${feedId}/`}`);
}
