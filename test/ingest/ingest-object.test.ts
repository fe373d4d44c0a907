import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getItems } from '../../lambdas/archive/lines.ts';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { feedPeriod } from '../../lambdas/schedule/period.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { all } from '../all.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';

const FEED = newFeed(
  { url: 'https://wire.example/rss', title: 'Wire', sample: false },
  'opml',
  '2026-11-24T00:00:00.000Z',
);
const { feedId } = FEED;

let dynamo: Dynamo;
let ports: Ports & { readonly feeds: FeedStore };

beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.items);
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  ports = {
    feeds: createFeedStore(dynamo.client, dynamo.tables.feeds),
    index: createItemIndex(dynamo.client, dynamo.tables.items),
    archive: memoryArchive(),
    tagger: { version: taggerVersion, tag },
    publish: publishNothing,
    askFor: async () => {},
    now: () => new Date().toISOString(),
  };
  await ports.feeds.create(FEED);
});

const rss = (...items: string[]): string =>
  `<rss version="2.0"><channel><title>W</title>${items.join('')}</channel></rss>`;
const item = (name: string, title = `Story ${name}`): string =>
  `<item><title>${title}</title><link>https://wire.example/${name}</link><guid>${name}</guid></item>`;

/** @param minute of the hour at which the response came */
async function respond(minute: number, body: string) {
  const at = `2026-11-24T08:${String(minute).padStart(2, '0')}:00.000Z`;
  const key = await putResponse(ports.archive, { feedId, at, url: FEED.url, body: Buffer.from(body) });
  return ingestObject(key, ports);
}

const feedNow = async (): Promise<Feed> => (await ports.feeds.get(feedId)) ?? expect.fail('the feed is gone');
const keys = (prefix: string) => all(ports.archive.list(prefix));

