import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { isWanted } from '../../lambdas/fetch/page.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed, FeedResponse } from '../../lambdas/shared/domain.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import type { PageRequest } from '../../lambdas/shared/messages.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { all } from '../all.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';

const SITE = 'https://www.wire.example';
const FEED: Feed = {
  ...newFeed({ url: `${SITE}/rss`, title: 'Wire', sample: false }, 'opml', '2026-11-24T00:00:00.000Z'),
};
const { feedId } = FEED;
const time = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 24, 8, minute, second)).toISOString();
const rfc822 = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toUTCString();

const rss = (...minutes: number[]): string => {
  const items = minutes.map(
    (minute) =>
      `<item><title>Story ${minute}</title><link>${SITE}/${minute}?utm_source=rss</link><pubDate>${rfc822(minute)}</pubDate><description>What happened at ${minute}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>W</title>${items.join('')}</channel></rss>`;
};
const sitemap = (...minutes: number[]): string => {
  const urls = minutes.map(
    (minute) =>
      `<url><loc>${SITE}/${minute}</loc><news:news><news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication><news:publication_date>${time(minute)}</news:publication_date><news:title>Headline ${minute}</news:title></news:news></url>`,
  );
  return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${urls.join('')}</urlset>`;
};

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

let index: MemoryItemIndex;
let ports: Ports;
/** What the queue holds: the same message once. */
let asked: Map<string, PageRequest>;
/** What the site answers, by path; 404 elsewhere. */
let site: Record<string, string>;
/** Counts the calls of all ports, and breaks the one that is named. */
let calls: number;
let breaks: number | undefined;

/** Ports of which one call fails: before it is made, or with its answer lost. */
function breaking<T extends object>(port: T, isAfter: boolean): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const isBroken = calls++ === breaks;
        if (isBroken && !isAfter) throw new Error('killed');
        const result: unknown = value.apply(target, args);
        if (!isBroken) return result;
        return Promise.resolve(result).then(() => {
          throw new Error('killed');
        });
      };
    },
  });
}

async function start(isAfter = false): Promise<void> {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  [calls, breaks, asked, site, index] = [0, undefined, new Map(), {}, memoryItemIndex()];
  const feeds = createFeedStore(dynamo.client, dynamo.tables.feeds);
  await feeds.create(FEED);
  ports = {
    feeds: breaking(feeds, isAfter),
    index: breaking(index, isAfter),
    archive: breaking(memoryArchive(), isAfter),
    tagger: { version: taggerVersion, tag },
    now: () => '2026-11-24T10:00:00.000Z',
    ...breaking(
      {
        askFor: async (pages: readonly PageRequest[]) => {
          for (const page of pages) asked.set(JSON.stringify(page), page);
        },
      },
      isAfter,
    ),
  };
}
beforeEach(() => start());

/** Stores what came, and ingests it until that ends well. */
async function ingest(response: Omit<FeedResponse, 'feedId' | 'body'>, body: string) {
  const key = await again(() => putResponse(ports.archive, { feedId, ...response, body: Buffer.from(body) }));
  return again(() => ingestObject(key, ports));
}

async function again<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (attempt > 0 || breaks === undefined) throw error;
    }
  }
}

const respond = (minute: number, body: string, previousAt?: string) =>
  ingest({ at: time(minute), url: FEED.url, ...(previousAt && { previousAt }) }, body);

/** Serves the pages that are asked for, until none is. @returns their paths */
async function serve(): Promise<string[]> {
  const paths: string[] = [];
  for (let page = await next(); page; page = await next()) {
    const { url, purpose } = page;
    const path = url.replace(SITE, '');
    paths.push(path);
    const body = site[path];
    const failure = 'www.wire.example answered 404 Not Found';
    await ingest({ at: time(50, paths.length), url, purpose, ...(body === undefined && { failure }) }, body ?? '');
  }
  return paths;
}

/** The next page that its gap still waits for, as fetch looks. */
async function next(): Promise<PageRequest | undefined> {
  const feed = await feedNow();
  return [...asked.values()].find(({ url, purpose }) => isWanted(feed, url, purpose));
}

const feedNow = async (): Promise<Feed> =>
  (await createFeedStore(dynamo.client, dynamo.tables.feeds).get(feedId)) ?? expect.fail('the feed is gone');
const titles = async () =>
  (await index.readPartition({ pk: `FEED#${feedId}`, atLeast: '', atMost: '~', limit: 99 })).map(({ title }) => title);
const gapRows = () => index.readGaps({ pk: 'GAP#2026-11', atLeast: '', atMost: '~', limit: 99 });
const ROBOTS = `User-agent: *\nSitemap: ${SITE}/sitemaps/news.xml`;

describe('a gap', () => {
  it('begins where the feed was last seen to hold nothing new', async () => {
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28), time(25));
    expect(await gapRows()).toMatchObject([{ feedId, title: 'Wire', from: time(25), to: time(30), isSought: true }]);
  });

  it('is closed by a sitemap that reaches back before it, and what was missed is found', async () => {
    site = { '/robots.txt': ROBOTS, '/sitemaps/news.xml': sitemap(31, 29, 28, 20, 10, 0, -10, -200) };
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    expect(await serve()).toEqual(['/robots.txt', '/sitemaps/news.xml']);
    expect((await feedNow()).gaps).toEqual([
      {
        ...{ from: time(0), to: time(30), found: 2 },
        tried: [{ url: `${SITE}/robots.txt`, result: 'says where sitemaps are' }],
        ...{ closedBy: `${SITE}/sitemaps/news.xml`, closedAt: time(50, 2) },
      },
    ]);
    // Only what was published in it; what the feed had said itself keeps its words.
    expect((await titles()).sort()).toEqual([
      'Headline 10',
      'Headline 20',
      'Story -10',
      'Story 0',
      'Story 28',
      'Story 29',
    ]);
    expect(await gapRows()).toMatchObject([{ closedBy: `${SITE}/sitemaps/news.xml`, found: 2 }]);
    expect((await gapRows())[0]).not.toHaveProperty('isSought');
  });

  it('is closed by the older pages of its feed, followed until one was seen before', async () => {
    const link = (page: number) =>
      `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/rss?page=${page}"/>`;
    const linked = (body: string, page: number) => body.replace('</title>', `</title>${link(page)}`);
    site = { '/rss?page=2': linked(rss(20, 10), 3), '/rss?page=3': linked(rss(0, -10), 4), '/rss?page=4': rss(-20) };
    await respond(0, rss(0, -10));
    await respond(30, linked(rss(29, 28), 2));
    expect(await serve()).toEqual(['/rss?page=2', '/rss?page=3']);
    const closed = { closedBy: `${SITE}/rss?page=3`, found: 2 };
    const tried = [{ url: `${SITE}/rss?page=2`, result: 'holds 2 entries and none from before the gap' }];
    expect((await feedNow()).gaps).toMatchObject([{ tried, ...closed }]);
    expect(await gapRows()).toMatchObject([closed]);
    expect((await titles()).sort()).toEqual(['Story -10', 'Story 0', 'Story 10', 'Story 20', 'Story 28', 'Story 29']);
  });

  it('stays open where there is nothing to look at, and says what was tried', async () => {
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    expect(await serve()).toEqual(['/robots.txt', '/news-sitemap.xml', '/sitemap-news.xml']);
    const [gap] = (await feedNow()).gaps;
    expect(gap).not.toHaveProperty('closedBy');
    expect(gap?.tried?.map(({ result }) => result)).toEqual(Array(3).fill('www.wire.example answered 404 Not Found'));
    expect(await gapRows()).toMatchObject([{ tried: gap?.tried }]);
  });

  it('brings no second copy of stories from a sitemap with other addresses', async () => {
    site = {
      '/robots.txt': ROBOTS,
      '/sitemaps/news.xml': sitemap(29, 20, 0).replaceAll(`${SITE}/`, 'https://m.wire.example/article/'),
    };
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    await serve();
    expect(await titles()).toHaveLength(4);
    expect((await feedNow()).gaps[0]?.tried?.at(-1)?.result).toMatch(
      /^holds 3 stories, none under an address of this feed/,
    );
  });

  it('is closed by the feed where it still holds what was before', async () => {
    await respond(0, rss(0, -10, -20));
    await respond(15, rss(14));
    await respond(30, rss(29, 14, 0, -10, -20));
    expect(await gapRows()).toMatchObject([{ to: time(15), closedBy: 'feed', closedAt: time(30) }]);
    expect(await serve()).toEqual([]);
  });

  it('is closed by a response that comes late', async () => {
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 20));
    await respond(15, rss(20, 10, 0));
    expect(await gapRows()).toMatchObject([{ closedBy: 'feed', closedAt: time(15) }]);
  });

  it('is looked for again by the next response, where a page was lost on its way', async () => {
    site = { '/robots.txt': ROBOTS, '/sitemaps/news.xml': sitemap(20, 0) };
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    asked.clear();
    expect(await serve()).toEqual([]);
    await respond(45, rss(44, 29, 28));
    await serve();
    expect(await gapRows()).toMatchObject([{ closedBy: `${SITE}/sitemaps/news.xml` }]);
  });

  it('changes nothing when everything comes again', async () => {
    site = { '/robots.txt': ROBOTS, '/sitemaps/news.xml': sitemap(29, 20, 0) };
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    await serve();
    const [before, rows, feed] = [await titles(), index.table(), await feedNow()];
    asked.clear();
    for (const key of await all(ports.archive.list('responses/'))) await ingestObject(key, ports);
    expect(await titles()).toEqual(before);
    expect(index.table()).toEqual(rows);
    expect(await feedNow()).toEqual(feed);
    expect(asked.size).toBe(0);
  });
});

describe('a step that is killed at any of its calls and repeated', () => {
  const run = async () => {
    site = { '/robots.txt': ROBOTS, '/sitemaps/news.xml': sitemap(29, 20, 10, 0) };
    await respond(0, rss(0, -10));
    await respond(30, rss(29, 28));
    await serve();
    await respond(51, rss(50, 29));
    return JSON.stringify([await feedNow(), await titles(), await gapRows()]);
  };

  it.each([false, true])('ends as if it had not been, its answer lost: %s', { timeout: 60_000 }, async (isAfter) => {
    await start(isAfter);
    const undisturbed = await run();
    const total = calls;
    expect(total).toBeGreaterThan(40);
    for (let call = 0; call < total; call++) {
      await start(isAfter);
      breaks = call;
      expect(withoutVersion(await run()), `call ${call}`).toBe(withoutVersion(undisturbed));
    }
  });

  /** How often the gaps were written may differ. */
  const withoutVersion = (json: string) => json.replace(/"gapsVersion":\d+/, '');
});
