import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaggedSighting } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { record } from '../../lambdas/index/record.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { about, ID, minute, OTHER_FEED, sighting, topic } from '../index/samples.ts';
import { Crash, crashingIndex, WRITTEN, type Written } from './crashing-index.ts';
import { comparable, isArrival, isItem, type OpenIndex, openDynamo, openMemory, type TableRow } from './tables.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

/** A clock that never shows the same time twice. */
let ms = Date.parse(minute(60));
const now = () => new Date(ms++).toISOString();

async function readAndRecord(index: ItemIndex, one: TaggedSighting) {
  const known = (await index.getItems([ID])).get(ID);
  return record(index, one, known, now, publishNothing);
}

/** @returns whether the fatal call was made */
async function crashes(index: ItemIndex, one: TaggedSighting, fatal: number, written: Written): Promise<boolean> {
  try {
    await readAndRecord(crashingIndex(index, fatal, written), one);
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}

const korea = { regions: [about('KP'), about('030')], topics: [topic('medtop:11000000')] };
const first = sighting({ at: minute(1), text: 'a', tags: korea });
const copy = sighting({ at: minute(2), text: 'a copy', feedId: OTHER_FEED });
const revision = sighting({ at: minute(3), text: 'b', tags: { regions: [about('KR')], topics: [] } });
const next = sighting({ at: minute(4), text: 'c', tags: { regions: [about('KP')] } });
const withdrawal = sighting({ at: minute(5), text: 'KILL: a', withdrawn: true });
const retagged = { ...first, taggerVersion: '2', tags: { regions: [about('RU')], topics: [], evidence: [] } };

const CASES: readonly { name: string; before: TaggedSighting[]; one: TaggedSighting }[] = [
  { name: 'a new story', before: [], one: first },
  { name: 'a revision with other tags', before: [first], one: revision },
  { name: 'a withdrawal', before: [first], one: withdrawal },
  {
    name: 'a publication after a withdrawal',
    before: [first, withdrawal],
    one: { ...revision, sighting: { ...revision.sighting, at: minute(9) } },
  },
  { name: 'a copy in a second feed', before: [first], one: copy },
  { name: 'a replay with another tagger', before: [first], one: retagged },
];

async function tableAfter(open: () => Promise<OpenIndex>, sightings: readonly TaggedSighting[]) {
  const { index, table } = await open();
  for (const one of sightings) await readAndRecord(index, one);
  return table();
}

/** Counts the crashes that there can be, in every call and however much of it was written. */
async function forEveryCrash(visit: (fatal: number, written: Written) => Promise<boolean>): Promise<number> {
  let crashed = 0;
  for (const written of WRITTEN) {
    for (let fatal = 0; await visit(fatal, written); fatal++) crashed++;
  }
  return crashed;
}

/**
 * All but the arrivals, whose kinds follow the order in which the sightings came, the tags that an item had meanwhile, and
 * whose telling was the first.
 */
const withoutHistory = (table: readonly TableRow[]) =>
  comparable(
    table
      .filter((row) => !isArrival(row))
      .map((row) => (isItem(row) ? { ...row, formerly: {}, storedAt: '', taggedAt: '', trace: '' } : row)),
  );

describe.each(CASES)('$name', ({ before, one }) => {
  it.each([
    ['memory', openMemory],
    ['DynamoDB', () => openDynamo(dynamo.client, dynamo.tables.items)],
  ] as const)('that is recorded again after a crash ends in the same table (%s)', async (_, open) => {
    const expected = comparable(await tableAfter(open, [...before, one]));
    const crashed = await forEveryCrash(async (fatal, written) => {
      const { index, table } = await open();
      for (const earlier of before) await readAndRecord(index, earlier);
      const isFatal = await crashes(index, one, fatal, written);
      await readAndRecord(index, one);
      assert.deepStrictEqual(comparable(await table()), expected);
      return isFatal;
    });
    // Intent, rows, done, and the arrival where there is one.
    expect(crashed).toBeGreaterThanOrEqual(3 * WRITTEN.length);
  });

  it('ends there too where the second attempt crashes as well', async () => {
    const expected = comparable(await tableAfter(openMemory, [...before, one]));
    const crashed = await forEveryCrash(async (fatal, written) => {
      let isFatal = false;
      await forEveryCrash(async (again, writtenAgain) => {
        const { index, table } = await openMemory();
        for (const earlier of before) await readAndRecord(index, earlier);
        isFatal = await crashes(index, one, fatal, written);
        const isFatalAgain = await crashes(index, one, again, writtenAgain);
        await readAndRecord(index, one);
        assert.deepStrictEqual(comparable(await table()), expected);
        return isFatalAgain;
      });
      return isFatal;
    });
    expect(crashed).toBeGreaterThanOrEqual(3 * WRITTEN.length);
  });

  it('is finished by another sighting that arrives before it is recorded again', async () => {
    const expected = withoutHistory(await tableAfter(openMemory, [...before, one, next]));
    const crashed = await forEveryCrash(async (fatal, written) => {
      const { index, table } = await openMemory();
      for (const earlier of before) await readAndRecord(index, earlier);
      const isFatal = await crashes(index, one, fatal, written);
      await readAndRecord(index, next);
      await readAndRecord(index, one);
      const rows = await table();
      assert.deepStrictEqual(withoutHistory(rows), expected);
      const arrivals = rows.filter(isArrival).map(({ kind, rev }) => `${kind} ${rev}`);
      assert.deepStrictEqual(arrivals, [...new Set(arrivals)]);
      assert.equal(arrivals.filter((arrival) => arrival.startsWith('new ')).length, 1);
      return isFatal;
    });
    expect(crashed).toBeGreaterThanOrEqual(3 * WRITTEN.length);
  });

  it('is recorded once: again, it writes nothing', async () => {
    const { index, table } = await openMemory();
    for (const sighted of [...before, one]) await readAndRecord(index, sighted);
    const rows = await table();
    expect(await crashes(index, one, 0, 'nothing')).toBe(false);
    expect(await table()).toEqual(rows);
  });
});

describe('the log of arrivals', () => {
  it('says what record says', async () => {
    const { index, table } = await openMemory();
    const outcomes = [];
    for (const one of [first, first, copy, revision, withdrawal, next]) outcomes.push(await readAndRecord(index, one));
    expect(outcomes).toEqual(['new', 'known', 'updated', 'revised', 'withdrawn', 'updated']);
    const arrivals = (await table()).filter(isArrival);
    expect(arrivals.map(({ kind, rev }) => [kind, rev])).toEqual([
      ['new', 1],
      ['revised', 2],
      ['withdrawn', 3],
    ]);
  });

  it('gives a line that a crash held up the time when it appears', async () => {
    const { index, table } = await openMemory();
    expect(await crashes(index, first, 1, 'half')).toBe(true);
    const restart = now();
    await readAndRecord(index, first);
    const arrivals = (await table()).filter(isArrival);
    expect(arrivals).toHaveLength(1);
    expect(arrivals.every(({ arrivedAt }) => arrivedAt > restart)).toBe(true);
  });
});

describe('a mark of done whose answer is lost', () => {
  const lostAnswer = (index: ItemIndex): ItemIndex => ({
    ...index,
    async markDone(item) {
      await index.markDone(item);
      return index.markDone(item);
    },
  });

  it('leaves the table as it should be', async () => {
    const { index, table } = await openMemory();
    expect(await readAndRecord(lostAnswer(index), first)).toBe('new');
    expect(comparable(await table())).toEqual(comparable(await tableAfter(openMemory, [first])));
  });

  it('is told all the same, with the time from which the story could be found', async () => {
    const { index } = await openMemory();
    const told: unknown[] = [];
    const telling = { storedAt: minute(1), taggedAt: minute(1) };
    await record(
      lostAnswer(index),
      { ...first, telling },
      undefined,
      now,
      publishNothing,
      ({ queryableAt }, { kind }) => told.push({ kind, queryableAt }),
    );
    expect(told).toEqual([{ kind: 'new', queryableAt: (await index.getItems([ID])).get(ID)?.queryableAt }]);
    expect(told).toEqual([{ kind: 'new', queryableAt: expect.any(String) }]);
  });
});

describe('a row that others keep taking', () => {
  it('is left to the next attempt after ten turns', async () => {
    const { index } = await openMemory();
    let turns = 0;
    const contended: ItemIndex = {
      ...index,
      putItem: async () => {
        turns++;
        return false;
      },
    };
    await expect(readAndRecord(contended, first)).rejects.toMatchObject({ name: 'TransientError', transient: true });
    expect(turns).toBe(10);
  });

  it('is left so too where every repair is overtaken', async () => {
    const { index } = await openMemory();
    let version = 10;
    const contended: ItemIndex = {
      ...index,
      markDone: async () => false,
      getItems: async (ids) =>
        new Map([...(await index.getItems(ids))].map(([id, item]) => [id, { ...item, version: version++ }])),
    };
    await expect(readAndRecord(contended, first)).rejects.toMatchObject({ name: 'TransientError', transient: true });
  });
});
