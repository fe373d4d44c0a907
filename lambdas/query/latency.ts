import type { ArrivalRow, Backlog, Item } from '../index/item.ts';
import type { ItemIndex, Row } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { arrivalKey, daysBackwards } from '../shared/keys.ts';
import { leapfrog } from './leapfrog.ts';
import { partitionCursor } from './partition-cursor.ts';

/** From one of the times of a story to the next; the last is the sum of the others. */
export const STEPS = [
  ['publishedAt', 'firstSeenAt'],
  ['firstSeenAt', 'storedAt'],
  ['storedAt', 'taggedAt'],
  ['taggedAt', 'queryableAt'],
  ['publishedAt', 'queryableAt'],
] as const satisfies readonly (readonly [keyof Item, keyof Item])[];

type Time = (typeof STEPS)[number][number];

/** Seconds, by nearest rank over the whole sample: times that stories took, none in between. */
export interface Quantiles {
  readonly stories: number;
  readonly p50: number;
  readonly p99: number;
}

/** In the order of `STEPS`; `undefined` where no story counts. */
export type StepTimes = readonly (Quantiles | undefined)[];

export interface Latency {
  /** New stories that were looked at. */
  readonly stories: number;
  /** Of these, those of older versions, which have no times. */
  readonly untimed: number;
  /** Those whose publication is not believed: none was said, or one in the future or before 1990. */
  readonly unbelieved: number;
  /** Those that may have been out for long before we came to them, by why. */
  readonly backlog: Readonly<Record<Backlog, number>>;
  readonly all: StepTimes;
  readonly feeds: readonly { readonly feedId: string; readonly stories: number; readonly times: StepTimes }[];
  /** Where the bound was reached: older stories were not looked at. */
  readonly reachedBackTo?: IsoTime;
}

export interface LatencyQuestion {
  readonly since: IsoTime;
  readonly until: IsoTime;
  /** Only stories that this feed had first. */
  readonly feedId?: string | undefined;
}

/** Stories whose rows are read, the newest first, and lines of the log that are looked through for them. */
export const BOUNDS = { stories: 5_000, lines: 50_000 };

type Reads = Pick<ItemIndex, 'getItems' | 'readPartition'>;

/** How long the stories that came in took from step to step. */
export async function latency(index: Reads, question: LatencyQuestion, bounds = BOUNDS): Promise<Latency> {
  const ids: string[] = [];
  let [lines, last]: [number, IsoTime | undefined] = [0, undefined];
  let isBounded = false;
  for await (const row of newestLines(index, question)) {
    isBounded = ids.length === bounds.stories || lines === bounds.lines;
    if (isBounded) break;
    lines += 1;
    last = row.arrivedAt;
    if (row.kind === 'new' && (question.feedId === undefined || row.feed === question.feedId)) ids.push(row.id);
  }
  const items = new Set((await index.getItems(ids)).values());
  return { ...summaryOf([...items]), ...(isBounded && last !== undefined && { reachedBackTo: last }) };
}

async function* newestLines(index: Reads, { since, until }: LatencyQuestion): AsyncGenerator<ArrivalRow> {
  for (const day of daysBackwards(since, until)) {
    const { pk } = arrivalKey(`${day}T`, '', 0);
    for await (const { rows } of leapfrog([partitionCursor(index, pk, since)], until)) yield* rows.filter(isArrival);
  }
}

const isArrival = (row: Row): row is ArrivalRow => 'kind' in row;

function summaryOf(items: readonly Item[]): Omit<Latency, 'reachedBackTo'> {
  const timed = items.filter(({ storedAt, queryableAt }) => storedAt !== undefined && queryableAt !== undefined);
  const byFeed = new Map<string, Item[]>();
  for (const item of timed) byFeed.set(feedOf(item), [...(byFeed.get(feedOf(item)) ?? []), item]);
  const of = (backlog: Backlog) => timed.filter((item) => item.backlog === backlog).length;
  return {
    stories: items.length,
    untimed: items.length - timed.length,
    unbelieved: timed.filter((item) => item.backlog === undefined && !isBelieved(item)).length,
    backlog: { first: of('first'), import: of('import'), late: of('late') },
    all: timesOf(timed),
    feeds: [...byFeed].map(([feedId, own]) => ({ feedId, stories: own.length, times: timesOf(own) })),
  };
}

const feedOf = ({ feeds: [feedId = ''] }: Item): string => feedId;

/** What is ordered by when it was seen was published we know not when. */
const isBelieved = ({ revisions: [first] }: Item): boolean => first?.publishedAt !== undefined;

const timesOf = (items: readonly Item[]): StepTimes =>
  STEPS.map(([from, to]) => quantilesOf(items.flatMap((item) => secondsBetween(item, from, to) ?? [])));

function secondsBetween(item: Item, from: Time, to: Time): number | undefined {
  const { backlog, [from]: begun, [to]: ended } = item;
  if (begun === undefined || ended === undefined) return undefined;
  if (from === 'publishedAt' && (backlog !== undefined || !isBelieved(item))) return undefined;
  // A replay waits for a person.
  if (from === 'firstSeenAt' && backlog === 'late') return undefined;
  return (Date.parse(ended) - Date.parse(begun)) / 1_000;
}

export function quantilesOf(seconds: readonly number[]): Quantiles | undefined {
  const sorted = [...seconds].sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return sorted.length === 0 ? undefined : { stories: sorted.length, p50: rank(0.5), p99: rank(0.99) };
}
