import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { writeOpml } from '../../lambdas/schedule/opml.ts';
import { dataFolder } from '../../local/folder.ts';
import { countRound } from '../../local/round.ts';
import { startRuntime } from '../../local/runtime.ts';
import { openStore } from '../../local/store.ts';
import { httpServer } from '../fetch/server.ts';
import { tempFolder } from '../temp-folder.ts';

const TITLES: Readonly<Record<string, string>> = {
  '/open/ferry': 'Ferry runs aground off the cape',
  '/kept/harbour': 'Harbour closes for the winter',
  '/open/gone': 'Bridge opens to traffic again',
};
const feedAt = (base: string): string =>
  `<rss version="2.0"><channel><title>Wire</title>${Object.entries(TITLES)
    .map(
      ([path, title]) =>
        `<item><title>${title}</title><link>${base}${path}</link><description>Short.</description></item>`,
    )
    .join('')}</channel></rss>`;
const pageOf = (title: string): string =>
  `<html><title>${title}</title><article><h1>${title}</h1>${'<p>The coast guard of South Korea said in Seoul on Tuesday that all of the passengers had been taken off by boats.</p>'.repeat(4)}</article></html>`;

it('fetches the pages of teasers in the same round, but for those that say no', async () => {
  await using home = await tempFolder();
  await using server = await httpServer(({ url = '' }, response) => {
    if (url === '/robots.txt') response.end('User-agent: *\nDisallow: /kept/');
    else if (url === '/feed') response.end(feedAt(server.url));
    else if (url === '/open/gone') response.writeHead(403).end();
    else response.end(pageOf(TITLES[url] ?? ''));
  });
  const store = await openStore({ folder: dataFolder(home.path), share: false });
  const feed = { url: `${server.url}/feed`, title: 'Wire', fullText: true, sample: true };
  await writeFile(store.folder.wishedFeeds, writeOpml([feed]));
  const runtime = await startRuntime(store, { signal: new AbortController().signal });
  try {
    const failures: (string | undefined)[] = [];
    const round = await countRound(runtime.tick, (what) => {
      if (what.step === 'page') failures.push(what.failure);
    });
    expect(round.faults).toEqual([]);
    expect(round.recorded).toMatchObject({ new: 3, revised: 0, updated: 1 });
    const { host } = new URL(server.url);
    expect(failures.filter(Boolean).sort()).toEqual([
      `${host} answered 403 Forbidden`,
      `robots.txt of ${host} asks not to fetch it`,
    ]);
    expect(server.requests.map(({ url }) => url).sort()).toEqual(['/feed', '/open/ferry', '/open/gone', '/robots.txt']);
    const rows = await store.index.readPartition({ pk: 'REGION#KR', atLeast: '0', atMost: '9', limit: 10 });
    expect(rows.map(({ title }) => title)).toEqual([TITLES['/open/ferry']]);
  } finally {
    await runtime.close();
    await store.close();
  }
}, 60_000);
