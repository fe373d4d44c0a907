import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import type { TaggedSighting } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { record } from '../../lambdas/index/record.ts';
import type { Alert } from '../../lambdas/publish/alert.ts';
import type { Publish } from '../../lambdas/publish/publisher.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { about, ID, minute, sighting, topic } from '../index/samples.ts';
import { Crash, crashingIndex, WRITTEN } from './crashing-index.ts';
import { isArrival } from './tables.ts';

const korea = { regions: [about('KP'), about('030')], topics: [topic('medtop:11000000')] };
const STORY = [
  sighting({ at: minute(1), text: 'a', tags: korea }),
  sighting({ at: minute(3), text: 'b', tags: { regions: [about('KR')], topics: [] } }),
  sighting({ at: minute(4), text: 'c', tags: { regions: [about('JP')] } }),
  sighting({ at: minute(5), text: 'KILL: a', withdrawn: true }),
];

/** A clock that never shows the same time twice. */
let ms = Date.parse(minute(60));
const now = () => new Date(ms++).toISOString();

async function readAndRecord(index: ItemIndex, one: TaggedSighting, publish: Publish): Promise<boolean> {
  try {
    await record(index, one, (await index.getItems([ID])).get(ID), now, publish);
    return true;
  } catch (error) {
    if (error instanceof Crash) return false;
    throw error;
  }
}

/** What happened to an item, repetitions that follow each other left out. */
const historyOf = (alerts: readonly Alert[]) =>
  alerts.map(({ kind, rev }) => `${kind} ${rev}`).filter((what, at, all) => what !== all[at - 1]);

describe('the alerts of a story', () => {
  it('go out one for each arrival, in their order, with the cursor of the line in the log', async () => {
    const index = memoryItemIndex();
    const sent: Alert[] = [];
    for (const one of STORY) await readAndRecord(index, one, async (alert) => void sent.push(alert));
    expect(sent.map(({ kind, rev }) => `${kind} ${rev}`)).toEqual(['new 1', 'revised 2', 'revised 3', 'withdrawn 4']);
    const lines = index.table().filter(isArrival);
    expect(sent.map(({ cursor }) => cursor)).toEqual(lines.map(({ sk }) => sk));
  });

  it('are none for a sighting that says nothing new, nor for another tagger', async () => {
    const index = memoryItemIndex();
    const sent: Alert[] = [];
    const [first, ...others] = STORY;
    assert(first && others.length > 0);
    const publish = async (alert: Alert) => void sent.push(alert);
    for (const one of [first, first, { ...first, taggerVersion: '2' }]) await readAndRecord(index, one, publish);
    expect(sent).toHaveLength(1);
  });

  it('still reach those who had it under other tags, also where only the tagger changed them', async () => {
    const index = memoryItemIndex();
    const sent: Alert[] = [];
    const [first, revision, , withdrawal] = STORY;
    assert(first && revision && withdrawal);
    const retagged = { ...revision, taggerVersion: '2', tags: { ...revision.tags, regions: [about('RU')] } };
    for (const one of [first, revision, retagged, withdrawal]) {
      await readAndRecord(index, one, async (alert) => void sent.push(alert));
    }
    expect(sent.map(({ about, formerly }) => [about, formerly])).toEqual([
      [['KP', '030'], undefined],
      [['KR'], { about: ['030', 'KP'], topics: ['medtop:11000000'] }],
      [['RU'], { about: ['030', 'KP', 'KR'], topics: ['medtop:11000000'] }],
    ]);
  });

  it.each(['before', 'after'] as const)(
    'go out at least once and in order where a crash comes %s one',
    async (when) => {
      for (const [fatal] of STORY.entries()) {
        const index = memoryItemIndex();
        const sent: Alert[] = [];
        let calls = 0;
        const publish = async (alert: Alert): Promise<void> => {
          const isFatal = calls++ === fatal;
          if (isFatal && when === 'before') throw new Crash();
          sent.push(alert);
          if (isFatal) throw new Crash();
        };
        for (const one of STORY)
          if (!(await readAndRecord(index, one, publish))) await readAndRecord(index, one, publish);
        assert.deepStrictEqual(historyOf(sent), ['new 1', 'revised 2', 'revised 3', 'withdrawn 4']);
        assert.deepStrictEqual(
          sent.map(({ arrivedAt }) => arrivedAt),
          sent.map(({ arrivedAt }) => arrivedAt).sort(),
        );
      }
    },
  );

  it('go out at least once and in order wherever a write crashes, also where the next sighting finishes it', async () => {
    let crashes = 0;
    for (const again of [true, false]) {
      for (const written of WRITTEN) {
        for (const [at] of STORY.entries()) {
          for (let fatal = 0; ; fatal++) {
            const index = memoryItemIndex();
            const sent: Alert[] = [];
            const publish = async (alert: Alert) => void sent.push(alert);
            let crashed = false;
            for (const [step, one] of STORY.entries()) {
              const faulty = step === at ? crashingIndex(index, fatal, written) : index;
              if (await readAndRecord(faulty, one, publish)) continue;
              crashed = true;
              if (again) await readAndRecord(index, one, publish);
            }
            for (const one of STORY) await readAndRecord(index, one, publish);
            // Every line of the log was told under its own cursor, and what was told last is how the story stands.
            const cursors = new Set(sent.map(({ cursor }) => cursor));
            assert(
              index
                .table()
                .filter(isArrival)
                .every(({ sk }) => cursors.has(sk)),
            );
            assert.equal(sent.at(-1)?.kind, 'withdrawn');
            if (again) {
              assert.deepStrictEqual(historyOf(sent), ['new 1', 'revised 2', 'revised 3', 'withdrawn 4']);
            }
            if (!crashed) break;
            crashes++;
          }
        }
      }
    }
    expect(crashes).toBeGreaterThan(100);
  });
});
