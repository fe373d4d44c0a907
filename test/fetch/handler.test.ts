import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileArchive } from '../../lambdas/archive/file-archive.ts';
import { getResponse } from '../../lambdas/archive/responses.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import { parseArchiveKey, sha256 } from '../../lambdas/shared/keys.ts';
import { ENV } from '../../lambdas/shared/names.ts';
import { type Report, reports } from '../../lambdas/shared/report.ts';
import { sqsRecord } from '../../local/sqs-record.ts';
import { all } from '../all.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { httpServer, type TestServer } from './server.ts';

const RSS = '<rss version="2.0"><channel><title>Wire</title></channel></rss>';
const DUE = '2026-11-24T08:00:00.000Z';
const INTERVAL_MS = 50;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let dynamo: Dynamo;
let store: FeedStore;
let folder: TempFolder;
let server: TestServer;
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;
beforeAll(async () => {
  dynamo = await startDynamo();
  store = createFeedStore(dynamo.client, dynamo.tables.feeds);
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  folder = await tempFolder();
  answer = (_request, response) => response.writeHead(200, { etag: '"1"', 'content-type': 'text/xml' }).end(RSS);
  server = await httpServer((request, response) => answer(request, response));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** The handler as a cold start loads it. */
async function load(
  changes: Record<string, string | undefined> = {},
): Promise<(event: SQSEvent) => Promise<SQSBatchResponse>> {
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    [ENV.feedsTable]: dynamo.tables.feeds,
    [ENV.archiveUrl]: pathToFileURL(folder.path).href,
    [ENV.contact]: 'mailto:wire@example.org',
    [ENV.allowLoopback]: 'true',
    [ENV.hostInterval]: String(INTERVAL_MS),
    ...changes,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import('../../lambdas/fetch/handler.ts')).handler;
}

/** A feed of the sample wire, due and known to the store. */
async function due(path: string, changes: Partial<Feed> = {}): Promise<Feed> {
  const feed = { ...newFeed({ url: `${server.url}${path}`, title: path, sample: true }, 'opml', DUE), ...changes };
  await store.create(feed);
  return feed;
}

const message = ({ feedId, host, dueAt }: Feed) =>
  sqsRecord(`message-${feedId}`, JSON.stringify({ feedId, dueAt }), { MessageGroupId: host });
const batch = (...feeds: Feed[]): SQSEvent => ({ Records: feeds.map(message) });
const failures = (...feeds: Feed[]) => ({
  batchItemFailures: feeds.map(({ feedId }) => ({ itemIdentifier: `message-${feedId}` })),
});
const stored = (): Promise<string[]> => all(createFileArchive(folder.path).list(''));
const now = async (feed: Feed): Promise<Feed> =>
  (await store.get(feed.feedId)) ?? expect.fail(`${feed.feedId} is not there`);

describe('a poll', () => {
  it('of a feed that answers keeps the bytes and moves the state on', async () => {
    const feed = await due('/a.xml');
    expect(await (await load())(batch(feed))).toEqual(failures());

    const [key = '', ...others] = await stored();
    expect(others).toEqual([]);
    const response = await getResponse(createFileArchive(folder.path), key);
    expect(Buffer.from(response.body).toString()).toBe(RSS);
    expect(response).toMatchObject({ feedId: feed.feedId, url: feed.url, contentType: 'text/xml' });

    const after = await now(feed);
    expect(after).toMatchObject({ etag: '"1"', bodyHash: sha256(RSS), failures: 0 });
    expect(after.lastFetchedAt).toBe(parseArchiveKey(key).at);
    expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.now());
    expect(server.requests[0]?.headers['user-agent']).toContain('mailto:wire@example.org');
  });

  it('hands on the trace of its tick, in what it stores and in what it reports', async () => {
    const [feed, older] = [await due('/a.xml'), await due('/b.xml')];
    const { feedId, host, dueAt } = feed;
    const body = JSON.stringify({ feedId, dueAt, trace: TRACE });
    const told: Report[] = [];
    const listen = (what: unknown) => void told.push(what as Report);
    const poll = await load();
    reports.subscribe(listen);
    await poll({ Records: [sqsRecord('traced', body, { MessageGroupId: host }), message(older)] });
    reports.unsubscribe(listen);
    const archive = createFileArchive(folder.path);
    const traces = new Map<string, string | undefined>();
    for (const key of await stored()) traces.set(parseArchiveKey(key).feedId, (await getResponse(archive, key)).trace);
    expect(Object.fromEntries(traces)).toEqual({ [feedId]: TRACE, [older.feedId]: undefined });
    expect(told).toMatchObject([
      { step: 'fetch', feedId, trace: TRACE },
      { step: 'fetch', feedId: older.feedId },
    ]);
    expect(told[1]).not.toHaveProperty('trace');
  });

  it('is made once of a message that comes twice', async () => {
    const feed = await due('/a.xml');
    const poll = await load();
    await poll(batch(feed));
    const [after, keys] = [await now(feed), await stored()];
    expect(await poll(batch(feed))).toEqual(failures());
    expect(server.requests).toHaveLength(1);
    expect(await now(feed)).toStrictEqual(after);
    expect(await stored()).toEqual(keys);
  });

  it('is not made of a feed that is removed, or not known', async () => {
    const removed = await due('/a.xml', { status: 'removed' });
    const unknown = { ...removed, feedId: 'unknown' };
    expect(await (await load())(batch(removed, unknown))).toEqual(failures());
    expect(server.requests).toEqual([]);
    expect(await now(removed)).toStrictEqual(removed);
  });

  it('that finds the feed not modified writes its state only', async () => {
    const feed = await due('/a.xml', { etag: '"1"', bodyHash: 'known', failures: 3, lastError: 'was down' });
    answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    await (await load())(batch(feed));
    expect(await stored()).toEqual([]);
    const after = await now(feed);
    expect(after).toMatchObject({ etag: '"1"', bodyHash: 'known', failures: 0 });
    expect(after).not.toHaveProperty('lastError');
    expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.now());
  });

  it('that finds the same bytes as before writes its state only, also where the validators have changed', async () => {
    const feed = await due('/a.xml', { etag: '"0"', bodyHash: sha256(RSS) });
    await (await load())(batch(feed));
    expect(await stored()).toEqual([]);
    expect(await now(feed)).toMatchObject({ etag: '"1"', bodyHash: sha256(RSS) });
  });

  it('of a feed that fails records the reason and comes back later each time', async () => {
    const feed = await due('/a.xml');
    answer = (_request, response) => response.writeHead(503).end();
    const poll = await load();
    const waits: number[] = [];
    for (let time = 1; time <= 3; time++) {
      const before = await now(feed);
      expect(await poll(batch(before))).toEqual(failures());
      const after = await now(feed);
      expect(after).toMatchObject({ failures: time, lastError: `${feed.host} answered 503 Service Unavailable` });
      waits.push(Date.parse(after.dueAt) - Date.now());
    }
    const [first = 0, second = 0, third = 0] = waits;
    expect(first).toBeGreaterThan(0.89 * feed.interval * 1_000);
    expect(second).toBeGreaterThan(1.5 * first);
    expect(third).toBeGreaterThan(1.5 * second);
    expect(await stored()).toEqual([]);
  });

  it('that brings a web page keeps nothing of it, and what was known of the feed', async () => {
    const known = { etag: '"1"', bodyHash: sha256(RSS), lastSuccessAt: DUE };
    const feed = await due('/a.xml', known);
    answer = (_request, response) => response.setHeader('etag', '"page"').end('<!doctype html><title>Just a moment...');
    await (await load())(batch(feed));
    expect(await stored()).toEqual([]);
    expect(await now(feed)).toMatchObject({
      ...known,
      failures: 1,
      lastError: expect.stringMatching(/a check for robots \(Cloudflare\) instead of the feed$/),
    });
  });

  it('is counted, with what it has cost', async () => {
    const feed = await due('/a.xml');
    const poll = await load();
    await poll(batch(feed));
    answer = (_request, response) => response.writeHead(304).end();
    await poll(batch(await now(feed)));
    const [today, ...others] = (await now(feed)).traffic ?? [];
    expect(today).toMatchObject({ requests: 2, notModified: 1, bytes: RSS.length });
    expect(others).toEqual([]);
  });

  it('that cannot store what came leaves the feed due as it was and fails its message alone', async () => {
    const [bad, good] = [await due('/bad.xml'), await due('/good.xml')];
    const day = new Date().toISOString().slice(0, 10);
    // A file where the folder of the feed's objects should be.
    await mkdir(join(folder.path, `responses/dt=${day}`), { recursive: true });
    await writeFile(join(folder.path, `responses/dt=${day}/feed=${bad.feedId}`), '');
    const poll = await load();
    expect(await poll(batch(bad, good))).toEqual(failures(bad));
    expect(await now(bad)).toStrictEqual(bad);
    expect((await now(good)).lastSuccessAt).toBeDefined();

    await rm(join(folder.path, `responses/dt=${day}/feed=${bad.feedId}`));
    expect(await poll(batch(bad))).toEqual(failures());
    expect(await stored()).toHaveLength(2);
    expect((await now(bad)).lastSuccessAt).toBeDefined();
  });

  it('of a message that is none fails it alone', async () => {
    const feed = await due('/a.xml');
    const Records = [sqsRecord('odd', '{"feedId":1}'), sqsRecord('no-json', 'hello'), message(feed)];
    expect(await (await load())({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'odd' }, { itemIdentifier: 'no-json' }],
    });
    expect(await stored()).toHaveLength(1);
  });

  it('does not bring back a feed that is removed while it is asked', async () => {
    const feed = await due('/a.xml');
    answer = async (_request, response) => {
      await store.change(feed.feedId, { status: 'removed' });
      response.end(RSS);
    };
    expect(await (await load())(batch(feed))).toEqual(failures());
    expect(await now(feed)).toStrictEqual({ ...feed, status: 'removed' });
  });
});

