import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { queryItems } from '../../lambdas/query/query-items.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { notificationOf } from '../../lambdas/shared/messages.ts';
import { CANARY, ENV } from '../../lambdas/shared/names.ts';
import { type Report, reports } from '../../lambdas/shared/report.ts';
import { sqsRecord } from '../../local/sqs-record.ts';
import { all } from '../all.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';

let dynamo: Dynamo;
let fauxqs: Fauxqs;
let bucket: string;
beforeAll(async () => {
  dynamo = await startDynamo();
  fauxqs = await openFauxqs();
  bucket = await fauxqs.newBucket();
  const topic = await fauxqs.newTopic();
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_S3: fauxqs.endpoint,
    AWS_ENDPOINT_URL_SNS: fauxqs.endpoint,
    [ENV.feedsTable]: dynamo.tables.feeds,
    [ENV.itemsTable]: dynamo.tables.items,
    [ENV.archiveUrl]: `s3://${bucket}`,
    [ENV.feedQueueUrl]: 'http://127.0.0.1/queue.fifo',
    [ENV.alertsTopic]: topic,
    [ENV.allowLoopback]: 'true',
    [ENV.hostInterval]: '0',
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await fauxqs.close();
  await dynamo.close();
});

const told: Report[] = [];
const listen = (what: unknown) => void told.push(what as Report);
beforeAll(() => reports.subscribe(listen));
afterAll(() => reports.unsubscribe(listen));

const archive = () => createS3Archive(fauxqs.s3, bucket);
const feeds = () => createFeedStore(dynamo.client, dynamo.tables.feeds);
const index = () => createItemIndex(dynamo.client, dynamo.tables.items);
const runCanary = async () => (await import('../../lambdas/canary/handler.ts')).handler();

/** What happens between two runs of the canary: its feed is polled, and what came is taken in. */
async function pipeline(): Promise<string[]> {
  const { handler: fetch } = await import('../../lambdas/fetch/handler.ts');
  const { handler: ingest } = await import('../../lambdas/ingest/handler.ts');
  const known = new Set(await all(archive().list('responses/')));
  for (const { feedId, dueAt, host } of await all(feeds().due(new Date().toISOString()))) {
    const message = sqsRecord('poll', JSON.stringify({ feedId, dueAt }), { MessageGroupId: host });
    expect(await fetch({ Records: [message] })).toEqual({ batchItemFailures: [] });
  }
  const stored = (await all(archive().list('responses/'))).filter((key) => !known.has(key));
  const records = stored.map((key) => sqsRecord(key, JSON.stringify(notificationOf(key))));
  expect(await ingest({ Records: records })).toEqual({ batchItemFailures: [] });
  return stored;
}

/** Another second, of which the canary may tell. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_010 - (Date.now() % 1_000)));

describe('the canary', { timeout: 60_000 }, () => {
  it('goes the way of every feed, and finds in the end what it has told', async () => {
    await runCanary();
    expect(told).toEqual([{ step: 'canary', waiting: 0 }]);
    expect(await pipeline()).toHaveLength(1);

    await nextSecond();
    await runCanary();
    expect(told.at(-1)).toMatchObject({ step: 'canary', waiting: 0 });
    expect(await pipeline()).toHaveLength(1);
    expect(told.filter(({ step }) => step === 'fetch')).toMatchObject([{ outcome: 'fetched' }, { outcome: 'fetched' }]);
  });

  it('says so when what it has told is not found', async () => {
    await nextSecond();
    await runCanary();
    await nextSecond();
    await runCanary();
    const last = told.at(-1);
    expect(last).toMatchObject({ step: 'canary', waiting: 1 });
    expect(last?.step === 'canary' && last.delay).toBeGreaterThan(1);
  });

  it('leaves no trace of the address by which its feed was asked', async () => {
    const row = await feeds().get(CANARY.feedId);
    expect(row).toMatchObject({ url: `s3://${bucket}/${CANARY.key}`, failures: 0, etag: expect.any(String) });
    const [key = ''] = await all(archive().list('responses/'));
    const response = await archive().get(key);
    expect(response?.metadata.url).toBe(`s3://${bucket}/${CANARY.key}`);
    expect(JSON.stringify([row, response?.metadata, told])).not.toMatch(/X-Amz|127\.0\.0\.1/);
  });

  it('is no feed by which anything but itself is asked for, hastened or missed', async () => {
    const row = await feeds().get(CANARY.feedId);
    expect(row?.gaps).toEqual([]);
    expect(row).not.toHaveProperty('tempo');
  });

  it('shows in no answer that does not ask for it', async () => {
    const now = new Date(Date.now() + 1_000).toISOString();
    const ask = (feed: string[]) =>
      queryItems(index(), { regions: [], topics: [], feeds: feed.map((id) => [id]) }, { limit: 10, now, typed: [] });
    expect((await ask([])).items).toEqual([]);
    expect((await ask([CANARY.feedId])).items).toHaveLength(2);
  });

  it('has a row and a place under its feed for each story, for a week, and nothing else', async () => {
    const documents = DynamoDBDocumentClient.from(dynamo.client);
    const { Items: rows = [] } = await documents.send(new ScanCommand({ TableName: dynamo.tables.items }));
    expect(rows.map(({ pk }) => String(pk).replace(/^ITEM#.*/, 'ITEM')).sort()).toEqual([
      'FEED#canary',
      'FEED#canary',
      'ITEM',
      'ITEM',
    ]);
    const inAWeek = Date.now() / 1_000 + 7 * 86_400;
    for (const { expiresAt } of rows) expect(Math.abs(expiresAt - inAWeek)).toBeLessThan(60);
  });
});
