import { createHash } from 'node:crypto';
import type { IsoTime } from './domain.ts';
import { PermanentError } from './errors.ts';
import { FIRST_DAY, PREFIX } from './names.ts';

/** Lower-case hex SHA-256. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** The UTC day of a time: `2026-11-24`. */
export const dayOf = (time: IsoTime): string => time.slice(0, 10);

const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;

/** `20261124T084643000Z`: a time without the colons that file systems and shells trip over. */
const compact = (time: IsoTime): string => time.replace(/[-:.]/g, '');

const expanded = (time: string): IsoTime => time.replace(COMPACT, '$1-$2-$3T$4:$5:$6.$7Z');

const partition = (feedId: string, at: IsoTime): string => `dt=${dayOf(at)}/feed=${feedId}/${compact(at)}`;

/** What an archive key says of its object. */
export interface ArchiveKey {
  readonly kind: keyof typeof PREFIX;
  readonly feedId: string;
  /** `at` of the response that the object holds or came from. */
  readonly at: IsoTime;
  /** Of the bytes or lines, 16 hex characters. */
  readonly hash: string;
}

/** Name of a response: the same bytes of one poll have one name. */
export function responseKey(feedId: string, at: IsoTime, body: Uint8Array): string {
  return `${PREFIX.responses}${partition(feedId, at)}-${sha256(body).slice(0, 16)}.gz`;
}

/**
 * Name of the lines that one response yielded. It carries the hash of the lines, so repeating a step writes the same
 * object again and never a shorter one over a longer.
 */
export function linesKey(kind: 'items' | 'rejected', feedId: string, at: IsoTime, lines: string): string {
  return `${PREFIX[kind]}${partition(feedId, at)}-${sha256(lines).slice(0, 16)}.ndjson.gz`;
}

/** The key of items again, from its parts. */
export const itemsKey = ({ feedId, at, hash }: Omit<ArchiveKey, 'kind'>): string =>
  `${PREFIX.items}${partition(feedId, at)}-${hash}.ndjson.gz`;

const KEY =
  /^(responses|items|rejected)\/dt=\d{4}-\d\d-\d\d\/feed=([^/]+)\/(\d{8}T\d{9}Z)-([0-9a-f]{16})\.(?:ndjson\.)?gz$/;

/** @throws PermanentError for a key that this pipeline did not make */
export function parseArchiveKey(key: string): ArchiveKey {
  const [, kind, feedId, time, hash] = KEY.exec(key) ?? [];
  if (!kind || !feedId || !time || !hash) throw new PermanentError('archive', `not a key of this pipeline: ${key}`);
  return { kind: kind as ArchiveKey['kind'], feedId, at: expanded(time), hash };
}

/** Every day from `since` to `until`, both included, newest first; none on which there was nothing to store yet. */
export function* daysBackwards(since: IsoTime, until: IsoTime): Generator<string> {
  const first = Date.parse(since < FIRST_DAY ? FIRST_DAY : dayOf(since));
  for (let day = Date.parse(dayOf(until)); day >= first; day -= 86_400_000)
    yield new Date(day).toISOString().slice(0, 10);
}

export const itemKey = (id: string) => ({ pk: `ITEM#${id}`, sk: 'ITEM' });

/** Partition of a tag: the one place that knows how a region, a topic or a feed is filed. */
export const tagPartition = {
  region: (code: string): string => `REGION#${code}`,
  topic: (code: string): string => `TOPIC#${code}`,
  feed: (feedId: string): string => `FEED#${feedId}`,
};

export const tagSortKey = (publishedAt: IsoTime, id: string): string => `${publishedAt}#${id}`;

export const arrivalKey = (arrivedAt: IsoTime, id: string, rev: number) => ({
  pk: `ARRIVED#${dayOf(arrivedAt)}`,
  sk: `${arrivedAt}#${id}#${rev}`,
});

/** The UTC months that a time touches, newest first, e.g. `2026-11`. */
export function monthsBackwards(since: IsoTime, until: IsoTime): string[] {
  const months: string[] = [];
  for (let month = until.slice(0, 7); month >= since.slice(0, 7); month = monthBefore(month)) months.push(month);
  return months;
}

function monthBefore(month: string): string {
  const date = new Date(`${month}-01T00:00:00.000Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 7);
}

export const gapPartition = (month: string): string => `GAP#${month}`;

export const gapSortKey = (to: IsoTime, feedId: string): string => `${to}#${feedId}`;