describe('a feed that has moved', () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

  it('is asked at its new address after seven days, under its old id, and at the old one when that fails', async () => {
    await using target = await httpServer((request, response) => {
      if (request.url !== '/new.xml') response.writeHead(404).end();
      else response.writeHead(request.headers['if-none-match'] ? 304 : 200, { etag: '"new"' }).end(RSS);
    });
    answer = (_request, response) => response.writeHead(301, { location: `${target.url}/new.xml` }).end();
    const feed = await due('/old.xml', { etag: '"old"' });
    const poll = await load();
    const pollNow = async () => poll(batch(await now(feed)));

    await pollNow();
    expect(await now(feed)).toMatchObject({ movedTo: `${target.url}/new.xml`, host: feed.host });
    await store.change(feed.feedId, { movedSince: daysAgo(8), lastSuccessAt: daysAgo(2) });
    await pollNow();
    expect(await now(feed)).toMatchObject({ host: new URL(target.url).host, url: feed.url, publisher: feed.publisher });
    expect([server.requests.length, target.requests.length]).toEqual([2, 2]);

    await pollNow();
    expect([server.requests.length, target.requests.length]).toEqual([2, 3]);
    expect(await now(feed)).toMatchObject({ failures: 0, movedTo: `${target.url}/new.xml` });
    // No validator went to an address that had not given it.
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual(['"old"', undefined]);
    expect(target.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"new"', '"new"']);

    await target[Symbol.asyncDispose]();
    await pollNow();
    const failing = await now(feed);
    expect(failing).toMatchObject({ failures: 1, host: feed.host });
    expect(failing).not.toHaveProperty('movedTo');
    answer = (_request, response) => response.end(RSS);
    await pollNow();
    expect(await now(feed)).toMatchObject({ failures: 0, host: feed.host });
    expect(server.requests).toHaveLength(3);
  });
});

