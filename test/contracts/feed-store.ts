import { describe, expect, it } from 'vitest';
import { packSeen, unpackSeen } from '../../lambdas/identify/seen-set.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import type { FeedStore } from '../../lambdas/shared/feed-store.ts';
import { all } from '../all.ts';

const T0 = '2026-11-24T08:00:00.000Z';
const T1 = '2026-11-24T08:15:00.000Z';
const T2 = '2026-11-24T08:30:00.000Z';

export const FEED: Feed = {
  feedId: 'example-org-0a1b2c3d',
  url: 'https://example.org/feed.xml',
  host: 'example.org',
  publisher: 'example.org',
  title: 'Example',
  language: 'en',
  origin: 'opml',
  status: 'active',
  dueAt: T0,
  interval: 900,
  failures: 0,
  gaps: [],
};

/** What every feed store promises. @param open makes an empty one */
export function feedStoreContract(name: string, open: () => Promise<FeedStore>): void {
  const withFeed = async (changes: Partial<Feed> = {}): Promise<FeedStore> => {
    const store = await open();
    await store.create({ ...FEED, ...changes });
    return store;
  };
  const due = (store: FeedStore, now: string) => all(store.due(now));

  describe(`a feed store of ${name}`, () => {
    it('gives back what was made, and nothing that was not', async () => {
      const store = await withFeed();
      expect(await store.get(FEED.feedId)).toStrictEqual(FEED);
      expect(await store.get('other')).toBeUndefined();
      expect(await all(store.list())).toStrictEqual([FEED]);
    });

    it('makes a feed once and does not wipe what was learnt of it', async () => {
      const store = await withFeed();
      await store.change(FEED.feedId, { etag: '"1"' });
      expect(await store.create({ ...FEED, title: 'Other' })).toBe(false);
      expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, etag: '"1"' });
    });

    it('makes a feed once where two make it at the same time', async () => {
      const store = await open();
      const made = await Promise.all([1, 2, 3].map((n) => store.create({ ...FEED, title: `Example ${n}` })));
      expect(made.filter(Boolean)).toHaveLength(1);
    });

    it('changes what is named, removes what is undefined, leaves the rest', async () => {
      const store = await withFeed({ etag: '"1"', lastModified: 'yesterday' });
      expect(await store.change(FEED.feedId, { title: 'New', etag: undefined })).toBe(true);
      expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, title: 'New', lastModified: 'yesterday' });
    });

    it('removes where nothing else changes', async () => {
      const store = await withFeed({ etag: '"1"' });
      expect(await store.change(FEED.feedId, { etag: undefined, language: undefined })).toBe(true);
      const { language: _, ...without } = FEED;
      expect(await store.get(FEED.feedId)).toStrictEqual(without);
    });

    it('makes no feed by a change', async () => {
      const store = await open();
      expect(await store.change('other', { title: 'Other' })).toBe(false);
      expect(await store.recordFetch('other', T0, { dueAt: T1 })).toBe(false);
      expect(await store.recordIngest('other', T0, { ingestedAt: T0 })).toBe(false);
      expect(await all(store.list())).toEqual([]);
    });

    it('keeps the seen set as bytes', async () => {
      const entries = [{ name: 'c3'.repeat(10), id: 'a1'.repeat(10), contentHash: 'b2'.repeat(32) }];
      const store = await withFeed();
      await store.recordIngest(FEED.feedId, T0, { ingestedAt: T0, seen: packSeen(entries) });
      const seen = (await store.get(FEED.feedId))?.seen;
      expect(seen).toBeInstanceOf(Uint8Array);
      expect(seen && [...seen]).toEqual([...packSeen(entries)]);
      expect(unpackSeen(seen).size).toBe(1);
    });

    it('keeps gaps and text of any script', async () => {
      const changes = { gaps: [{ from: T0, to: T1 }], title: 'Вестник 新聞 “ü”', lastError: '' };
      const store = await withFeed();
      await store.change(FEED.feedId, changes);
      expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, ...changes });
    });

    describe('knows which feeds are due', () => {
      it('the longest overdue first, up to this very moment', async () => {
        const store = await open();
        for (const [feedId, dueAt] of Object.entries({ late: T1, first: T0, next: T2 })) {
          await store.create({ ...FEED, feedId, dueAt });
        }
        expect(await due(store, T1)).toEqual([
          { feedId: 'first', host: FEED.host, dueAt: T0 },
          { feedId: 'late', host: FEED.host, dueAt: T1 },
        ]);
        expect(await due(store, '2026-11-24T07:59:59.999Z')).toEqual([]);
      });

      it('not those that are removed, and again those that come back', async () => {
        const store = await withFeed();
        await store.change(FEED.feedId, { status: 'removed' });
        expect(await due(store, T2)).toEqual([]);
        await store.change(FEED.feedId, { status: 'active', dueAt: T1 });
        expect(await due(store, T2)).toEqual([{ feedId: FEED.feedId, host: FEED.host, dueAt: T1 }]);
      });

      it('not one that was made as removed', async () => {
        expect(await due(await withFeed({ status: 'removed' }), T2)).toEqual([]);
      });

      it('also the canary', async () => {
        expect(await due(await withFeed({ status: 'canary' }), T0)).toHaveLength(1);
      });

      it('also one that is gone, and one whose status is not mentioned in a change', async () => {
        const store = await withFeed();
        await store.recordFetch(FEED.feedId, T0, { status: 'gone', dueAt: T1 });
        await store.change(FEED.feedId, { title: 'New' });
        expect(await due(store, T1)).toHaveLength(1);
      });
    });

    describe('records a fetch', () => {
      it('of a feed that is due as it was when it was asked', async () => {
        const store = await withFeed({ etag: '"1"', failures: 2, lastError: 'was down' });
        const changes = { dueAt: T1, etag: undefined, failures: 0, lastError: undefined, lastFetchedAt: T0 };
        expect(await store.recordFetch(FEED.feedId, T0, changes)).toBe(true);
        expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, dueAt: T1, lastFetchedAt: T0 });
      });

      it('once, where its message was delivered twice', async () => {
        const store = await withFeed();
        const record = (failures: number) => store.recordFetch(FEED.feedId, T0, { dueAt: T1, failures });
        const recorded = await Promise.all([record(1), record(2)]);
        expect(recorded.filter(Boolean)).toHaveLength(1);
        expect(await record(3)).toBe(false);
        expect((await store.get(FEED.feedId))?.failures).toBe(recorded[0] ? 1 : 2);
      });

      it('not of a feed that was removed while it was asked', async () => {
        const store = await withFeed();
        await store.change(FEED.feedId, { status: 'removed' });
        expect(await store.recordFetch(FEED.feedId, T0, { dueAt: T1, status: 'active' })).toBe(false);
        expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, status: 'removed' });
      });

      it('not of a feed that was removed and came back meanwhile', async () => {
        const store = await withFeed();
        await store.change(FEED.feedId, { status: 'removed' });
        await store.change(FEED.feedId, { status: 'active', dueAt: T1 });
        expect(await store.recordFetch(FEED.feedId, T0, { dueAt: T2 })).toBe(false);
        expect((await store.get(FEED.feedId))?.dueAt).toBe(T1);
      });
    });

    describe('records an ingest', () => {
      it('of the first response and of later ones', async () => {
        const store = await withFeed();
        expect(await store.recordIngest(FEED.feedId, T0, { ingestedAt: T0, rejected: 1 })).toBe(true);
        expect(await store.recordIngest(FEED.feedId, T1, { ingestedAt: T1, rejected: 0, unreadable: undefined })).toBe(
          true,
        );
        expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, ingestedAt: T1, rejected: 0 });
      });

      it('not of an older response, nor of the same one again', async () => {
        const store = await withFeed({ ingestedAt: T1, seen: Uint8Array.of(1) });
        for (const at of [T0, T1]) {
          expect(await store.recordIngest(FEED.feedId, at, { ingestedAt: at, seen: Uint8Array.of(2) })).toBe(false);
        }
        const feed = await store.get(FEED.feedId);
        expect(feed).toMatchObject({ ingestedAt: T1 });
        expect([...(feed?.seen ?? [])]).toEqual([1]);
      });

      it('of the newest, whatever the order in which responses come', async () => {
        const store = await withFeed();
        await Promise.all(
          [T1, T2, T0].map((at) => store.recordIngest(FEED.feedId, at, { ingestedAt: at, lastNewAt: at })),
        );
        expect(await store.get(FEED.feedId)).toMatchObject({ ingestedAt: T2, lastNewAt: T2 });
      });

      it('also of a feed that was removed, without bringing it back', async () => {
        const store = await withFeed({ status: 'removed' });
        expect(await store.recordIngest(FEED.feedId, T0, { ingestedAt: T0 })).toBe(true);
        expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, status: 'removed', ingestedAt: T0 });
        expect(await due(store, T2)).toEqual([]);
      });

      it('beside the part of fetch', async () => {
        const store = await withFeed();
        await Promise.all([
          store.recordFetch(FEED.feedId, T0, { dueAt: T1, etag: '"2"' }),
          store.recordIngest(FEED.feedId, T0, { ingestedAt: T0 }),
        ]);
        expect(await store.get(FEED.feedId)).toStrictEqual({ ...FEED, dueAt: T1, etag: '"2"', ingestedAt: T0 });
      });
    });

    describe('records gaps', () => {
      const gap = { from: T0, to: T1, tried: [], toTry: ['https://example.org/2'], before: Uint8Array.of(1, 2) };

      it('as they were given, once for each state that was read', async () => {
        const store = await withFeed();
        expect(await store.recordGaps(FEED.feedId, undefined, [gap])).toBe(true);
        expect(await store.recordGaps(FEED.feedId, undefined, [])).toBe(false);
        expect(await store.get(FEED.feedId)).toMatchObject({ gaps: [{ from: T0, to: T1 }], gapsVersion: 1 });
        expect([...((await store.get(FEED.feedId))?.gaps[0]?.before ?? [])]).toEqual([1, 2]);
        const recorded = await Promise.all([1, 1, 2].map((read) => store.recordGaps(FEED.feedId, read, [])));
        expect(recorded.filter(Boolean).length).toBeLessThan(3);
        expect(recorded.slice(0, 2).filter(Boolean)).toHaveLength(1);
      });

      it('of no feed that is not there', async () => {
        const store = await open();
        expect(await store.recordGaps('other', undefined, [gap])).toBe(false);
        expect(await all(store.list())).toEqual([]);
      });
    });

    describe('brings a poll forward', () => {
      const asked = { lastFetchedAt: T0, dueAt: T2 };

      it('of a feed that was not asked since', async () => {
        const store = await withFeed(asked);
        expect(await store.hasten(FEED.feedId, T0, T1)).toBe(true);
        expect(await due(store, T1)).toEqual([{ feedId: FEED.feedId, host: FEED.host, dueAt: T1 }]);
      });

      it.each([
        ['was asked since', { ...asked, lastFetchedAt: T1 }],
        ['is due before anyway', { ...asked, dueAt: T1 }],
        ['is removed', { ...asked, status: 'removed' as const }],
      ])('not of one that %s', async (_, changes) => {
        const store = await withFeed(changes);
        expect(await store.hasten(FEED.feedId, T0, T1)).toBe(false);
        expect((await store.get(FEED.feedId))?.dueAt).toBe(changes.dueAt);
      });
    });

    it('remembers which wished feeds were applied, and counts that as no feed', async () => {
      const store = await withFeed();
      expect(await store.getWished()).toBeUndefined();
      await store.putWished('one');
      await store.putWished('two');
      expect(await store.getWished()).toBe('two');
      expect(await all(store.list())).toStrictEqual([FEED]);
      expect(await due(store, T2)).toHaveLength(1);
    });

    it('lists more feeds than fit on a page', async () => {
      const store = await open();
      const padding = 'x'.repeat(100_000);
      for (let at = 0; at < 25; at++) await store.create({ ...FEED, feedId: `feed-${at}`, lastError: padding });
      expect(await all(store.list())).toHaveLength(25);
    });
  });
}
