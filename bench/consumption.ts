import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { putResponse } from '../lambdas/archive/responses.ts';
import { afterFetch } from '../lambdas/fetch/after-fetch.ts';
import type { FetchOutcome } from '../lambdas/fetch/get.ts';
import { createItemIndex } from '../lambdas/index/dynamodb-item-index.ts';
import { ingestObject, type Ports } from '../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../lambdas/publish/publisher.ts';
import { newFeed } from '../lambdas/schedule/wished-feeds.ts';
import type { IsoTime } from '../lambdas/shared/domain.ts';
import { createFeedStore, type FeedStore } from '../lambdas/shared/feed-store.ts';
import { PREFIX } from '../lambdas/shared/names.ts';
import { tag, taggerVersion } from '../lambdas/tag/tag.ts';
import { isLive, readFeeds } from '../local/sample-wire/stories.ts';
import { memoryArchive } from '../test/archive/memory-archive.ts';
import { startDynamo } from '../test/emulators.ts';

/** What the steps ask of DynamoDB, in read and write units, and of this machine. */
export interface Consumption {
  readonly story: Units;
  readonly smallStory: Units;
  /** Of a response with news, beside its stories. */
  readonly response: Units;
  /** Of a response that differs from the one before and brings nothing. */
  readonly emptyResponse: Units;
  readonly poll: Units;
  /** Of one tick, for each feed. */
  readonly tick: Units;
  /** Bytes that a story adds to the table, with the 100 that DynamoDB adds to each row. */
  readonly storyBytes: number;
  /** Bytes of the archived line of a story in an object of its own, compressed. */
  readonly lineBytes: number;
  /** Seconds of a CPU that a response with one story takes. */
  readonly ingestCpu: number;
}

export interface Units {
  readonly reads: number;
  readonly writes: number;
}

export interface Told {
  readonly title: string;
  readonly body: string;
}

/** Entries of a feed at a time. */
const WINDOW = 30;
const FEEDS = 50;
const ROW_OVERHEAD = 100;
const START = Date.UTC(2026, 10, 24);
const minute = (number: number) => new Date(START + number * 60_000).toISOString();

export const sampleStories = (): Told[] =>
  readFeeds()
    .filter(isLive)
    .flatMap(({ stories }) => stories);

/** The story of a canary: one line about nothing. */
const CANARY: Told = { title: 'Canary of 24 November 2026, 00:05', body: 'This entry shows that the pipeline works.' };

/** Has DynamoDB say in every answer what it cost, and sums it up by table. */
function meter(client: DynamoDBClient) {
  const spent = new Map<string, { reads: number; writes: number }>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(args);
        const { ConsumedCapacity: costs } = answer.output as { ConsumedCapacity?: unknown };
        for (const cost of [costs].flat()) {
          const { TableName, CapacityUnits } = cost as { TableName: string; CapacityUnits: number };
          const units = spent.get(TableName) ?? { reads: 0, writes: 0 };
          units[/Get|Query|Scan/.test(commandName) ? 'reads' : 'writes'] += CapacityUnits;
          spent.set(TableName, units);
        }
        return answer;
      },
    { step: 'initialize' },
  );
  return {
    /** What a piece of work costs in each table, divided by `times`. */
    async of(work: () => Promise<unknown>, times: number): Promise<(table: string) => Units> {
      spent.clear();
      await work();
      const measured = new Map(spent);
      return (table) => {
        const { reads, writes } = measured.get(table) ?? { reads: 0, writes: 0 };
        return { reads: reads / times, writes: writes / times };
      };
    },
  };
}

const without = (all: Units, part: Units): Units => ({
  reads: all.reads - part.reads,
  writes: all.writes - part.writes,
});

/** A feed as houses publish them: an address of 90 characters and a guid for each story. */
function rss(stories: readonly Told[], first: number, made: string): Uint8Array {
  const text = (words: string) => `<![CDATA[${words}]]>`;
  const items = stories.map(({ title, body }, at) => {
    const slug = `${title.toLowerCase().replace(/\W+/g, '-').slice(0, 50)}-${first + at}`;
    const link = `https://www.measured.example/news/2026/11/24/${slug}`;
    return `<item><title>${text(title)}</title><link>${link}</link><guid>${link}</guid><description>${text(body)}</description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>`;
  });
  return Buffer.from(`<rss version="2.0"><channel><title>Measured</title>${made}${items.join('')}</channel></rss>`);
}

