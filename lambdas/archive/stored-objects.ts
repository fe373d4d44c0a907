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
  const responses = await keysOf(archive, 'responses', range);
  const items = await keysOf(archive, 'items', range);
  const kept = new Set(responses.map(pollOf));
  return [...responses, ...items.filter((key) => !kept.has(pollOf(key)))].sort();
}

/** Day, feed and time: the same in the key of a response and in those of its items. */
const pollOf = (key: string): string => key.slice(key.indexOf('/'), key.lastIndexOf('-'));

async function keysOf(archive: Archive, kind: ArchiveKey['kind'], range: StoredRange): Promise<string[]> {
  const { since, until, feedId } = range;
  const found: string[] = [];
  for (const day of daysBackwards(since, until)) {
    for await (const key of archive.list(`${PREFIX[kind]}dt=${day}/${feedId === undefined ? '' : `feed=${feedId}/`}`)) {
      const { at } = parseArchiveKey(key);
      if (at >= since && at < until) found.push(key);
    }
  }
  return found;
}
