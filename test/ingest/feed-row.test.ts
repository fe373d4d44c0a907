import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import { outgoingPage } from '../../lambdas/shared/feed-queue.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { FeedMessage } from '../../lambdas/shared/messages.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';

const FEED = newFeed(
  { url: 'https://wire.example/rss', title: 'Wire', sample: false },
  'opml',
  '2026-11-01T00:00:00.000Z',
);
const { feedId } = FEED;
const START = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;
const dayTime = (days: number) => new Date(START + days * DAY).toISOString();

let dynamo: Dynamo;
let ports: Ports;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  const feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
  await feeds.create(FEED);
  ports = {
    feeds,
    index: memoryItemIndex(),
    archive: memoryArchive(),
    tagger: { version: taggerVersion, tag },
    askFor: async (pages) => {
      for (const page of pages) FeedMessage.parse(outgoingPage(page).message);
    },
    publish: publishNothing,
    now: () => dayTime(0),
  };
});

const rss = (channel: string, age: number): string =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>W</title>${channel}
    <item><title>Story</title><guid>1</guid><pubDate>${new Date(START - age * DAY).toUTCString()}</pubDate></item></channel></rss>`;

async function ingest(days: number, body: string) {
  const key = await putResponse(ports.archive, { feedId, at: dayTime(days), url: FEED.url, body: Buffer.from(body) });
  await ingestObject(key, ports);
  return (await ports.feeds.get(feedId)) ?? expect.fail('no feed');
}

// DynamoDB takes numbers from 1e-130 to 9.9e125 and rows of 400 KB: what a feed says must not be what breaks it.
describe('the state of a feed is kept', () => {
  it.each([0.5, 13, 25, 40, 1_000, 2_000])('whose newest story is %d days old', async (age) => {
    expect(await ingest(0, rss('', age))).toMatchObject({ ingestedAt: dayTime(0) });
  });

  it('that brings nothing new for weeks, though its bytes change', async () => {
    await ingest(0, rss('', 0.1));
    for (const days of [6, 12, 14, 20]) {
      expect(await ingest(days, rss(`<lastBuildDate>${dayTime(days)}</lastBuildDate>`, 0.1))).toMatchObject({
        ingestedAt: dayTime(days),
      });
    }
  });

  it.each(['99999999999999999999', '1e200', '1e307', '-5', '0.0000001'])(
    'that wants to be left alone for %s minutes',
    async (ttl) => {
      expect(await ingest(0, rss(`<ttl>${ttl}</ttl>`, 1))).toMatchObject({ ingestedAt: dayTime(0) });
    },
  );

  it.each(['constructor', '__proto__'])('that is updated %s', async (period) => {
    const channel = `<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">${period}</sy:updatePeriod>`;
    expect(await ingest(0, rss(channel, 1))).toMatchObject({ ingestedAt: dayTime(0) });
  });

  it.each(['http://[', 'tag:page-2', 'mailto:desk@wire.example'])('that goes on at %s', async (older) => {
    const channel = `<atom:link rel="next" href="${older}"/><atom:link rel="self" href="x"/><atom:link rel="hub" href="${older}"/>`;
    await ingest(0, rss(channel, 1));
    const next = rss(channel, 1).replace('<guid>1', '<guid>2').replace('Story', 'Another one');
    expect(await ingest(1, next)).toMatchObject({ ingestedAt: dayTime(1), gaps: [{}] });
    expect(await ports.feeds.get(feedId)).not.toHaveProperty('hub');
  });

  it.each(['self', 'hub', 'next'])('with an address of half a megabyte as its %s', async (rel) => {
    const links = ['self', 'hub'].map((one) => `<atom:link rel="${one}" href="https://hub.example/"/>`).join('');
    const long = `<atom:link rel="${rel}" href="https://hub.example/${'x'.repeat(500_000)}"/>`;
    expect(await ingest(0, rss(`${long}${links}`, 1))).toMatchObject({ ingestedAt: dayTime(0) });
    const next = rss(`${long}${links}`, 1).replace('<guid>1', '<guid>2').replace('Story', 'Another one');
    expect(await ingest(1, next)).toMatchObject({ ingestedAt: dayTime(1) });
  });
});
