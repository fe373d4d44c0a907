import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getResponse, putResponse } from '../../../lambdas/archive/responses.ts';
import { createItemIndex } from '../../../lambdas/index/dynamodb-item-index.ts';
import { ingestObject, type Ports } from '../../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../../lambdas/publish/publisher.ts';
import { newFeed } from '../../../lambdas/schedule/wished-feeds.ts';
import { InputError, reasonOf } from '../../../lambdas/shared/errors.ts';
import { createFeedStore } from '../../../lambdas/shared/feed-store.ts';
import { tag, taggerVersion } from '../../../lambdas/tag/tag.ts';
import { type ImportOptions, storeDocuments } from '../../../local/import/import.ts';
import { all } from '../../all.ts';
import { memoryArchive } from '../../archive/memory-archive.ts';
import { emptyTable } from '../../empty-table.ts';
import { type Dynamo, startDynamo } from '../../emulators.ts';
import { httpServer } from '../../fetch/server.ts';
import { type TempFolder, tempFolder } from '../../temp-folder.ts';

let dynamo: Dynamo;
let ports: Ports & { readonly feeds: ReturnType<typeof createFeedStore> };
let home: TempFolder;

beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  home = await tempFolder();
  await emptyTable(dynamo.client, dynamo.tables.items);
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  ports = {
    feeds: createFeedStore(dynamo.client, dynamo.tables.feeds),
    index: createItemIndex(dynamo.client, dynamo.tables.items),
    archive: memoryArchive(),
    tagger: { version: taggerVersion, tag },
    askFor: async () => {},
    publish: publishNothing,
    now: () => new Date().toISOString(),
  };
});
afterEach(() => home[Symbol.asyncDispose]());

const TITLE = 'Ferry runs aground off the cape';
const pageOf = (head = '', title = TITLE): string =>
  `<html><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1>${`<p>The coast guard said on Tuesday that all of the passengers of ${title} had been taken off by fishing boats.</p>`.repeat(4)}</article></body></html>`;
const CANONICAL = '<link rel="canonical" href="https://wire.example/2025/03/04/ferry">';

