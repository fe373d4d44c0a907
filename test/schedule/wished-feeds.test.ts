import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { feedIdOf } from '../../lambdas/schedule/feed-identity.ts';
import { type WishedFeed, writeOpml } from '../../lambdas/schedule/opml.ts';
import { applyWishedFeeds, newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { createFeedStore, type FeedStore } from '../../lambdas/shared/feed-store.ts';
import { all } from '../all.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';

const T0 = '2026-11-24T08:00:00.000Z';
const T1 = '2026-11-24T09:00:00.000Z';

const BBC: WishedFeed = { url: 'https://feeds.bbci.co.uk/news/rss.xml', title: 'BBC', language: 'en', sample: false };
const DW: WishedFeed = { url: 'https://rss.dw.com/rdf/all', title: 'DW', sample: false };
const NHK: WishedFeed = { url: 'https://www.nhk.or.jp/rss.xml', title: 'NHK', language: 'ja', sample: false };
const [bbc, dw, nhk] = [BBC, DW, NHK].map(({ url }) => feedIdOf(url)) as [string, string, string];

let dynamo: Dynamo;
let store: FeedStore;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  store = createFeedStore(dynamo.client, dynamo.tables.feeds);
});

const apply = (feeds: readonly WishedFeed[], now = T0, to = store) => applyWishedFeeds(to, writeOpml(feeds), now);
const snapshot = async (): Promise<Feed[]> => (await all(store.list())).sort((a, b) => (a.feedId < b.feedId ? -1 : 1));
const dueIds = async (now: string): Promise<string[]> => (await all(store.due(now))).map(({ feedId }) => feedId).sort();