describe('polls of a batch', () => {
  it('ask one host for one thing at a time, with a pause between', async () => {
    const feeds = await Promise.all(['/1.xml', '/2.xml', '/3.xml'].map((path) => due(path, { host: 'wire.example' })));
    const asked: { path: string | undefined; at: number }[] = [];
    let [underWay, most] = [0, 0];
    answer = (request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      asked.push({ path: request.url, at: performance.now() });
      setTimeout(() => {
        underWay -= 1;
        response.end(RSS);
      }, 20);
    };
    expect(await (await load())(batch(...feeds))).toEqual(failures());
    expect(most).toBe(1);
    expect(asked.map(({ path }) => path)).toEqual(['/1.xml', '/2.xml', '/3.xml']);
    const [first, second, third] = asked.map(({ at }) => at) as [number, number, number];
    // Timers may fire a millisecond early.
    expect(second - first).toBeGreaterThanOrEqual(20 + INTERVAL_MS - 2);
    expect(third - second).toBeGreaterThanOrEqual(20 + INTERVAL_MS - 2);
  });

  it('do not wait for a slow host, nor fall with a failing one', async () => {
    await using slow = await httpServer((_request, response) => setTimeout(() => response.end(RSS), 300));
    const ofSlow = await due('/slow.xml', { url: `${slow.url}/slow.xml`, host: 'slow' });
    const ofFast = await due('/fast.xml');
    const times: Record<string, number> = {};
    answer = (_request, response) => {
      times.fast = performance.now();
      response.destroy();
    };
    const started = performance.now();
    expect(await (await load())(batch(ofSlow, ofFast))).toEqual(failures());
    expect(times.fast).toBeLessThan(started + 300);
    expect((await now(ofFast)).failures).toBe(1);
    expect((await now(ofSlow)).lastSuccessAt).toBeDefined();
  });
});