describe('a response', () => {
  it('brings new stories once, and remembers what it has seen', async () => {
    expect((await respond(0, rss(item('a'), item('b')))).recorded).toEqual({ new: 2 });
    expect(await respond(15, rss(item('c'), item('b'), item('a')))).toMatchObject({ entries: 3, recorded: { new: 1 } });
    expect(await feedNow()).toMatchObject({ ingestedAt: '2026-11-24T08:15:00.000Z', gaps: [] });
  });

  it('orders a story by when it was seen first where its date cannot be true, also when it is replayed', async () => {
    const dated = (name: string, date: string) => item(name).replace('</item>', `<pubDate>${date}</pubDate></item>`);
    await respond(0, rss(dated('a', 'Fri, 24 Nov 2056 08:00:00 GMT'), dated('b', 'Thu, 01 Jan 1970 00:00:00 GMT')));
    await respond(15, rss(dated('a', 'Fri, 24 Nov 2056 08:00:00 GMT'), dated('c', 'Tue, 24 Nov 2026 07:00:00 GMT')));
    const order = async () => {
      const rows = await ports.index.readPartition({ pk: `FEED#${feedId}`, atLeast: '', atMost: '~', limit: 9 });
      return rows.map(({ publishedAt, title }) => `${publishedAt} ${title}`).sort();
    };
    const seen = [
      '2026-11-24T07:00:00.000Z Story c',
      '2026-11-24T08:00:00.000Z Story a',
      '2026-11-24T08:00:00.000Z Story b',
    ];
    expect(await order()).toEqual(seen);
    for (const key of [...(await keys('responses/')), ...(await keys('items/'))].reverse())
      await ingestObject(key, ports);
    expect(await order()).toEqual(seen);
  });

  it('takes back a story that its agency canceled in the same words', async () => {
    const ninjs = (pubstatus: string) =>
      JSON.stringify({ items: [{ uri: 'urn:wire.example:7', headlines: [{ value: 'Talks end' }], pubstatus }] });
    expect((await respond(0, ninjs('usable'))).recorded).toEqual({ new: 1 });
    expect((await respond(15, ninjs('canceled'))).recorded).toEqual({ withdrawn: 1 });
    expect(await respond(30, ninjs('canceled'))).toMatchObject({ entries: 1, recorded: {} });
    expect((await respond(45, ninjs('usable'))).recorded).toEqual({ revised: 1 });
  });

  it('says where its publisher is at home: what the feed says, else its domain', async () => {
    const country = async () => {
      const rows = await ports.index.readPartition({ pk: `FEED#${feedId}`, atLeast: '', atMost: '~', limit: 9 });
      return rows.map(({ publisherCountry, regions }) => [publisherCountry, regions]);
    };
    await respond(0, rss(item('a')));
    expect(await country()).toEqual([[undefined, []]]);
    await ports.feeds.change(feedId, { publisher: 'wire.co.kr' });
    await ingestObject((await keys('items/'))[0] ?? '', ports);
    expect(await country()).toEqual([['KR', []]]);
    await ports.feeds.change(feedId, { country: 'JP' });
    await ingestObject((await keys('items/'))[0] ?? '', ports);
    expect(await country()).toEqual([['JP', []]]);
  });

  it('that shares no entry with the one before leaves a gap', async () => {
    await respond(0, rss(item('a'), item('b')));
    expect(await respond(30, rss(item('x'), item('y')))).toMatchObject({ gap: true });
    expect((await feedNow()).gaps).toMatchObject([
      { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T08:30:00.000Z', tried: [] },
    ]);
  });

  it('that shares none with the one before, but tells what was told earlier, leaves none', async () => {
    await respond(0, rss(item('a'), item('b')));
    await respond(15, rss(item('x'), item('b')));
    await respond(30, rss(item('y'), item('x')));
    expect(await respond(45, rss(item('b'), item('a')))).not.toHaveProperty('gap');
    expect(await respond(50, rss(item('y'), item('v'), item('w')))).toMatchObject({ gap: true });
    expect((await feedNow()).gaps).toMatchObject([{ to: '2026-11-24T08:50:00.000Z' }]);
  });

  describe('shows how fast its feed publishes', () => {
    const at = (minute: number) => `2026-11-24T08:${String(minute).padStart(2, '0')}:00.000Z`;
    const period = async () => feedPeriod(await feedNow(), at(30));
    const dueAt = '2026-11-24T20:00:00.000Z';
    const sleep = () => ports.feeds.change(feedId, { dueAt, lastFetchedAt: at(30) });

    it('so that the next poll comes sooner after one that brings much', async () => {
      await respond(0, rss(item('a'), item('b')));
      expect(await period()).toBeGreaterThan(890);
      await sleep();
      await respond(30, rss(item('x'), item('y'), item('z'), item('b')));
      expect(await period()).toBeLessThan(400);
      expect(Date.parse((await feedNow()).dueAt)).toBeCloseTo(Date.parse(at(30)) + 1_000 * (await period()), -1);
    });

    it('which a replay, and one that comes late, say nothing of', async () => {
      await respond(0, rss(item('a'), item('b')));
      await respond(30, rss(item('b'), item('a'), item('c')));
      await sleep();
      const before = await feedNow();
      await respond(30, rss(item('b'), item('a'), item('c')));
      await respond(15, rss(item('l'), item('m'), item('n'), item('a')));
      expect(await feedNow()).toEqual(before);
    });

    it('and remembers the pause that the feed itself asks for', async () => {
      await respond(0, rss('<ttl>20</ttl>', item('a'), item('b')));
      expect((await feedNow()).ttl).toBe(1_200);
      await sleep();
      await respond(30, rss('<ttl>10</ttl>', item('x'), item('y'), item('z'), item('b')));
      expect(await feedNow()).toMatchObject({ ttl: 600, dueAt: at(40) });
      await respond(45, rss(item('x')));
      expect(await feedNow()).not.toHaveProperty('ttl');
    });

    it('but no sooner than the publisher says that it stays fresh', async () => {
      await respond(0, rss(item('a'), item('b')));
      await sleep();
      const response = { feedId, at: at(30), url: FEED.url, freshFor: 600 };
      const body = Buffer.from(rss(item('x'), item('y'), item('z'), item('b')));
      await ingestObject(await putResponse(ports.archive, { ...response, body }), ports);
      expect((await feedNow()).dueAt).toBe(at(40));
    });
  });

  it('that is no feed is said so, and costs the feed nothing that it knew', async () => {
    await respond(0, rss(item('a')));
    const before = await feedNow();
    const read = await respond(15, '<!doctype html><html><body>Please wait</body></html>');
    expect(read.unreadable).toMatch(/HTML/);
    expect(await feedNow()).toEqual({ ...before, unreadable: read.unreadable });
    expect((await respond(30, rss(item('a'), item('b')))).recorded).toEqual({ new: 1 });
    expect((await feedNow()).unreadable).toBeUndefined();
  });

  it('that holds nothing any more takes nothing back, is said, and leaves no gap behind', async () => {
    await respond(0, rss(item('a'), item('b')));
    const before = await feedNow();
    const read = await respond(15, rss());
    expect(read).toMatchObject({ entries: 0, recorded: {}, unreadable: expect.stringMatching(/where it held 2;/) });
    expect(await feedNow()).toEqual({ ...before, unreadable: read.unreadable });
    expect(await respond(30, rss(item('b'), item('c')))).toMatchObject({ recorded: { new: 1 } });
    expect(await feedNow()).toMatchObject({ gaps: [] });
    expect(await feedNow()).not.toHaveProperty('unreadable');
  });

  it('that comes late brings what only it has, and turns nothing back', async () => {
    await respond(0, rss(item('a')));
    await respond(30, rss(item('c'), item('b', 'Story b, revised')));
    const late = await respond(15, rss(item('between'), item('b'), item('a')));
    expect(late.recorded.new).toBe(1);
    expect(await feedNow()).toMatchObject({ ingestedAt: '2026-11-24T08:30:00.000Z' });
    const arrived = await ports.index.readPartition({ pk: `FEED#${feedId}`, atLeast: '', atMost: '~', limit: 10 });
    expect(arrived.map(({ title }) => title).sort()).toEqual([
      'Story a',
      'Story b, revised',
      'Story between',
      'Story c',
    ]);
  });

  it('keeps what could not be read, once', async () => {
    expect(await respond(0, rss(item('a'), '<item></item>'))).toMatchObject({ entries: 1, rejected: 1 });
    expect(await respond(15, rss(item('b'), item('a'), '<item></item>'))).toMatchObject({ rejected: 1 });
    expect(await keys('rejected/')).toHaveLength(1);
    expect(await feedNow()).toMatchObject({ rejected: 1 });
  });
});

describe('an archived object of items', () => {
  it('is tagged again and changes nothing where the tagger is the same', async () => {
    await respond(0, rss(item('a', 'Nuclear talks in North Korea'), item('b')));
    const [key = ''] = await keys('items/');
    expect(await getItems(ports.archive, key)).toHaveLength(2);
    expect((await ingestObject(key, ports)).recorded).toEqual({ known: 2 });
    expect(await keys('items/')).toEqual([key]);
  });

  it('makes the index again where the table was lost', async () => {
    await respond(0, rss(item('a', 'Nuclear talks in North Korea')));
    await emptyTable(dynamo.client, dynamo.tables.items);
    const [key = ''] = await keys('items/');
    expect((await ingestObject(key, ports)).recorded).toEqual({ new: 1 });
    const found = await ports.index.readPartition({ pk: 'REGION#KP', atLeast: '', atMost: '~', limit: 10 });
    expect(found.map(({ title }) => title)).toEqual(['Nuclear talks in North Korea']);
  });
});

describe('a key that leads nowhere is a permanent fault', () => {
  it.each([
    ['of an object that is gone', `responses/dt=2026-11-24/feed=${feedId}/20261124T080000000Z-0123456789abcdef.gz`],
    ['of a feed that nobody knows', 'responses/dt=2026-11-24/feed=none/20261124T080000000Z-0123456789abcdef.gz'],
    ['of rejected parts', `rejected/dt=2026-11-24/feed=${feedId}/20261124T080000000Z-0123456789abcdef.ndjson.gz`],
    ['of another make', 'somewhere/else.txt'],
  ])('%s', async (_, key) => {
    await expect(ingestObject(key, ports)).rejects.toThrow(PermanentError);
  });
});
