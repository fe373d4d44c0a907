/**
 * Items a second from stored response to index rows, and the share of each step, for feeds of 30, 200 and 2,000 entries.
 * The archive is files in a temporary folder, the index dynalite in memory: on this machine, emulators included.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import { table } from '../bin/output.ts';
import { putItems } from '../lambdas/archive/lines.ts';
import { openArchive } from '../lambdas/archive/open-archive.ts';
import { putResponse } from '../lambdas/archive/responses.ts';
import { identify, nameEntries } from '../lambdas/identify/identify.ts';
import { createItemIndex } from '../lambdas/index/dynamodb-item-index.ts';
import { record } from '../lambdas/index/record.ts';
import { ingestObject } from '../lambdas/ingest/ingest-object.ts';
import { parseFeed } from '../lambdas/parse/parse-feed.ts';
import { newFeed } from '../lambdas/schedule/wished-feeds.ts';
import { createFeedStore } from '../lambdas/shared/feed-store.ts';
import { storyOf } from '../lambdas/tag/story.ts';
import { tag, taggerVersion } from '../lambdas/tag/tag.ts';
import { isLive, readFeeds } from '../local/sample-wire/stories.ts';
import { startDynamo } from '../test/emulators.ts';

const SIZES = [30, 200, 2_000];
/** Enough runs of the small feeds that the first one, which warms the code up, does not decide. */
const ENTRIES_A_SIZE = 4_000;
const now = () => new Date().toISOString();

/** A feed of the sample wire's copy, each story with a headline and a link of its own. */
function feedOf(size: number, run: number): Uint8Array {
  const stories = readFeeds()
    .filter(isLive)
    .flatMap(({ stories }) => stories);
  const items = Array.from({ length: size }, (_, at) => {
    const { title, body } = stories[at % stories.length] ?? { title: '', body: '' };
    const text = (words: string) => `<![CDATA[${words}]]>`;
    const link = `https://bench.example/${run}/${at}`;
    return `<item><title>${text(`${title} ${at}`)}</title><link>${link}</link><guid>${link}</guid><description>${text(body)}</description><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>`;
  });
  return Buffer.from(`<rss version="2.0"><channel><title>Bench</title>${items.join('')}</channel></rss>`);
}

const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
const database = await startDynamo();
try {
  const feeds = createFeedStore(database.client, database.tables.feeds);
  const index = createItemIndex(database.client, database.tables.items);
  const archive = openArchive(pathToFileURL(folder).href);
  const spent = new Map<string, number>();
  const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      spent.set(step, (spent.get(step) ?? 0) + performance.now() - start);
    }
  };

  /** The steps one after the other, each timed over all entries of the feed. */
  const stepwise = async (body: Uint8Array, feedId: string): Promise<void> => {
    const at = now();
    const parsed = await timed('parse', () => parseFeed(body));
    const feed = { feedId, publisher: `${feedId}.example` };
    const nothing = { seen: () => [], known: new Map(), recent: new Map() };
    const identified = await timed('identify', () =>
      identify(nameEntries(parsed.entries, feed), { feedId, response: '', at }, nothing),
    );
    const sightings = identified.sightings.map(({ sighting }) => sighting);
    const pointers = await timed('archive', () => putItems(archive, sightings));
    const tags = await timed('tag', () => sightings.map(({ entry }) => tag(storyOf(entry))));
    const tagged = sightings.map((sighting, n) => {
      const [raw, found] = [pointers[n], tags[n]];
      if (!raw || !found) throw new Error(`entry ${n} was lost`);
      return { sighting, raw, tags: found, taggerVersion, sample: true };
    });
    await timed('index', () => pMap(tagged, (one) => record(index, one, undefined, now), { concurrency: 8 }));
  };

  const whole = async (body: Uint8Array, feedId: string): Promise<void> => {
    const url = `https://${feedId}.example/rss`;
    const feed = newFeed({ url, title: feedId, sample: true }, 'cli', now());
    await feeds.create(feed);
    const key = await putResponse(archive, { feedId: feed.feedId, at: now(), url, body });
    const { recorded } = await timed('whole', () =>
      ingestObject(key, {
        feeds,
        index,
        archive,
        tagger: { version: taggerVersion, tag },
        askFor: async () => {},
        now,
      }),
    );
    if (recorded.new === undefined) throw new Error('nothing was new');
  };

  await stepwise(feedOf(200, -1), 'warm-up');
  const rows: string[][] = [];
  const steps = ['parse', 'identify', 'archive', 'tag', 'index'];
  for (const size of SIZES) {
    spent.clear();
    const runs = ENTRIES_A_SIZE / size;
    for (let run = 0; run < runs; run++) {
      const body = feedOf(size, run);
      await stepwise(body, `steps-${size}-${run}`);
      await whole(body, `whole-${size}-${run}`);
    }
    const total = steps.reduce((sum, step) => sum + (spent.get(step) ?? 0), 0);
    const share = (step: string) => `${((100 * (spent.get(step) ?? 0)) / total).toFixed(1)} %`;
    const entries = Math.ceil(runs) * size;
    const perSecond = Math.round((entries / (spent.get('whole') ?? 1)) * 1000);
    rows.push([String(size), String(perSecond), ...steps.map(share)]);
  }
  process.stdout.write(`${table(['entries a feed', 'items/s', ...steps], rows)}\n`);
} finally {
  await database.close();
  await rm(folder, { recursive: true });
}