/** Runs stories through the real steps against the embedded DynamoDB, a new one with each response. */
export async function measureConsumption(stories: readonly Told[] = sampleStories()): Promise<Consumption> {
  const database = await startDynamo();
  try {
    const { feeds: feedsTable, items: itemsTable } = database.tables;
    const feeds = createFeedStore(database.client, feedsTable);
    const archive = memoryArchive();
    const ports: Ports = {
      feeds,
      archive,
      index: createItemIndex(database.client, itemsTable),
      tagger: { version: taggerVersion, tag },
      publish: publishNothing,
      askFor: async () => {},
      now: () => new Date().toISOString(),
    };
    const made = await Promise.all(
      Array.from({ length: FEEDS }, async (_, at) => {
        const url = `https://feeds.measured.example/rss/section-${at}/headlines.xml`;
        const feed = newFeed(
          { url, title: `Measured Courier, ${at}`, language: 'en', sample: false },
          'opml',
          minute(0),
        );
        await feeds.create(feed);
        return feed;
      }),
    );
    let clock = 1;
    /** A poll that brings a body, and the ingest of that. */
    const answer = async (feedId: string, body: Uint8Array) => {
      const url = `https://feeds.measured.example/rss/${feedId}.xml`;
      const at = minute(clock++);
      await poll(feeds, feedId, { kind: 'fetched', url, body }, at);
      await ingestObject(await putResponse(archive, { feedId, at, url, body }), ports);
    };
    const [{ feedId } = { feedId: '' }, ...others] = made;
    const windowAt = (at: number, last: readonly Told[] = []) =>
      rss([...stories.slice(at, at + WINDOW), ...last], at, '');
    await answer(feedId, windowAt(0));
    const { seen, tempo } = (await feeds.get(feedId)) ?? {};
    for (const other of others)
      await feeds.recordIngest(other.feedId, minute(0), { ingestedAt: minute(0), seen, tempo });

    const measured = meter(database.client);
    const polls = await measured.of(async () => {
      for (const { feedId } of others) await poll(feeds, feedId, { kind: 'not-modified' }, minute(0));
    }, others.length);
    const ticks = await measured.of(async () => {
      for await (const _ of feeds.due(minute(0)));
    }, FEEDS);
    const news = stories.length - WINDOW;
    const cpu = process.cpuUsage();
    const withNews = await measured.of(async () => {
      for (let at = 1; at <= news; at++) await answer(feedId, windowAt(at));
    }, news);
    const { user } = process.cpuUsage(cpu);
    const stored = await storedIn(database.client, itemsTable);
    const lines = [];
    for await (const key of archive.list(PREFIX.items)) lines.push((await archive.get(key))?.body.length ?? 0);
    const withCanary = await measured.of(() => answer(feedId, windowAt(news, [CANARY])), 1);
    const nothingNew = await measured.of(async () => {
      for (let at = 0; at < WINDOW; at++) await answer(feedId, rss(stories.slice(news), news, `<ttl>${at}</ttl>`));
    }, WINDOW);
    const pollUnits = polls(feedsTable);
    return {
      story: withNews(itemsTable),
      smallStory: withCanary(itemsTable),
      response: without(withNews(feedsTable), pollUnits),
      emptyResponse: without(nothingNew(feedsTable), pollUnits),
      poll: pollUnits,
      tick: ticks(feedsTable),
      storyBytes: stored / stories.length,
      // The first holds the first window.
      lineBytes: lines.slice(1).reduce((total, bytes) => total + bytes, 0) / news,
      ingestCpu: user / 1e6 / news,
    };
  } finally {
    await database.close();
  }
}

/** A poll as `fetch` records it, of a feed that gives all that a poll can leave in its row. */
async function poll(feeds: FeedStore, feedId: string, outcome: FetchOutcome, at: IsoTime): Promise<void> {
  const feed = await feeds.get(feedId);
  if (!feed) throw new Error(`no feed ${feedId}`);
  const known = {
    etag: `W/"${'5f'.repeat(16)}"`,
    lastModified: 'Mon, 23 Nov 2026 08:00:00 GMT',
    validatorsFrom: feed.url,
    bodyHash: '0a'.repeat(32),
    lastSuccessAt: minute(0),
    traffic: ['2026-11-24', '2026-11-23'].map((day) => ({ day, requests: 250, notModified: 212, bytes: 1_234_567 })),
  };
  const traffic = { requests: 1, bytes: 0 };
  const state = afterFetch({ ...feed, ...known }, outcome, { now: new Date(at), random: 0.5, traffic });
  if (!(await feeds.recordFetch(feedId, feed.dueAt, state))) throw new Error(`the poll of ${feedId} was not recorded`);
}

async function storedIn(client: DynamoDBClient, TableName: string): Promise<number> {
  let bytes = 0;
  for await (const { Items = [] } of paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName })) {
    for (const row of Items) bytes += Buffer.byteLength(JSON.stringify(row)) + ROW_OVERHEAD;
  }
  return bytes;
}
