import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { changeGaps } from '../../lambdas/ingest/change-gaps.ts';
import type { Feed, Gap } from '../../lambdas/shared/domain.ts';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import type { PageRequest } from '../../lambdas/shared/messages.ts';
import { FEED } from '../contracts/feed-store.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';

let dynamo: Dynamo;
let feeds: FeedStore;
let index: MemoryItemIndex;
let asked: PageRequest[];
beforeAll(async () => {
  dynamo = await startDynamo();
  feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  await feeds.create(FEED);
  [index, asked] = [memoryItemIndex(), []];
});

const gap = (hour: number, changes: Partial<Gap> = {}): Gap => ({
  from: `2026-11-24T0${hour}:00:00.000Z`,
  to: `2026-11-24T0${hour}:30:00.000Z`,
  tried: [],
  ...changes,
});
const change = (feed: Feed, changed: (gaps: readonly Gap[]) => readonly Gap[], to: string) =>
  changeGaps(feed, changed, (one) => one.to === to, { feeds, index, askFor: async (pages) => asked.push(...pages) });
const rows = () => index.readGaps({ pk: 'GAP#2026-11', atLeast: '', atMost: '~', limit: 99 });
const feedNow = async () => (await feeds.get(FEED.feedId)) ?? expect.fail('no feed');

it('loses no change of writers that began from the same row', async () => {
  const hours = [1, 2, 3, 4, 5];
  const add = (hour: number) => (gaps: readonly Gap[]) =>
    gaps.some(({ to }) => to === gap(hour).to) ? gaps : [...gaps, gap(hour)];
  await Promise.all(hours.map((hour) => change(FEED, add(hour), gap(hour).to)));
  const written = hours.map((hour) => gap(hour).to);
  expect((await feedNow()).gaps.map(({ to }) => to).sort()).toEqual(written);
  expect((await rows()).map(({ to }) => to).reverse()).toEqual(written);
});

it('writes for queries what the row says in the end, not what it said when it was read', async () => {
  const stale = await feedNow();
  await feeds.recordGaps(FEED.feedId, undefined, [gap(1, { closedBy: 'feed' })]);
  const keep = (gaps: readonly Gap[]) => (gaps.length > 0 ? gaps : [gap(1)]);
  await change(stale, keep, gap(1).to);
  expect(await rows()).toMatchObject([{ closedBy: 'feed' }]);
  expect((await feedNow()).gaps).toMatchObject([{ closedBy: 'feed' }]);
});

it('leaves a row in each month that a gap touches, and asks for what gaps wait for', async () => {
  const url = 'https://example.org/robots.txt';
  const long = { ...gap(1), from: '2026-09-30T23:00:00.000Z', toTry: [url] };
  await change(FEED, () => [long], long.to);
  for (const month of ['09', '10', '11']) {
    const found = await index.readGaps({ pk: `GAP#2026-${month}`, atLeast: '', atMost: '~', limit: 9 });
    expect(found).toMatchObject([{ from: long.from, to: long.to, isSought: true }]);
  }
  expect(asked).toEqual([
    { feedId: FEED.feedId, url, purpose: { kind: 'gap', from: long.from, to: long.to, step: 0 } },
  ]);
});

it('of a feed that is gone is a permanent fault', async () => {
  await expect(change({ ...FEED, feedId: 'none' }, () => [gap(1)], gap(1).to)).rejects.toThrow(PermanentError);
});
