import { describe, expect, it } from 'vitest';
import type { ItemCopy } from '../../lambdas/index/item.ts';
import { fold } from '../../lambdas/query/fold.ts';

const DAY = 24 * 60;

/** A copy of a story, so many minutes before the newest. */
const copy = (id: string, feed: string, simhash: string, minutesBefore = 0): ItemCopy => ({
  id,
  title: `Story ${id}`,
  link: `https://${feed}.example/${id}`,
  feed,
  publishedAt: new Date(Date.UTC(2026, 10, 24) - 60_000 * minutesBefore).toISOString(),
  regions: ['KP'],
  topics: [],
  simhash,
});

const NONE = '0000000000000000';
/** 16 bits from none, and 17. */
const NEAR = '000000000000ffff';
const FAR = '000000000001ffff';

const shape = (items: readonly ItemCopy[]) => fold(items).map(({ id, copies }) => [id, ...copies.map((one) => one.id)]);

describe('near-duplicates', () => {
  it('are folded under the newest, in their order', () => {
    expect(
      shape([copy('1', 'a', NONE), copy('2', 'b', FAR), copy('3', 'c', NEAR, 60), copy('4', 'd', NONE, 90)]),
    ).toEqual([['1', '3', '4'], ['2']]);
  });

  it('keep what leads to each of them', () => {
    const [folded] = fold([copy('1', 'a', NONE), copy('2', 'b', NONE)]);
    expect(folded).toMatchObject({ id: '1', feed: 'a', simhash: NONE });
    expect(folded?.copies).toEqual([{ id: '2', title: 'Story 2', link: 'https://b.example/2', feed: 'b' }]);
  });

  it('are none of the same feed, which reports in the same words again', () => {
    expect(shape([copy('1', 'a', NONE), copy('2', 'a', NONE)])).toEqual([['1'], ['2']]);
  });

  it('are takes of one feed, under one headline', () => {
    const titled = (id: string, title: string, simhash = NONE) => ({ ...copy(id, 'a', simhash), title });
    const headline = 'Talks end in Geneva without a deal';
    expect(shape([titled('2', `UPDATE 1-${headline}`), titled('1', headline)])).toEqual([['2', '1']]);
    expect(shape([titled('2', headline), titled('1', headline)])).toEqual([['2'], ['1']]);
    expect(shape([titled('2', `UPDATE 1-${headline}`), titled('1', headline, FAR)])).toEqual([['2'], ['1']]);
    expect(shape([titled('2', 'UPDATE 1-Flood cuts off two towns'), titled('1', headline)])).toEqual([['2'], ['1']]);
  });

  it('are none over more than three days', () => {
    expect(shape([copy('1', 'a', NONE), copy('2', 'b', NONE, 3 * DAY)])).toEqual([['1', '2']]);
    expect(shape([copy('1', 'a', NONE), copy('2', 'b', NONE, 3 * DAY + 1)])).toEqual([['1'], ['2']]);
  });

  it('are those of the story at the top, not copies of copies', () => {
    expect(shape([copy('1', 'a', NONE), copy('2', 'b', NEAR), copy('3', 'c', '0000000003ffe000')])).toEqual([
      ['1', '2', '3'],
    ]);
    expect(shape([copy('1', 'a', NONE), copy('2', 'b', NEAR), copy('3', 'c', '0000000003ffffff')])).toEqual([
      ['1', '2'],
      ['3'],
    ]);
  });

  it('are none of nothing', () => {
    expect(fold([])).toEqual([]);
  });

  it('are none where they have no region in common', () => {
    const elsewhere: ItemCopy = { ...copy('2', 'b', NONE), regions: ['CL'] };
    expect(shape([copy('1', 'a', NONE), elsewhere])).toEqual([['1'], ['2']]);
  });
});
