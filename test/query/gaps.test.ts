import { beforeEach, describe, expect, it } from 'vitest';
import type { GapRow } from '../../lambdas/index/item.ts';
import { gapsWithin } from '../../lambdas/query/gaps.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';

const day = (number: number, month = 11) => new Date(Date.UTC(2026, month - 1, number)).toISOString();
const gap = (feedId: string, from: string, to: string, changes: Partial<GapRow> = {}): GapRow[] =>
  [...new Set([from.slice(0, 7), to.slice(0, 7)])].map((month) => ({
    ...{ pk: `GAP#${month}`, sk: `${to}#${feedId}`, feedId, title: feedId, from, to },
    ...changes,
  }));

let index: MemoryItemIndex;
beforeEach(async () => {
  index = memoryItemIndex();
  const put = [
    ...gap('a', day(10), day(11)),
    ...gap('b', day(12), day(14), { closedBy: 'feed' }),
    ...gap('c', day(25, 10), day(3), { isSought: true }),
  ];
  await index.writeRows({ put, remove: [] });
});
const within = async (since: string, until: string, feeds?: string[]) =>
  (await gapsWithin(index, { since, until, ...(feeds && { feeds }) })).map(({ feedId, state }) => `${feedId} ${state}`);

describe('the gaps within a time', () => {
  it('are those that lie in it in part, the newest first, each once', async () => {
    expect(await within('1990-01-01T00:00:00.000Z', day(24))).toEqual(['b closed', 'a open', 'c sought']);
    expect(await within(day(13), day(24))).toEqual(['b closed']);
    expect(await within(day(1), day(2))).toEqual(['c sought']);
    expect(await within(day(26, 10), day(27, 10))).toEqual(['c sought']);
    expect(await within(day(15), day(24))).toEqual([]);
    expect(await within(day(4), day(10))).toEqual([]);
  });

  it('are only those of the feeds that were asked for', async () => {
    expect(await within(day(1), day(24), ['a', 'z'])).toEqual(['a open']);
  });

  it('are all of them, however many', async () => {
    const put = Array.from({ length: 250 }, (_, at) => gap(`many-${at}`, day(15), day(16))).flat();
    await index.writeRows({ put, remove: [] });
    expect(new Set(await within(day(15), day(24))).size).toBe(250);
  });

  it('carry no keys', async () => {
    expect((await gapsWithin(index, { since: day(10), until: day(11) }))[0]).toEqual({
      ...{ feedId: 'a', title: 'a', from: day(10), to: day(11), state: 'open' },
    });
  });
});
