import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { queryItems } from '../../lambdas/query/query-items.ts';
import { parseOpml } from '../../lambdas/schedule/opml.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { type SampleWire, startSampleWire } from '../../local/sample-wire/server.ts';
import { all } from '../all.ts';
import { bootstrapped, type DeployedStack } from './stack.ts';

let wire: SampleWire;
let stack: DeployedStack;
const clients = () => {
  const { endpoint, env } = stack.aws;
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' };
  const options = { endpoint, region: 'us-east-1', credentials };
  const dynamodb = new DynamoDBClient(options);
  const { FeedsTableName = '', ItemsTableName = '', ArchiveBucketName = '' } = stack.outputs;
  return {
    feeds: createFeedStore(dynamodb, FeedsTableName),
    index: createItemIndex(dynamodb, ItemsTableName),
    archive: createS3Archive(new S3Client({ ...options, forcePathStyle: true }), ArchiveBucketName),
  };
};

beforeAll(async () => {
  wire = await startSampleWire({ port: 0, epoch: new Date(), round: 0 });
  stack = await bootstrapped();
});
afterAll(async () => {
  await stack?.close();
  await wire?.close();
});

/** Asks until there is an answer. @returns it, and the seconds that it took */
async function eventually<T>(what: string, ask: () => Promise<T | undefined>, within = 180_000) {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    const took = performance.now() - started;
    if (answer !== undefined) return { answer, seconds: took / 1_000 };
    if (took > within) throw new Error(`${what}: not within ${within / 1_000} s; see ${stack.aws.log}`);
    await pause(500);
  }
}

const kept = async <T>(found: T[], wanted = 1): Promise<T[] | undefined> =>
  found.length >= wanted ? found : undefined;

describe('the stack', () => {
  it('is deployed, and its schedule reads the feeds and polls them within a minute or two', async () => {
    const deployTook = await stack.deploy(wire.opml);
    console.log(`bootstrap ${stack.bootstrapTook.toFixed(1)} s, deploy ${deployTook.toFixed(1)} s`);
    const wished = parseOpml(wire.opml);
    const feeds = await eventually('feeds', async () => kept(await all(clients().feeds.list()), wished.length));
    expect(feeds.answer.map(({ url }) => url).sort()).toEqual(wished.map(({ url }) => url).sort());
    const responses = await eventually('responses', async () => kept(await all(clients().archive.list('responses/'))));
    const items = await eventually('items', async () => kept(await all(clients().archive.list('items/'))));
    console.log(
      `feeds after ${feeds.seconds.toFixed(1)} s, ${responses.answer.length} responses after ${responses.seconds.toFixed(1)} s, items after ${items.seconds.toFixed(1)}`,
    );
  });

  it('answers', async () => {
    const found = await eventually('the story of the seed', async () => {
      const now = new Date().toISOString();
      const question = { regions: [['KP']], topics: [['medtop:20000635']], feeds: [] };
      const { items } = await queryItems(clients().index, question, { limit: 50, now, typed: [] });
      return items.find(({ title }) => title.includes('Putin'));
    });
    expect(found.answer).toMatchObject({ sample: true, regions: expect.arrayContaining(['KP', 'RU']) });
  });
});