async function file(name: string, text: string): Promise<string> {
  const path = join(home.path, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** Stores the sources and ingests what was stored. @returns of each source, the title of its feed or the fault */
async function bring(sources: readonly string[], options: ImportOptions = {}): Promise<string[]> {
  const before = new Set(await all(ports.archive.list('responses/')));
  const outcomes = await all(storeDocuments(ports, sources, options));
  for (const key of await all(ports.archive.list('responses/'))) if (!before.has(key)) await ingestObject(key, ports);
  return outcomes.map((one) => ('feed' in one ? one.feed.title : reasonOf(one.error)));
}

async function items() {
  const days = await all(ports.archive.list('items/'));
  const rows = await Promise.all((await all(ports.feeds.list())).map(({ feedId }) => rowsOf(feedId)));
  expect(days.length).toBeGreaterThan(0);
  return rows.flat();
}
const rowsOf = (feedId: string) =>
  ports.index.readPartition({ pk: `FEED#${feedId}`, atLeast: '0', atMost: '9', limit: 50 });

describe('import', () => {
  it('makes a story of a saved page, under the publisher that the page names', async () => {
    expect(await bring([await file('a.html', pageOf(CANONICAL))])).toEqual(['Imports of wire.example']);
    expect(await items()).toMatchObject([
      { title: TITLE, link: 'https://wire.example/2025/03/04/ferry', publishedAt: '2025-03-04T00:00:00.000Z' },
    ]);
  });

  it('gives all that one command brings one trace of its own', async () => {
    await bring([await file('a.html', pageOf(CANONICAL)), await file('b.txt', `${TITLE}\n\n${'Text. '.repeat(99)}`)]);
    const keys = await all(ports.archive.list('responses/'));
    const traces = await Promise.all(keys.map(async (key) => (await getResponse(ports.archive, key)).trace));
    expect(traces).toHaveLength(2);
    expect(new Set(traces)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{32}$/)]));
  });

  it('knows where a browser has saved a page from, unless a person says it', async () => {
    const saved = `<!-- saved from url=(0035)https://wire.example/2025/03/05/saved -->${pageOf()}`;
    await bring([await file('a.html', saved)]);
    await bring([await file('b.html', pageOf('', 'Bridge opens'))], { url: 'https://other.example/2025/03/06/bridge' });
    expect((await items()).map(({ link }) => link).sort()).toEqual([
      'https://other.example/2025/03/06/bridge',
      'https://wire.example/2025/03/05/saved',
    ]);
  });

  it('dates a text without an address by the name of its file', async () => {
    const text = `Ferry Runs Aground\n\n${'The coast guard said that all of the passengers had been taken off by boats. '.repeat(3)}`;
    expect(await bring([await file('ferry-2005-02-17.txt', text)])).toEqual(['Imports']);
    expect(await items()).toMatchObject([{ title: 'Ferry Runs Aground', publishedAt: '2005-02-17T00:00:00.000Z' }]);
  });

  it('unites a page with the story that a feed of its publisher has brought', async () => {
    const feed = newFeed({ url: 'https://wire.example/rss', title: 'Wire', sample: false }, 'opml', ports.now());
    await ports.feeds.create(feed);
    const rss = `<rss version="2.0"><channel><title>W</title><item><title>Ferry aground</title><link>https://www.wire.example/2025/03/04/ferry?utm_source=rss</link></item></channel></rss>`;
    const { feedId, url } = feed;
    const key = await putResponse(ports.archive, {
      feedId,
      url,
      at: '2025-03-04T09:00:00.000Z',
      body: Buffer.from(rss),
    });
    await ingestObject(key, ports);
    await bring([await file('a.html', pageOf(CANONICAL))]);
    const [own, imported] = [await rowsOf(feedId), await items()];
    expect(new Set(imported.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)));
    expect((await ports.index.getItems(own.map(({ id }) => id))).get(own[0]?.id ?? '')).toMatchObject({
      title: 'Ferry aground',
      rev: 1,
    });
  });

  it('takes feeds that are at hand as files, and everything below a folder', async () => {
    const rss = `<rss version="2.0"><channel><title>W</title><link>https://wire.example/</link><item><title>One</title><link>https://wire.example/one</link></item><item><title>Two</title><link>https://wire.example/two</link></item></channel></rss>`;
    await file('all/feed.xml', rss);
    await file('all/below/page.htm', pageOf(CANONICAL));
    await file('all/picture.svg', '<svg/>');
    expect(await bring([join(home.path, 'all')])).toEqual(['Imports of wire.example', 'Imports of wire.example']);
    expect((await items()).map(({ title }) => title).sort()).toEqual([TITLE, 'One', 'Two'].sort());
  });

  it('records no gap between imports, and leaves no feed that is polled', async () => {
    for (const name of ['one', 'two', 'three']) {
      await bring([
        await file(`${name}.html`, pageOf(`<link rel="canonical" href="https://wire.example/${name}">`, name)),
      ]);
    }
    expect(await all(ports.feeds.list())).toMatchObject([{ status: 'imported', gaps: [] }]);
    expect(await all(ports.feeds.due('9999-01-01T00:00:00.000Z'))).toEqual([]);
  });

  it('says of each file why it cannot be read, and takes the others', async () => {
    const outcomes = await bring([
      join(home.path, 'missing.html'),
      await file('empty.html', ''),
      await file('image.html', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x02 and so on'),
      await file('other.xml', '<?xml version="1.0"?><catalog><book/></catalog>'),
      await file('good.html', pageOf(CANONICAL)),
      'ftp://wire.example/page',
    ]);
    expect(outcomes).toEqual([
      expect.stringMatching(/ENOENT/),
      expect.stringMatching(/an empty body/),
      expect.stringMatching(/binary data, not text; give an article page or a feed/),
      expect.stringMatching(/an XML document <catalog>, not a feed; give an article page or a feed/),
      'Imports of wire.example',
      expect.stringMatching(/only http and https/),
    ]);
    await mkdir(join(home.path, 'void'));
    const [fault] = await all(storeDocuments(ports, [join(home.path, 'void')], {}));
    expect(fault && 'error' in fault && fault.error).toBeInstanceOf(InputError);
  });

  it('gets addresses, unless robots.txt keeps them to itself', async () => {
    await using server = await httpServer(({ url }, response) => {
      response.end(url === '/robots.txt' ? 'User-agent: *\nDisallow: /kept' : pageOf());
    });
    const outcomes = await bring([`${server.url}/open`, `${server.url}/kept`]);
    expect(outcomes).toEqual([
      'Imports of 127.0.0.1',
      expect.stringMatching(/asks robots not to fetch it \(robots\.txt\); a page that you saved yourself/),
    ]);
  });

  it('puts them under the publisher and the feed that are named', async () => {
    const path = await file('a.html', pageOf());
    expect(await bring([path], { publisher: 'wire.example', feed: 'Archive' })).toEqual(['Archive']);
    expect(await all(ports.feeds.list())).toMatchObject([
      { title: 'Archive', publisher: 'wire.example', origin: 'cli' },
    ]);
  });
});
