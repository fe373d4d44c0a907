import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import type { TaggedSighting } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { record } from '../../lambdas/index/record.ts';
import { tagRows } from '../../lambdas/index/rows.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { queryItems } from '../../lambdas/query/query-items.ts';
import type { Question } from '../../lambdas/query/question.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { about, ID, ITEM, minute, OTHER_FEED, sighting, topic } from '../index/samples.ts';
import { Crash, crashingIndex } from './crashing-index.ts';
import { gated } from './gated-index.ts';
import { stepper } from './stepper.ts';

const [POLITICS, ECONOMY] = ['medtop:11000000', 'medtop:04000000'];

const korea = { regions: [about('KP'), about('030')], topics: [topic(POLITICS)] };
const first = sighting({ at: minute(5), text: 'a', tags: korea, entry: { published: minute(4) } });
const japan = {
  regions: [about('JP'), about('030'), { code: 'RU', role: 'mentioned' as const, score: 0.1 }],
  topics: [topic(POLITICS), topic(ECONOMY)],
  evidence: [],
};
const retagged = { ...first, taggerVersion: '2', tags: japan };
const revision = sighting({ at: minute(7), text: 'b', tags: japan });
const sameTags = sighting({ at: minute(7), text: 'b', tags: korea });
const withdrawal = sighting({ at: minute(8), text: 'KILL: a', withdrawn: true });

interface Change {
  readonly name: string;
  readonly before: readonly TaggedSighting[];
  readonly one: TaggedSighting;
  /** The sighting whose recording was killed at this write, before `one` takes over. */
  readonly crashed?: { readonly one: TaggedSighting; readonly write: number };
}

const CHANGES: readonly Change[] = [
  { name: 'a new story', before: [], one: first },
  { name: 'another tagger', before: [first], one: retagged },
  { name: 'a revision with other tags', before: [first], one: revision },
  { name: 'a revision with the same tags', before: [first], one: sameTags },
  { name: 'a copy in a second feed', before: [first], one: sighting({ at: minute(6), text: 'c', feedId: OTHER_FEED }) },
  { name: 'a withdrawal', before: [first], one: withdrawal },
  {
    name: 'a publication after a withdrawal',
    before: [first, withdrawal],
    one: { ...revision, sighting: { ...revision.sighting, at: minute(9) } },
  },
  {
    name: 'an earlier time',
    before: [first],
    one: sighting({ at: minute(2), text: 'a', tags: korea, entry: { published: minute(1) } }),
  },
  {
    name: 'an earlier time and other tags',
    before: [first],
    one: sighting({ at: minute(2), text: 'a', tags: japan, entry: { published: minute(1) } }),
  },
  // The row is taken over and finished first, so the way goes over one more state.
  {
    name: 'another tagger, after a crash amid its first attempt',
    before: [first],
    one: retagged,
    crashed: { one: retagged, write: 1 },
  },
];

const QUESTIONS: Readonly<Record<string, Partial<Question>>> = {
  'a tag that goes': { regions: [['KP']] },
  'a tag that stays': { regions: [['030']] },
  'a tag that comes': { regions: [['JP']] },
  'a tag that goes and one that stays': { regions: [['KP'], ['030']] },
  'a tag that stays and one that goes': { topics: [[POLITICS]], regions: [['KP']] },
  'a tag that comes and one that stays': { regions: [['JP'], ['030']] },
  'two tags that stay': { regions: [['030']], topics: [[POLITICS]] },
  'two tags that come': { regions: [['JP']], topics: [[ECONOMY]] },
  'a tag that goes and one that comes': { regions: [['KP']], topics: [[ECONOMY]] },
  'either of a tag that goes and one that comes': { regions: [['KP', 'JP']] },
  'either of them and one that stays': { regions: [['KP', 'JP'], ['030']] },
  'three tags': { regions: [['JP'], ['030']], topics: [[POLITICS]] },
  'the feed and a tag that goes': { feeds: [[first.sighting.feedId]], regions: [['KP']] },
  'a tag that goes, in any role': { regions: [['KP']], role: 'any' },
  'a tag that is only mentioned after it, in any role': { regions: [['RU']], topics: [[POLITICS]], role: 'any' },
  'a tag that stays, and what it is about': { regions: [['030']], role: 'about' },
  'everything that came in': {},
};

/** An index with two other stories, one published before and one after. */
async function open(before: readonly TaggedSighting[]) {
  const index = memoryItemIndex();
  for (const [number, publishedAt] of [minute(3), minute(6)].entries()) {
    const item = {
      ...ITEM,
      id: `${number}${ID.slice(1)}`,
      publishedAt,
      regions: ['KP', 'JP', '030'].map(about),
      topics: [POLITICS, ECONOMY].map(topic),
    };
    await index.putItem(item, undefined);
    await index.writeRows({ put: tagRows(item), remove: [] });
  }
  for (const one of before) await readAndRecord(index, one);
  return index;
}

async function readAndRecord(index: ItemIndex, one: TaggedSighting): Promise<void> {
  await record(index, one, (await index.getItems([ID])).get(ID), () => minute(60), publishNothing);
}

/** The answer to each question. */
async function answers(index: ItemIndex): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const asked = { regions: [], topics: [], feeds: [], ...question };
    all[name] = (await queryItems(index, asked, { limit: 9, typed: '', now: minute(90) })).items;
  }
  return all;
}

async function crash(index: ItemIndex, { one, write }: NonNullable<Change['crashed']>): Promise<void> {
  await assert.rejects(readAndRecord(crashingIndex(index, write, 'half'), one), Crash);
}

describe.each(CHANGES)('a query during $name', ({ before, one, crashed }) => {
  it('sees the story as it was or as it will be, after every row that is written', async () => {
    const settled = await open(before);
    const old = await answers(settled);
    await readAndRecord(settled, one);
    const changed = await answers(settled);

    const index = await open(before);
    if (crashed) await crash(index, crashed);
    const writer = await stepper((gate) => readAndRecord(gated(index, gate, false), one));
    const isChanged = new Set<string>();
    let steps = 0;
    for (; !writer.isDone; steps++) {
      for (const [name, answer] of Object.entries(await answers(index))) {
        const expected = isChanged.has(name) ? [changed[name]] : [old[name], changed[name]];
        const seen = expected.findIndex((state) => JSON.stringify(state) === JSON.stringify(answer));
        if (seen === -1) assert.deepStrictEqual(answer, changed[name], `${name}, after step ${steps}`);
        if (JSON.stringify(answer) === JSON.stringify(changed[name])) isChanged.add(name);
      }
      await writer.step();
    }
    expect(await answers(index)).toEqual(changed);
    // The row read, the intent, a step for each row, the mark of done.
    expect(steps).toBeGreaterThan(5);
  });
});

describe('rows from before rows had versions', () => {
  it('are read as they stand', async () => {
    const index = memoryItemIndex();
    await index.writeRows({ put: tagRows(ITEM).map(({ version: _, ...row }) => row), remove: [] });
    const { items } = await queryItems(
      index,
      { regions: [['KP'], ['030']], topics: [], feeds: [] },
      { limit: 9, typed: '', now: minute(90) },
    );
    expect(items.map(({ id }) => id)).toEqual([ID]);
  });
});
