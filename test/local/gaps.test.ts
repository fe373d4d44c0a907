import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queryItems } from '../../lambdas/query/query-items.ts';
import { writeOpml } from '../../lambdas/schedule/opml.ts';
import { dataFolder } from '../../local/folder.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { openStore, type Store } from '../../local/store.ts';
import { all } from '../all.ts';
import { httpServer, type TestServer } from '../fetch/server.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let home: TempFolder;
let store: Store;
let runtime: Runtime;
let site: TestServer;
/** Numbers of the stories that are out; the feed shows the last two. */
let out = [0, 1];

const linkOf = (number: number) => `${site.url}/story/${number}`;
const started = Date.now();
/** Stories come a minute apart, the last one as the test begins. */
const timeOf = (number: number) => new Date(started - (20 - number) * 60_000);

function rss(numbers: readonly number[]): string {
  const items = numbers.map(
    (number) =>
      `<item><title>Story ${number}</title><link>${linkOf(number)}</link><pubDate>${timeOf(number).toUTCString()}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;
}

function sitemap(numbers: readonly number[]): string {
  const urls = numbers.map(
    (number) =>
      `<url><loc>${linkOf(number)}</loc><n:news><n:publication_date>${timeOf(number).toISOString()}</n:publication_date><n:title>Story ${number}</n:title></n:news></url>`,
  );
  return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${urls.join('')}</urlset>`;
}

beforeAll(async () => {
  home = await tempFolder();
  store = await openStore({ folder: dataFolder(home.path), share: false });
  site = await httpServer(({ url }, response) => {
    const newestFirst = out.toReversed();
    const pages: Record<string, () => string> = {
      '/feed.xml': () => rss(newestFirst.slice(0, 2)),
      '/robots.txt': () => `User-agent: *\nSitemap: ${site.url}/news/index.xml`,
      '/news/index.xml': () => `<sitemapindex><sitemap><loc>${site.url}/news/today.xml</loc></sitemap></sitemapindex>`,
      '/news/today.xml': () => sitemap(newestFirst),
    };
    const page = pages[url ?? ''];
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/xml' }).end(page?.());
  });
  const feed = { url: `${site.url}/feed.xml`, title: 'Wire', sample: true };
  await writeFile(store.folder.wishedFeeds, writeOpml([feed]));
  runtime = await startRuntime(store, { signal: new AbortController().signal });
});

afterAll(async () => {
  await runtime.close();
  await site[Symbol.asyncDispose]();
  await store.close();
  await home[Symbol.asyncDispose]();
});

const feedNow = async () => (await all(store.feeds.list()))[0] ?? expect.fail('no feed');

it('finds what a feed dropped between two polls, in the same tick, and says by what', async () => {
  await runtime.tick();
  out = [0, 1, 16, 17, 18, 19];
  await store.feeds.change((await feedNow()).feedId, { dueAt: new Date().toISOString() });
  await runtime.tick();

  const everything = { regions: [], topics: [], feeds: [] };
  const page = await queryItems(store.index, everything, { limit: 99, now: new Date().toISOString(), typed: '' });
  const expected = out.map((number) => `Story ${number}`);
  expect(page.items.map(({ title }) => title).sort()).toEqual(expected.sort());
  const closed = { closedBy: `${site.url}/news/today.xml`, found: 2 };
  expect(page.gaps).toMatchObject([{ title: 'Wire', sample: true, state: 'closed', ...closed }]);
  expect(site.requests.map(({ url }) => url)).toEqual([
    ...['/feed.xml', '/feed.xml', '/robots.txt', '/news/index.xml', '/news/today.xml'],
  ]);
  // Both polls came within a second; the next one comes soon.
  const { dueAt, gaps } = await feedNow();
  expect(gaps).toMatchObject([closed]);
  expect(Date.parse(dueAt) - Date.now()).toBeLessThan(5 * 60_000);
});
