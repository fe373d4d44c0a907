import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../lambdas/index/item-index.ts';
import { justBefore, leapfrog } from '../../lambdas/query/leapfrog.ts';
import { partitionCursor, type Seekable, unionCursor } from '../../lambdas/query/partition-cursor.ts';
import { arrivalKey, tagPartition } from '../../lambdas/shared/keys.ts';
import { all } from '../all.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { idOf, regionRow, second } from './rows.ts';

/** A partition of stories, with a count of its reads. */
async function partition(numbers: readonly number[], since = second(0)) {
  const index = memoryItemIndex();
  await index.writeRows({ put: numbers.map((number) => regionRow('KP', number)), remove: [] });
  const reads: number[] = [];
  const counting = {
    ...index,
    readPartition: (range: Parameters<typeof index.readPartition>[0]) => {
      reads.push(range.limit);
      return index.readPartition(range);
    },
  };
  return { stream: partitionCursor(counting, tagPartition.region('KP'), since), reads };
}

const streamOf = async (numbers: readonly number[]): Promise<Seekable> => (await partition(numbers)).stream;

/** Numbers of the stories that a join finds, in its order. */
async function joined(streams: readonly Seekable[], until = second(100_000)): Promise<number[]> {
  return numbersOf((await all(leapfrog(streams, until))).map(({ rows }) => rows[0]));
}

const numbersOf = (rows: readonly (Row | undefined)[]): number[] =>
  rows.map((row) => Number.parseInt(row?.id ?? '', 16));
const newestFirst = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => b - a);

const numbers = (max: number) => fc.uniqueArray(fc.nat(max), { maxLength: max });
/** Sets of stories that share many, few or none. */
const sets = fc.oneof(
  fc.array(numbers(20), { minLength: 1, maxLength: 4 }),
  fc.array(numbers(300), { minLength: 1, maxLength: 4 }),
  fc.tuple(numbers(5), numbers(300)).map((pair) => [...pair]),
);

describe('a join', () => {
  it('finds what all streams hold, newest first', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async (members) => {
        const [first = [], ...others] = members;
        const expected = newestFirst(first.filter((number) => others.every((other) => other.includes(number))));
        expect(await joined(await Promise.all(members.map(streamOf)))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('finds what all groups hold where a group is what any of its streams holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sets, { minLength: 1, maxLength: 3 }), async (groups) => {
        const unions = groups.map((members) => new Set(members.flat()));
        const expected = newestFirst(unions[0] ?? []).filter((number) => unions.every((union) => union.has(number)));
        const streams = groups.map(async (members) => unionCursor(await Promise.all(members.map(streamOf))));
        expect(await joined(await Promise.all(streams))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the row of every partition that holds a key', async () => {
    const index = memoryItemIndex();
    const rows = ['KP', 'KR', 'RU', 'US'].map((code) => regionRow(code, 1));
    await index.writeRows({ put: rows, remove: [] });
    const [north, south, russia, us] = rows.map(({ pk }) => partitionCursor(index, pk, second(0)));
    assert(north && south && russia && us);
    const [met] = await all(leapfrog([north, unionCursor([south, russia]), us], second(9)));
    expect(met?.rows.map(({ regions }) => regions[0]).sort()).toEqual(['KP', 'KR', 'RU', 'US']);
  });

  it('begins before a time and goes down to another, that one included', async () => {
    const { stream } = await partition([1, 2, 3, 4, 5], second(2));
    expect(await joined([stream], second(5))).toEqual([4, 3, 2]);
  });

  it('finds nothing where a stream is empty, where the range is, or where there are no streams', async () => {
    expect(await joined([await streamOf([1, 2]), await streamOf([])])).toEqual([]);
    expect(await joined([(await partition([1, 2], second(3))).stream], second(2))).toEqual([]);
    expect(await joined([])).toEqual([]);
  });

  it('finds each of many stories of one second', async () => {
    const index = memoryItemIndex();
    const rows = Array.from({ length: 40 }, (_, number) => {
      const row = regionRow('KP', 0);
      return { ...row, id: idOf(number), sk: row.sk.replace(row.id, idOf(number)) };
    });
    await index.writeRows({ put: rows, remove: [] });
    const twice = [1, 2].map(() => partitionCursor(index, tagPartition.region('KP'), second(0)));
    expect(await joined(twice)).toEqual(newestFirst(Array.from({ length: 40 }, (_, number) => number)));
  });
});

describe('a partition cursor', () => {
  it('reads on in pages that double, up to 160 rows', async () => {
    const { stream, reads } = await partition(Array.from({ length: 400 }, (_, number) => number));
    expect(await joined([stream])).toHaveLength(400);
    expect(reads).toEqual([5, 10, 20, 40, 80, 160, 160]);
  });

  it('reads five rows after a jump', async () => {
    const { stream, reads } = await partition(Array.from({ length: 400 }, (_, number) => number));
    for (const target of [400, 300, 200, 100]) await stream.seek(second(target));
    expect(reads).toEqual([5, 5, 5, 5]);
  });

  it('reads no more once it knows its end', async () => {
    const { stream, reads } = await partition([7, 8, 9]);
    expect((await stream.seek(second(100)))?.rows).toEqual([regionRow('KP', 9)]);
    expect((await stream.seek(second(9)))?.rows).toEqual([regionRow('KP', 8)]);
    expect(await stream.seek(second(5))).toBeUndefined();
    expect(await stream.seek(second(4))).toBeUndefined();
    expect(reads).toHaveLength(1);
  });

  it('reads nothing for a target before its range', async () => {
    const { stream, reads } = await partition([7, 8, 9], second(8));
    expect(await stream.seek(second(7))).toBeUndefined();
    expect(reads).toEqual([]);
  });
});

describe('the key just before another', () => {
  const id = fc.stringMatching(/^[0-9a-f]{20}$/);
  const time = fc.nat(86_399).map(second);
  const tagKeys = fc.tuple(time, id).map(([at, id]) => `${at}#${id}`);
  const arrivalKeys = fc.tuple(time, id, fc.integer({ min: 1, max: 1_000 })).map((parts) => arrivalKey(...parts).sk);

  it.each([
    ['tag rows', tagKeys],
    ['arrivals', arrivalKeys],
  ])('lies between it and every smaller key of %s', (_, keys) => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        fc.pre(a !== b);
        const [smaller, greater] = a < b ? [a, b] : [b, a];
        expect(smaller <= justBefore(greater)).toBe(true);
        expect(justBefore(greater) < greater).toBe(true);
      }),
    );
  });

  it('lies between the revisions of one story', () => {
    const key = (rev: number) => arrivalKey(second(1), idOf(1), rev).sk;
    const sorted = [1, 2, 10, 11, 100].map(key).sort();
    for (const [at, smaller] of sorted.slice(0, -1).entries()) {
      expect(smaller <= justBefore(sorted[at + 1] ?? '')).toBe(true);
    }
  });
});
