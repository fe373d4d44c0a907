import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { canaryFeed } from '../../lambdas/canary/canary-feed.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { ENV } from '../../lambdas/shared/names.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
afterEach(() => vi.unstubAllEnvs());

it('reports of the feeds that are polled, and of no other row', async () => {
  const store = createFeedStore(dynamo.client, dynamo.tables.feeds);
  const since = '2026-11-24T08:00:00.000Z';
  const feed = (name: string) =>
    newFeed({ url: `https://${name}.example/`, title: name, sample: false }, 'opml', since);
  await store.create({ ...feed('fine') });
  await store.create({ ...feed('failing'), failingSince: since });
  await store.create({ ...feed('gone'), status: 'gone', failingSince: since });
  await store.create({ ...feed('also-fine') });
  await store.create({ ...feed('removed'), status: 'removed', failingSince: since });
  await store.create({ ...canaryFeed('s3://bucket/canary/feed.xml', since), failingSince: since });
  await store.putWished('a hash');

  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    [ENV.feedsTable]: dynamo.tables.feeds,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { handler } = await import('../../lambdas/health/handler.ts');
  const { reports } = await import('../../lambdas/shared/report.ts');
  const told: unknown[] = [];
  reports.subscribe((what) => told.push(what));
  await handler();
  expect(told).toEqual([{ step: 'health', feeds: 4, failingFeeds: 50, newsOverdue: 0 }]);
});
