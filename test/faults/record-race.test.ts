import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Item, RowKey, TaggedSighting } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { record } from '../../lambdas/index/record.ts';
import { nameOf, tagRows } from '../../lambdas/index/rows.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';
import { about, ID, minute, OTHER_FEED, sighting, topic } from '../index/samples.ts';
import { gated } from './gated-index.ts';
import { inEveryOrder, type Stepper, stepper } from './stepper.ts';
import { isArrival, isItem } from './tables.ts';

/** A clock that never shows the same time twice. */
function ticking(): () => string {
  let ms = Date.parse(minute(60));
  return () => new Date(ms++).toISOString();
}

/** A clock so slow that all writers read the same time. */
const stopped = () => () => minute(60);

async function readAndRecord(index: ItemIndex, one: TaggedSighting, now: () => string): Promise<void> {
  const known = (await index.getItems([ID])).get(ID);
  await record(index, one, known, now, publishNothing);
}

const inOrder = (rows: readonly RowKey[]) => rows.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** Exactly the tag rows that the item says, one arrival for each change, nothing left to do. */
function checkedItem(index: MemoryItemIndex): Item {
  const table = index.table();
  const [item, ...others] = table.filter(isItem);
  assert(item && others.length === 0);
  assert(item.done && item.staleRows === undefined && item.arrival === undefined);

  const tagged = table.filter((row) => !isItem(row) && !isArrival(row));
  assert.deepStrictEqual(inOrder(tagged), inOrder(tagRows(item)));

  const arrivals = table.filter(isArrival).map(({ kind, rev }) => `${kind} ${rev}`);
  assert.deepStrictEqual(arrivals, [...new Set(arrivals)]);
  // A story whose withdrawal came first was never new.
  const beginnings = arrivals.filter((arrival) => arrival.startsWith('new ') || arrival === 'withdrawn 1');
  assert.equal(beginnings.length, 1);
  const { pk: _pk, sk: _sk, ...content } = item;
  return content;
}

/** What must not depend on the order. The number of writes does, what was announced in between, and who told it first. */
function contentOf({ version: _version, formerly: _formerly, ...item }: Item) {
  const { storedAt: _stored, taggedAt: _tagged, trace: _trace, queryableAt: _queryable, ...content } = item;
  return content;
}

/** The times and the trace are those of one telling, and of the first one where it was over when the race began. */
function checkTelling({ storedAt, taggedAt, trace, queryableAt }: Item, { before, racing }: Race): void {
  assert(queryableAt !== undefined);
  const tellings = before.length > 0 ? before.slice(0, 1) : racing;
  const isOfOne = tellings.some(({ telling }) => isDeepStrictEqual(telling, { storedAt, taggedAt, trace }));
  assert(isOfOne, `no telling was of ${storedAt}, ${taggedAt}, ${trace}`);
}

const korea = { regions: [about('KP'), about('030')], topics: [topic('medtop:11000000')] };
const first = sighting({ at: minute(1), text: 'a', tags: korea });
const copy = sighting({ at: minute(2), text: 'a copy', feedId: OTHER_FEED, tags: { regions: [about('JP')] } });
const revision = sighting({ at: minute(3), text: 'b', tags: { regions: [about('KR')], topics: [] } });
const backAgain = sighting({ at: minute(4), text: 'c', tags: korea });
const withdrawal = sighting({ at: minute(5), text: 'KILL: a', withdrawn: true });
const retagged = { ...first, taggerVersion: '2', tags: { regions: [about('RU')], topics: [], evidence: [] } };

interface Race {
  readonly name: string;
  readonly before: readonly TaggedSighting[];
  readonly racing: readonly TaggedSighting[];
}

const RACES: readonly Race[] = [
  { name: 'one new story twice', before: [], racing: [first, first] },
  { name: 'one new story in two feeds', before: [], racing: [first, copy] },
  { name: 'a new story and its revision', before: [], racing: [first, revision] },
  { name: 'a new story and its withdrawal', before: [], racing: [first, withdrawal] },
  { name: 'one revision twice', before: [first], racing: [revision, revision] },
  { name: 'a revision and one that goes back to the tags before it', before: [first], racing: [revision, backAgain] },
  { name: 'a revision and the withdrawal', before: [first], racing: [revision, withdrawal] },
  { name: 'a revision and a copy', before: [first], racing: [revision, copy] },
  { name: 'a replay with another tagger and a revision', before: [first], racing: [retagged, revision] },
  {
    name: 'a withdrawal and a publication anew',
    before: [first, withdrawal],
    racing: [withdrawal, sighting({ at: minute(9), text: 'd' })],
  },
];

async function race(pair: Race, maxInterruptions: number, removesFirst: boolean, clock = ticking): Promise<number> {
  const { before, racing } = pair;
  const undisturbed = memoryItemIndex();
  for (const one of [...before, ...racing]) await readAndRecord(undisturbed, one, ticking());
  const expected = contentOf(checkedItem(undisturbed));

  return inEveryOrder(async () => {
    const index = memoryItemIndex();
    const now = clock();
    for (const one of before) await readAndRecord(index, one, now);
    const steppers: Stepper[] = [];
    for (const one of racing) {
      steppers.push(await stepper((gate) => readAndRecord(gated(index, gate, removesFirst), one, now)));
    }
    const check = () => {
      const item = checkedItem(index);
      checkTelling(item, pair);
      assert.deepStrictEqual(contentOf(item), expected);
    };
    return { steppers, check };
  }, maxInterruptions);
}

describe.each(RACES)('two writers of $name', (pair) => {
  it('end in the table of one after the other, with up to three interruptions', async () => {
    expect(await race(pair, 3, false)).toBeGreaterThan(300);
  });

  it('end so too where rows are deleted before others are put', async () => {
    expect(await race(pair, 2, true)).toBeGreaterThan(20);
  });
});

describe('two writers whose clocks show the same time', () => {
  it.each<Race>([
    { name: 'one new story twice', before: [], racing: [first, first] },
    { name: 'a new story and its revision', before: [], racing: [first, revision] },
  ])('of $name leave each arrival in the log', async (pair) => {
    expect(await race(pair, 2, false, stopped)).toBeGreaterThan(20);
  });
});

describe('three writers', () => {
  it.each<Race>([
    { name: 'two revisions and a copy', before: [first], racing: [revision, backAgain, copy] },
    { name: 'a story, its revision and its withdrawal', before: [], racing: [first, revision, withdrawal] },
  ])('of $name end in the table of one after the other', async (three) => {
    expect(await race(three, 2, false)).toBeGreaterThan(300);
  });
});
