import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { minute } from '../index/samples.ts';
import { memoryFeeds } from '../shared/memory-feeds.ts';
import { feedOf, type Told } from './wire.ts';

const FEED = newFeed({ url: 'https://wire.example/atom', title: 'Wire', sample: false }, 'opml', minute(0));
const DAY = 86_400;
const seconds = (time: string): number => Date.parse(time) / 1_000;

let dynamo: Dynamo;
let archive: ReturnType<typeof memoryArchive>;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  archive = memoryArchive();
  await emptyTable(dynamo.client, dynamo.tables.items);
});

/** Ingest with a memory of its own of the feed. */
function openIngest(itemTtl: number | undefined): (key: string) => ReturnType<typeof ingestObject> {
  const ports: Ports = {
    feeds: memoryFeeds([FEED]),
    index: createItemIndex(dynamo.client, dynamo.tables.items),
    archive,
    tagger: { version: taggerVersion, tag },
    publish: publishNothing,
    askFor: async () => {},
    itemTtl,
    now: () => new Date().toISOString(),
  };
  return (key) => ingestObject(key, ports);
}

const respond = (at: number, ...entries: Told[]) =>
  putResponse(archive, { feedId: FEED.feedId, at: minute(at), url: FEED.url, body: feedOf(entries) });

interface StoredRow {
  readonly pk: string;
  readonly sk: string;
  readonly expiresAt?: number;
  readonly alias?: string;
}

async function rows(): Promise<StoredRow[]> {
  const found: StoredRow[] = [];
  const client = DynamoDBDocumentClient.from(dynamo.client);
  for await (const { Items = [] } of paginateScan({ client }, { TableName: dynamo.tables.items }))
    found.push(...(Items as StoredRow[]));
  return found.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}

/** Of the story and its tags; the log of arrivals follows the clock. */
const expiries = async () =>
  (await rows())
    .filter(({ pk, alias }) => alias === undefined && !pk.startsWith('ARRIVED#'))
    .map(({ pk, sk, expiresAt }) => ({ pk, sk, expiresAt }));

const kindsOf = (found: readonly StoredRow[]): string[] =>
  [...new Set(found.map(({ pk, alias }) => (alias === undefined ? pk.replace(/#.*/, '') : 'alias')))].sort();

const story: Told = { guid: 'tag:1', link: 'https://wire.example/1', title: 'Talks begin in Seoul', text: 'On trade.' };
const revised: Told = { ...story, title: 'Talks end in Seoul' };

describe('rows that are not kept for good', () => {
  it('expire all when the time since the last change of their story is over', async () => {
    const ingest = openIngest(30 * DAY);
    await ingest(await respond(0, story));
    const found = await rows();
    expect(kindsOf(found)).toEqual(['ARRIVED', 'FEED', 'ITEM', 'REGION', 'alias']);
    expect(new Set(found.map(({ expiresAt }) => expiresAt))).toEqual(new Set([seconds(minute(0)) + 30 * DAY]));

    await ingest(await respond(10, revised));
    const current = await expiries();
    expect(new Set(current.map(({ expiresAt }) => expiresAt))).toEqual(new Set([seconds(minute(10)) + 30 * DAY]));
  });

  it('say the same after a replay, in any order', async () => {
    const keys = [await respond(0, story), await respond(10, revised), await respond(20, revised)];
    const ingest = openIngest(30 * DAY);
    for (const key of keys) await ingest(key);
    const first = await expiries();
    for (const key of keys) await ingest(key);
    expect(await expiries()).toEqual(first);

    await emptyTable(dynamo.client, dynamo.tables.items);
    const anew = openIngest(30 * DAY);
    for (const key of keys.toReversed()) await anew(key);
    expect(await expiries()).toEqual(first);
  });

  it('do no harm where DynamoDB has deleted the story and not yet a name that leads to it', async () => {
    const ingest = openIngest(30 * DAY);
    const link = 'https://wire.example/moved';
    await ingest(await respond(0, story));
    await ingest(await respond(10, { ...story, link }));
    const [item] = (await rows()).filter(({ pk, alias }) => pk.startsWith('ITEM#') && alias === undefined);
    if (!item) return expect.fail('there is no story');
    const { pk, sk } = item;
    await dynamo.client.send(
      new DeleteItemCommand({ TableName: dynamo.tables.items, Key: { pk: { S: pk }, sk: { S: sk } } }),
    );

    expect((await ingest(await respond(60, { ...revised, guid: undefined, link }))).recorded).toEqual({ new: 1 });
    const stories = (await rows()).filter(({ pk, alias }) => pk.startsWith('ITEM#') && alias === undefined);
    expect(stories.map(({ pk, expiresAt }) => ({ pk, expiresAt }))).toEqual([
      { pk, expiresAt: seconds(minute(60)) + 30 * DAY },
    ]);
  });
});

it('keeps rows for good where nobody says otherwise', async () => {
  await openIngest(undefined)(await respond(0, story));
  const found = await rows();
  expect(kindsOf(found)).toEqual(['ARRIVED', 'FEED', 'ITEM', 'REGION', 'alias']);
  for (const row of found) expect(row).not.toHaveProperty('expiresAt');
});
