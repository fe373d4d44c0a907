import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queryItems } from '../../lambdas/query/query-items.ts';
import { writeOpml } from '../../lambdas/schedule/opml.ts';
import { dataFolder } from '../../local/folder.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { openStore, type Store } from '../../local/store.ts';
import { all } from '../all.ts';
import { httpServer, type TestServer } from '../fetch/server.ts';
import { freePort } from '../free-port.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let home: TempFolder;
let store: Store;
let runtime: Runtime;
let site: TestServer;
/** What the hub was asked for. */
const subscriptions: URLSearchParams[] = [];

const atom = (...stories: string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
    <link rel="self" href="${site.url}/feed.xml"/><link rel="hub" href="${site.url}/hub"/>
    ${stories.map((name) => `<entry><id>tag:${name}</id><title>${name} stands</title></entry>`).join('')}</feed>`;

beforeAll(async () => {
  home = await tempFolder();
  store = await openStore({ folder: dataFolder(home.path), share: false });
  site = await httpServer(async (request, response) => {
    if (request.url === '/feed.xml') return response.end(atom('First'));
    subscriptions.push(new URLSearchParams(await text(request)));
    return response.writeHead(202).end();
  });
  const feed = { url: `${site.url}/feed.xml`, title: 'Wire', sample: true };
  await writeFile(store.folder.wishedFeeds, writeOpml([feed]));
  const port = await freePort();
  const webSub = { callback: `http://127.0.0.1:${port}/websub`, port };
  runtime = await startRuntime(store, { signal: new AbortController().signal, webSub });
});

afterAll(async () => {
  await runtime.close();
  await site[Symbol.asyncDispose]();
  await store.close();
  await home[Symbol.asyncDispose]();
});

const feedNow = async () => (await all(store.feeds.list()))[0] ?? expect.fail('no feed');
const pollAgain = async () => {
  await store.feeds.change((await feedNow()).feedId, { dueAt: new Date().toISOString() });
  await runtime.tick();
};
const titles = async () => {
  const everything = { regions: [], topics: [], feeds: [] };
  const { items } = await queryItems(store.index, everything, { limit: 9, now: new Date().toISOString(), typed: '' });
  return items.map(({ title }) => title).sort();
};

it('subscribes at the hub that a feed names, proves that it did, and takes in what the hub pushes', async () => {
  // The first poll learns of the hub, the second one asks it.
  await runtime.tick();
  expect(subscriptions).toEqual([]);
  await pollAgain();
  const [asked = expect.fail('the hub was not asked')] = subscriptions;
  expect(asked.get('hub.mode')).toBe('subscribe');
  expect(asked.get('hub.topic')).toBe(`${site.url}/feed.xml`);

  const callback = asked.get('hub.callback') ?? '';
  const intent = { 'hub.mode': 'subscribe', 'hub.topic': `${site.url}/feed.xml`, 'hub.challenge': 'c0ffee' };
  const verification = await fetch(`${callback}?${new URLSearchParams({ ...intent, 'hub.lease_seconds': '864000' })}`);
  expect([verification.status, await verification.text()]).toEqual([200, 'c0ffee']);

  const body = atom('Second');
  const push = (secret: string, pushed: string) =>
    fetch(callback, {
      method: 'POST',
      headers: { 'x-hub-signature': `sha256=${createHmac('sha256', secret).update(pushed).digest('hex')}` },
      body: pushed,
    });
  expect((await push('a guess', atom('Forged'))).status).toBe(202);
  expect((await push(asked.get('hub.secret') ?? '', body)).status).toBe(202);
  await runtime.ingest();
  const { pushedAt } = await feedNow();
  expect(pushedAt).toBeDefined();
  // Neither what was pushed before nor what is no feed makes it a hub to rely on.
  for (const other of [body, 'nothing']) await push(asked.get('hub.secret') ?? '', other);
  await runtime.ingest();
  expect(await feedNow()).toMatchObject({ pushedAt });
  expect(await titles()).toEqual(['First stands', 'Second stands']);

  // The first poll found news less than a day ago; until then nothing shows that the hub pushes all there is.
  await pollAgain();
  expect(Date.parse((await feedNow()).dueAt) - Date.now()).toBeLessThan(20 * 3_600_000);

  // Now that it pushes, a poll a day will do; the feed is polled all the same, and misses nothing.
  const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
  await store.feeds.change((await feedNow()).feedId, { lastNewAt: yesterday });
  await pollAgain();
  const { dueAt, gaps } = await feedNow();
  expect(Date.parse(dueAt) - Date.now()).toBeGreaterThan(20 * 3_600_000);
  expect(gaps).toEqual([]);
  expect(subscriptions).toHaveLength(1);
});

it('reads no more of a push than 6 MB, though it does not say its length', async () => {
  const [asked = expect.fail('the hub was not asked')] = subscriptions;
  const push = httpRequest(asked.get('hub.callback') ?? '', { method: 'POST' });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    push.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
  });
  push.write(Buffer.alloc(7 * 1024 * 1024));
  expect(await answered).toBe(413);
  push.destroy();
});
