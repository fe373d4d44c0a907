import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { FEED, feedStoreContract } from './feed-store.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

feedStoreContract('DynamoDB', async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  return createFeedStore(dynamo.client, dynamo.tables.feeds);
});

describe('a feed that an older version kept in one row', () => {
  const [FETCHED, INGESTED] = ['2026-11-24T08:10:00.000Z', '2026-11-24T08:20:00.000Z'];
  const gap = { from: FEED.dueAt, to: FETCHED };
  const open = () => createFeedStore(dynamo.client, dynamo.tables.feeds);

  beforeEach(async () => {
    await emptyTable(dynamo.client, dynamo.tables.feeds);
    const older = {
      ...FEED,
      etag: '"1"',
      shard: 'active',
      ingestedAt: FETCHED,
      seen: Buffer.alloc(28),
      unreadable: 'x',
    };
    await DynamoDBDocumentClient.from(dynamo.client).send(
      new PutCommand({ TableName: dynamo.tables.feeds, Item: { ...older, gaps: [gap] } }),
    );
  });

  it('is polled on, and remembers nothing that it would misread', async () => {
    const feed = await open().get(FEED.feedId);
    expect(feed).toMatchObject({ etag: '"1"', gaps: [] });
    expect(feed).not.toHaveProperty('seen');
    expect(await open().recordFetch(FEED.feedId, FEED.dueAt, { dueAt: FETCHED })).toBe(true);
  });

  it('remembers what is ingested, once', async () => {
    const changes = { ingestedAt: INGESTED, seen: Uint8Array.of(2), unreadable: undefined };
    expect(await open().recordIngest(FEED.feedId, INGESTED, changes)).toBe(true);
    expect(await open().recordIngest(FEED.feedId, INGESTED, changes)).toBe(false);
    const feed = await open().get(FEED.feedId);
    expect(feed).toMatchObject({ etag: '"1"', ingestedAt: INGESTED });
    expect(feed).not.toHaveProperty('unreadable');
  });

  it('remembers gaps, and what its hub says', async () => {
    expect(await open().recordGaps(FEED.feedId, undefined, [gap])).toBe(true);
    expect(await open().change(FEED.feedId, { pushedAt: INGESTED })).toBe(true);
    expect(await open().get(FEED.feedId)).toMatchObject({ gaps: [gap], gapsVersion: 1, pushedAt: INGESTED });
  });
});
