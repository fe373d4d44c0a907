import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WishedFeed, writeOpml } from '../../lambdas/schedule/opml.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { Poll } from '../../lambdas/shared/messages.ts';
import { ENV } from '../../lambdas/shared/names.ts';
import { all } from '../all.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { receiveAll } from './receive-all.ts';

const WISHES: WishedFeed[] = Array.from({ length: 12 }, (_, at) => ({
  url: `https://host-${at % 3}.example/feed-${at}.xml`,
  title: `Feed ${at}`,
  sample: false,
}));

let dynamo: Dynamo;
let fauxqs: Fauxqs;
let folder: TempFolder;
let queueUrl: string;
let file: string;
beforeAll(async () => {
  dynamo = await startDynamo();
  fauxqs = await openFauxqs();
});
afterAll(async () => {
  await fauxqs.close();
  await dynamo.close();
});
beforeEach(async () => {
  folder = await tempFolder();
  file = join(folder.path, 'feeds.opml');
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  queueUrl = await fauxqs.newFifoQueue();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

/** The handler as a cold start loads it. */
async function load() {
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SQS: fauxqs.endpoint,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    [ENV.feedsTable]: dynamo.tables.feeds,
    [ENV.feedQueueUrl]: queueUrl,
    [ENV.feedsFile]: file,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import('../../lambdas/schedule/handler.ts')).handler;
}

const store = () => createFeedStore(dynamo.client, dynamo.tables.feeds);
const urlsOf = async (): Promise<string[]> => (await all(store().list())).map(({ url }) => url).sort();

describe('a tick', () => {
  it('makes the wished feeds and sends each of them once', async () => {
    await writeFile(file, writeOpml(WISHES));
    const tick = await load();
    await tick();
    const made = await all(store().list());
    expect(made.map(({ url }) => url).sort()).toEqual(WISHES.map(({ url }) => url).sort());

    await tick();
    expect(await all(store().list())).toEqual(made);
    const messages = (await receiveAll(fauxqs.sqs, queueUrl)).map(({ Body = '' }) => Poll.parse(JSON.parse(Body)));
    const sorted = (ids: { feedId: string; dueAt: string }[]) =>
      ids.map(({ feedId, dueAt }) => `${feedId} ${dueAt}`).sort();
    expect(sorted(messages)).toEqual(sorted(made));
    const traces = new Set(messages.map(({ trace }) => trace));
    expect([...traces]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('sends what is due and nothing else', async () => {
    await writeFile(file, writeOpml(WISHES));
    const [first, second] = WISHES.map((wish) => newFeed(wish, 'opml', new Date(Date.now() + 60_000).toISOString()));
    if (!first || !second) return expect.fail('two feeds');
    for (const feed of [first, second]) await store().create(feed);
    await (await load())();
    expect(await receiveAll(fauxqs.sqs, queueUrl)).toHaveLength(WISHES.length - 2);
  });

  it('takes up a changed file', async () => {
    await writeFile(file, writeOpml(WISHES));
    const tick = await load();
    await tick();
    await writeFile(file, writeOpml(WISHES.slice(0, 5)));
    await tick();
    expect(await all(store().due(new Date().toISOString()))).toHaveLength(5);
  });

  it('with a broken file fails aloud and leaves the feeds as they were', async () => {
    await writeFile(file, writeOpml(WISHES));
    const tick = await load();
    await tick();
    await writeFile(file, '<opml><body>');
    await expect(tick()).rejects.toThrow(/^OPML line 1: /);
    expect(await urlsOf()).toHaveLength(WISHES.length);
  });

  it('names all that is missing in its environment at once', async () => {
    queueUrl = '';
    file = '';
    await expect(load()).rejects.toThrow(/FEED_QUEUE_URL: .*FEEDS_FILE: /);
  });
});
