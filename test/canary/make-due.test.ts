import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { canaryFeed } from '../../lambdas/canary/canary-feed.ts';
import { makeDue } from '../../lambdas/canary/make-due.ts';
import { writeOpml } from '../../lambdas/schedule/opml.ts';
import { applyWishedFeeds } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import { CANARY } from '../../lambdas/shared/names.ts';
import { all } from '../all.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';

const URL = 's3://bucket/canary/feed.xml';
const T1 = '2026-11-24T08:00:00.000Z';
const T2 = '2026-11-24T08:05:00.000Z';
const TOMORROW = '2026-11-25T08:00:00.000Z';

let dynamo: Dynamo;
let feeds: FeedStore;
beforeAll(async () => {
  dynamo = await startDynamo();
  feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
});
afterAll(() => dynamo.close());
beforeEach(() => emptyTable(dynamo.client, dynamo.tables.feeds));

const due = async (now: string) => (await all(feeds.due(now))).map(({ feedId, dueAt }) => `${feedId} ${dueAt}`);

it('makes the row where there is none', async () => {
  await makeDue(feeds, URL, T1);
  expect(await feeds.get(CANARY.feedId)).toEqual(canaryFeed(URL, T1));
  expect(await due(T1)).toEqual([`canary ${T1}`]);
});

it('brings the next poll forward', async () => {
  await feeds.create({ ...canaryFeed(URL, TOMORROW), lastFetchedAt: T1, etag: '"1"' });
  await makeDue(feeds, URL, T2);
  expect(await due(T2)).toEqual([`canary ${T2}`]);
  expect(await feeds.get(CANARY.feedId)).toMatchObject({ etag: '"1"' });
});

it('lets a poll wait that has come due already, so that the wait can be told', async () => {
  await feeds.create({ ...canaryFeed(URL, T1), lastFetchedAt: T1 });
  await makeDue(feeds, URL, T2);
  expect(await due(T2)).toEqual([`canary ${T1}`]);
});

it('mends a row that was removed, or that is of another bucket', async () => {
  for (const wrong of [{ status: 'removed' }, { url: 's3://before/canary/feed.xml', host: 'before' }] as const) {
    await emptyTable(dynamo.client, dynamo.tables.feeds);
    await feeds.create({ ...canaryFeed(URL, TOMORROW), lastFetchedAt: T1, ...wrong });
    await makeDue(feeds, URL, T2);
    expect(await due(T2)).toEqual([`canary ${T2}`]);
    expect(await feeds.get(CANARY.feedId)).toMatchObject({ url: URL, host: 'bucket', status: 'canary' });
  }
});

it('makes a row that no feeds file takes away', async () => {
  await makeDue(feeds, URL, T1);
  const opml = writeOpml([{ url: 'https://example.org/feed.xml', title: 'Example', sample: false }]);
  expect(await applyWishedFeeds(feeds, opml, T2)).toEqual({ added: 1, changed: 0, removed: 0 });
  expect(await feeds.get(CANARY.feedId)).toMatchObject({ status: 'canary' });
});