describe('a page beside a feed', () => {
  const GAP = { from: '2026-11-24T07:00:00.000Z', to: DUE, tried: [] };
  const ask = (feed: Feed, url: string, step = 0) => {
    const purpose = { kind: 'gap', from: '2026-11-24T07:00:00.000Z', to: DUE, step };
    return {
      Records: [
        sqsRecord('page', JSON.stringify({ feedId: feed.feedId, url, purpose }), { MessageGroupId: feed.host }),
      ],
    };
  };

  it('is kept as a response that says what it is for, and leaves the feed as it was', async () => {
    const url = `${server.url}/older.xml`;
    const feed = await due('/a.xml', { etag: '"1"', gaps: [{ ...GAP, toTry: [url] }] });
    expect(await (await load())(ask(feed, url))).toEqual(failures());
    expect(server.requests.map(({ url, headers }) => [url, headers['if-none-match']])).toEqual([
      ['/older.xml', undefined],
    ]);
    const [key = ''] = await stored();
    expect(await getResponse(createFileArchive(folder.path), key)).toMatchObject({
      feedId: feed.feedId,
      url,
      purpose: { kind: 'gap', from: '2026-11-24T07:00:00.000Z', to: DUE, step: 0 },
    });
    expect(await now(feed)).toEqual(feed);
  });

  it('that does not come is said so in the same way', async () => {
    const url = `${server.url}/older.xml`;
    const feed = await due('/a.xml', { gaps: [{ ...GAP, toTry: [url] }] });
    answer = (_request, response) => response.writeHead(404).end();
    expect(await (await load())(ask(feed, url))).toEqual(failures());
    const [key = ''] = await stored();
    const read = await getResponse(createFileArchive(folder.path), key);
    expect(read).toMatchObject({ url, failure: `${feed.host} answered 404 Not Found` });
    expect(read.body).toHaveLength(0);
  });

  it.each([
    ['was asked for already', [{ ...GAP, tried: [{ url: 'https://wire.example/', result: 'none' }] }]],
    ['belongs to no gap', []],
  ])('that %s is not asked for', async (_, gaps) => {
    const url = `${server.url}/older.xml`;
    const feed = await due('/a.xml', { gaps: gaps.map((gap) => ({ ...gap, toTry: [url] })) });
    await (await load())(ask(feed, url));
    expect(server.requests).toEqual([]);
    expect(await stored()).toEqual([]);
  });
});

describe('loopback', () => {
  it.each([
    ['a feed that is no sample', { sample: false }, {}],
    ['any feed, where it is not allowed', { sample: true }, { [ENV.allowLoopback]: 'false' }],
    ['any feed, where nothing is said of it', { sample: true }, { [ENV.allowLoopback]: undefined }],
  ])('is refused to %s', async (_who, { sample }, env) => {
    const feed = await due('/a.xml', { sample });
    expect(await (await load(env))(batch(feed))).toEqual(failures());
    expect(server.requests).toEqual([]);
    expect(await stored()).toEqual([]);
    expect(await now(feed)).toMatchObject({ failures: 1, lastError: expect.stringContaining('127.0.0.1') });
  });
});
