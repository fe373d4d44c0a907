import { describe, expect, it } from 'vitest';
import type { GapRow, Item, TagRow } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { keyOf } from '../../lambdas/index/rows.ts';
import { ITEM } from '../index/samples.ts';

const idOf = (number: number): string => number.toString(16).padStart(20, '0');

const row = (sk: string, pk = 'REGION#KP'): TagRow => ({
  pk,
  sk,
  id: sk,
  title: `On ${sk}`,
  feed: 'example-org-0a1b2c3d',
  publishedAt: '2026-11-24T08:00:00.000Z',
  regions: ['KP'],
  topics: [],
  simhash: '0123456789abcdef',
});

const rowsOf = (index: ItemIndex, pk = 'REGION#KP') =>
  index.readPartition({ pk, atLeast: ' ', atMost: '~', limit: 1_000 });

/** What every item index promises. @param open makes an empty one */
export function itemIndexContract(name: string, open: () => Promise<ItemIndex> | ItemIndex): void {
  describe(`an item index of ${name}`, () => {
    it('gives back an item as it was put', async () => {
      const index = await open();
      const item: Item = {
        ...ITEM,
        title: 'Переговоры “начались” 🕊',
        evidence: [
          { tag: 'KP', rule: 'country-name', field: 'title', start: 0, end: 4, text: 'Pyŏn', weight: 0.123456789 },
        ],
        done: false,
        arrival: { kind: 'new', at: ITEM.firstSeenAt },
        staleRows: [{ pk: 'REGION#KR', sk: 'x' }],
      };
      expect(await index.putItem(item, undefined)).toBe(true);
      expect(await index.getItems([item.id])).toEqual(new Map([[item.id, item]]));
    });

    it('finds the items that exist among more ids than fit in one call, each asked for once or more', async () => {
      const index = await open();
      const ids = Array.from({ length: 230 }, (_, number) => idOf(number));
      const even = ids.filter((_, number) => number % 2 === 0);
      await Promise.all(even.map((id) => index.putItem({ ...ITEM, id, title: `On ${id}` }, undefined)));

      const found = await index.getItems([...ids, ...ids]);
      expect([...found.keys()].sort()).toEqual(even);
      expect([...found].every(([id, item]) => item.title === `On ${id}`)).toBe(true);
    });

    it('finds nothing where there is nothing, and nothing for no ids', async () => {
      const index = await open();
      expect(await index.getItems([ITEM.id])).toEqual(new Map());
      expect(await index.getItems([])).toEqual(new Map());
    });

    it('makes an item once, whoever asks', async () => {
      const index = await open();
      const titles = Array.from({ length: 8 }, (_, number) => `Writer ${number}`);
      const won = await Promise.all(titles.map((title) => index.putItem({ ...ITEM, title }, undefined)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await index.getItems([ITEM.id])).get(ITEM.id)?.title).toBe(titles[won.indexOf(true)]);
    });

    it('replaces the version that was read, once', async () => {
      const index = await open();
      await index.putItem({ ...ITEM, version: 1 }, undefined);
      expect(await index.putItem({ ...ITEM, version: 2, title: 'Second' }, 1)).toBe(true);
      expect(await index.putItem({ ...ITEM, version: 2, title: 'Late' }, 1)).toBe(false);
      expect((await index.getItems([ITEM.id])).get(ITEM.id)).toEqual({ ...ITEM, version: 2, title: 'Second' });
    });

    it('replaces no item that is not there', async () => {
      const index = await open();
      expect(await index.putItem({ ...ITEM, version: 2 }, 1)).toBe(false);
      expect(await index.getItems([ITEM.id])).toEqual(new Map());
    });

    it('finds an item by another name too, which stays', async () => {
      const index = await open();
      const [other, name, second] = [idOf(1), idOf(2), idOf(3)];
      await index.putItem(ITEM, undefined);
      await index.putItem({ ...ITEM, id: other }, undefined);
      await index.putAlias(name, ITEM.id);
      await index.putAlias(name, other);
      await index.putAlias(second, name);
      const found = await index.getItems([name, second, ITEM.id]);
      expect([...found].map(([asked, { id }]) => [asked, id]).sort()).toEqual(
        [name, second, ITEM.id].map((asked) => [asked, ITEM.id]).sort(),
      );
    });

    it('says where a name leads, also where no item is', async () => {
      const index = await open();
      const [name, second] = [idOf(2), idOf(3)];
      await index.putAlias(name, ITEM.id);
      await index.putAlias(second, name);
      expect(await Promise.all([ITEM.id, name, second].map((asked) => index.idOf(asked)))).toEqual(
        Array(3).fill(ITEM.id),
      );
    });

    it('lets no name lead away from an item, and makes no item of a name', async () => {
      const index = await open();
      await index.putItem(ITEM, undefined);
      await index.putAlias(ITEM.id, idOf(1));
      expect((await index.getItems([ITEM.id])).get(ITEM.id)).toEqual(ITEM);
      await index.putAlias(idOf(2), idOf(1));
      expect(await index.getItems([idOf(2)])).toEqual(new Map());
      expect(await index.putItem({ ...ITEM, id: idOf(2) }, undefined)).toBe(false);
    });

    it('drops what a newer version does not say', async () => {
      const index = await open();
      await index.putItem({ ...ITEM, version: 1 }, undefined);
      const { link: _, ...unlinked } = ITEM;
      await index.putItem({ ...unlinked, version: 2 }, 1);
      expect((await index.getItems([ITEM.id])).get(ITEM.id)).toEqual({ ...unlinked, version: 2 });
    });

    it('marks an intent as done, as a write of its own', async () => {
      const index = await open();
      const intent: Item = { ...ITEM, done: false, staleRows: [], arrival: { kind: 'new', at: ITEM.firstSeenAt } };
      await index.putItem(intent, undefined);
      expect(await index.markDone(intent)).toBe(true);

      const { staleRows: _stale, arrival: _arrival, ...rest } = intent;
      expect((await index.getItems([ITEM.id])).get(ITEM.id)).toEqual({ ...rest, done: true, version: 2 });
      // Who read the intent before must not take it over any more.
      expect(await index.putItem({ ...intent, version: 2 }, 1)).toBe(false);
    });

    it('writes since when a story could be found with the mark of done, and leaves it as it is without', async () => {
      const index = await open();
      const [queryableAt] = ['2026-11-24T08:01:05.000Z'];
      await index.putItem({ ...ITEM, done: false }, undefined);
      expect(await index.markDone({ ...ITEM, queryableAt })).toBe(true);
      const found = async () => (await index.getItems([ITEM.id])).get(ITEM.id);
      expect(await found()).toEqual({ ...ITEM, queryableAt, version: 2 });
      await index.putItem({ ...ITEM, queryableAt, version: 3, done: false }, 2);
      expect(await index.markDone({ ...ITEM, version: 3 })).toBe(true);
      expect(await found()).toEqual({ ...ITEM, queryableAt, version: 4 });
    });

    it('does not mark as done what another writer took over', async () => {
      const index = await open();
      const ours: Item = { ...ITEM, version: 1, done: false };
      const theirs: Item = { ...ITEM, version: 2, done: false };
      await index.putItem(ours, undefined);
      await index.putItem(theirs, 1);
      expect(await index.markDone(ours)).toBe(false);
      expect((await index.getItems([ITEM.id])).get(ITEM.id)).toEqual(theirs);
      expect(await index.markDone(theirs)).toBe(true);
    });

    it('marks no item as done that is not there', async () => {
      const index = await open();
      expect(await index.markDone({ ...ITEM, done: false })).toBe(false);
      expect(await index.getItems([ITEM.id])).toEqual(new Map());
    });

    it('lets one of two win, who marks as done and who takes over', async () => {
      const index = await open();
      for (let round = 0; round < 20; round++) {
        const ours: Item = { ...ITEM, id: idOf(round), done: false };
        await index.putItem(ours, undefined);
        const won = await Promise.all([
          index.markDone(ours),
          index.putItem({ ...ours, version: 2, title: 'Taken' }, 1),
        ]);
        expect(won.filter(Boolean)).toHaveLength(1);
        const item = (await index.getItems([ours.id])).get(ours.id);
        expect(item).toMatchObject(won[0] ? { done: true, title: ITEM.title } : { done: false, title: 'Taken' });
      }
    });

    it('writes and removes more rows than fit in one call, any number of times', async () => {
      const index = await open();
      const rows = Array.from({ length: 60 }, (_, number) => row(idOf(number)));
      for (let time = 0; time < 2; time++) {
        await index.writeRows({ put: rows, remove: [] });
        expect(await rowsOf(index)).toEqual(rows.toReversed());
      }
      for (let time = 0; time < 2; time++) {
        await index.writeRows({ put: [row('new')], remove: rows.slice(0, 40).map(keyOf) });
        expect(await rowsOf(index)).toEqual([row('new'), ...rows.slice(40).reverse()]);
      }
    });

    it('keeps a row that is to be put and removed at once, and takes a row named twice', async () => {
      const index = await open();
      await index.writeRows({ put: [row('a'), row('a')], remove: [keyOf(row('a')), keyOf(row('b')), keyOf(row('b'))] });
      expect(await rowsOf(index)).toEqual([row('a')]);
    });

    it('takes nothing to write', async () => {
      const index = await open();
      await index.writeRows({ put: [], remove: [] });
      expect(await rowsOf(index)).toEqual([]);
    });

    it('keeps a gap as it was put, apart from what else there is', async () => {
      const index = await open();
      const gap: GapRow = {
        pk: 'GAP#2026-11',
        sk: '2026-11-24T08:30:00.000Z#example-org-0a1b2c3d',
        feedId: 'example-org-0a1b2c3d',
        title: 'Вестник',
        from: '2026-11-24T08:00:00.000Z',
        to: '2026-11-24T08:30:00.000Z',
        tried: [{ url: 'https://example.org/robots.txt', result: 'example.org answered 404 Not Found' }],
      };
      const range = { pk: gap.pk, atLeast: '2026-11-24', atMost: '~', limit: 10 };
      await index.writeRows({ put: [gap, row('a')], remove: [] });
      expect(await index.readGaps(range)).toEqual([gap]);
      await index.writeRows({ put: [{ ...gap, closedBy: 'feed' }], remove: [] });
      expect(await index.readGaps(range)).toEqual([{ ...gap, closedBy: 'feed' }]);
      expect(await index.readGaps({ ...range, atLeast: '2026-11-25' })).toEqual([]);
    });

    it('reads a range with both ends, newest first, up to a limit, of one partition', async () => {
      const index = await open();
      const names = ['a', 'b', 'c', 'd', 'e'];
      await index.writeRows({ put: [...names.map((sk) => row(sk)), row('c', 'REGION#KR')], remove: [] });
      const read = async (atLeast: string, atMost: string, limit: number) =>
        (await index.readPartition({ pk: 'REGION#KP', atLeast, atMost, limit })).map(({ sk }) => sk);

      expect(await read('a', 'e', 10)).toEqual(['e', 'd', 'c', 'b', 'a']);
      expect(await read('b', 'd', 10)).toEqual(['d', 'c', 'b']);
      expect(await read('a', 'e', 2)).toEqual(['e', 'd']);
      expect(await read('bb', 'cc', 10)).toEqual(['c']);
      expect(await read('c', 'c', 10)).toEqual(['c']);
      expect(await read('f', 'g', 10)).toEqual([]);
    });
  });
}