describe('a file of wished feeds', () => {
  it('makes its feeds, due at once', async () => {
    expect(await apply([BBC, DW])).toEqual({ added: 2, changed: 0, removed: 0 });
    expect(await store.get(bbc)).toStrictEqual(newFeed(BBC, 'opml', T0));
    expect(await store.get(dw)).not.toHaveProperty('language');
    expect(await dueIds(T0)).toEqual([bbc, dw].sort());
  });

  it('that was applied changes nothing and is not read again', async () => {
    await apply([BBC]);
    await store.change(bbc, { title: 'changed since' });
    const before = await snapshot();
    expect(await apply([BBC], T1)).toBeUndefined();
    expect(await snapshot()).toEqual(before);
  });

  it('changes what it says of a feed, and nothing that was learnt of it', async () => {
    await apply([BBC, DW]);
    await store.change(bbc, { etag: '"1"', failures: 2, dueAt: T1 });
    const { language: _, ...unnamed } = BBC;
    expect(await apply([{ ...unnamed, title: 'BBC News' }, DW], T1)).toEqual({ added: 0, changed: 1, removed: 0 });
    const { language: __, ...before } = newFeed(BBC, 'opml', T0);
    expect(await store.get(bbc)).toStrictEqual({ ...before, title: 'BBC News', etag: '"1"', failures: 2, dueAt: T1 });
  });

  it('gives a feed the country of its publisher, and takes it back', async () => {
    await apply([BBC]);
    expect(await apply([{ ...BBC, country: 'GB' }])).toMatchObject({ changed: 1 });
    expect(await store.get(bbc)).toMatchObject({ country: 'GB' });
    expect(await apply([BBC])).toMatchObject({ changed: 1 });
    expect(await store.get(bbc)).not.toHaveProperty('country');
  });

  it('lets the pages of a feed be fetched, and stops that', async () => {
    await apply([{ ...BBC, fullText: true }]);
    expect(await store.get(bbc)).toMatchObject({ fullText: true });
    expect(await apply([BBC])).toMatchObject({ changed: 1 });
    expect(await store.get(bbc)).not.toHaveProperty('fullText');
  });

  it('gives a feed its new password and its mark as a sample', async () => {
    await apply([DW, BBC]);
    const url = 'https://me:secret@rss.dw.com/rdf/all';
    expect(
      await apply([
        { ...DW, url },
        { ...BBC, sample: true },
      ]),
    ).toEqual({ added: 0, changed: 2, removed: 0 });
    expect(await store.get(dw)).toMatchObject({ url, host: 'rss.dw.com' });
    expect(await store.get(bbc)).toMatchObject({ sample: true });
    await apply([DW, BBC]);
    expect(await store.get(dw)).toStrictEqual(newFeed(DW, 'opml', T0));
    expect(await store.get(bbc)).toStrictEqual(newFeed(BBC, 'opml', T0));
  });

  it('stops the feeds that have left it, and keeps what was learnt of them', async () => {
    await apply([BBC, DW]);
    await store.change(dw, { etag: '"1"' });
    expect(await apply([BBC], T1)).toEqual({ added: 0, changed: 0, removed: 1 });
    expect(await store.get(dw)).toMatchObject({ status: 'removed', etag: '"1"' });
    expect(await dueIds(T1)).toEqual([bbc]);
  });

  it('brings back a feed that it had left out, due at once', async () => {
    await apply([BBC, DW]);
    await apply([BBC]);
    expect(await apply([BBC, { ...DW, title: 'DW again' }], T1)).toEqual({ added: 1, changed: 0, removed: 0 });
    expect(await store.get(dw)).toMatchObject({ status: 'active', dueAt: T1, title: 'DW again' });
    expect(await dueIds(T1)).toContain(dw);
  });

  it('does not bring back a feed that a person has removed', async () => {
    await apply([BBC, DW]);
    // As `dateline feeds remove` does.
    await store.change(dw, { status: 'removed', origin: 'cli' });
    expect(await apply([BBC, DW, NHK], T1)).toEqual({ added: 1, changed: 0, removed: 0 });
    await apply([BBC, NHK], T1);
    await apply([BBC, { ...DW, title: 'DW again' }, NHK], T1);
    expect(await store.get(dw)).toStrictEqual({ ...newFeed(DW, 'cli', T0), status: 'removed' });
  });

  it('leaves a feed that a person has added alone, in the file or not', async () => {
    const own = newFeed({ ...NHK, title: 'My NHK' }, 'cli', T0);
    await store.create(own);
    expect(await apply([BBC, NHK], T1)).toEqual({ added: 1, changed: 0, removed: 0 });
    expect(await store.get(nhk)).toStrictEqual(own);
    expect(await apply([BBC], T1)).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await store.get(nhk)).toStrictEqual(own);
  });

  it('that is broken or empty changes nothing, and is read again at the next tick', async () => {
    await apply([BBC]);
    const before = await snapshot();
    for (const opml of ['', '<opml>', writeOpml([]), writeOpml([DW]).replace('https://rss', 'ftp://rss')]) {
      await expect(applyWishedFeeds(store, opml, T1)).rejects.toBeInstanceOf(InputError);
      await expect(applyWishedFeeds(store, opml, T1)).rejects.toBeInstanceOf(InputError);
      expect(await snapshot()).toEqual(before);
    }
  });

  it('ends in the same feeds wherever its application is killed', async () => {
    const wishes = [{ ...BBC, title: 'BBC News' }, NHK];
    const prepare = async () => {
      await emptyTable(dynamo.client, dynamo.tables.feeds);
      await apply([BBC, DW]);
    };
    await prepare();
    await apply(wishes, T1);
    const undisturbed = await snapshot();

    for (let writes = 0; writes < 4; writes++) {
      await prepare();
      await expect(apply(wishes, T1, killedAfter(writes))).rejects.toThrow('killed');
      expect(await apply(wishes, T1)).toBeDefined();
      expect(await snapshot()).toEqual(undisturbed);
    }
  });

  it('that two ticks apply at the same time makes each feed once', async () => {
    const applied = await Promise.all([apply([BBC, DW, NHK]), apply([BBC, DW, NHK], T1)]);
    expect(applied.reduce((sum, counts) => sum + (counts?.added ?? 0), 0)).toBe(3);
  });
});

/** The store of a process that is killed before the write after so many. */
function killedAfter(writes: number): FeedStore {
  let left = writes;
  const killable =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- <= 0) throw new Error('killed');
      return write(...args);
    };
  return {
    ...store,
    create: killable(store.create),
    change: killable(store.change),
    putWished: killable(store.putWished),
  };
}
