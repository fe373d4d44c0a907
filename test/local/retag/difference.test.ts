import { describe, expect, it } from 'vitest';
import type { Evidence, Tags } from '../../../lambdas/shared/domain.ts';
import { createDifferences } from '../../../local/retag/difference.ts';
import { about, topic } from '../../index/samples.ts';

const NOTHING: Tags = { regions: [], topics: [], evidence: [] };

const found = (tag: string, text: string): Evidence => ({
  ...{ tag, text, rule: 'country-name', field: 'title' },
  ...{ start: 0, end: text.length, weight: 1 },
});
const story = (id: string) => ({ id, title: `Story ${id}` });

describe('the differences of tags', () => {
  it('are counted by tag, those that changed most first', () => {
    const differences = createDifferences(3);
    const korea = { ...NOTHING, regions: [about('KP'), about('030')] };
    expect(differences.add(story('a'), NOTHING, korea)).toBe(true);
    expect(differences.add(story('b'), { ...NOTHING, regions: [about('KP')] }, NOTHING)).toBe(true);
    expect(differences.add(story('c'), NOTHING, { ...NOTHING, topics: [topic('medtop:11000000')] })).toBe(true);
    const counts = differences.list().map(({ kind, code, gained, lost }) => [kind, code, gained, lost]);
    expect(counts).toEqual([
      ['region', 'KP', 1, 1],
      ['region', '030', 1, 0],
      ['topic', 'medtop:11000000', 1, 0],
    ]);
  });

  it('are none between equal tags, whatever their scores', () => {
    const differences = createDifferences(3);
    const before = { ...NOTHING, regions: [about('KP')], topics: [topic('medtop:11000000')] };
    const after = { ...before, regions: [{ ...about('KP'), role: 'dateline' as const, score: 0.1 }] };
    expect(differences.add(story('a'), before, after)).toBe(false);
    expect(differences.list()).toEqual([]);
  });

  it('tell a region that is only mentioned from one that is found by default', () => {
    const differences = createDifferences(0);
    differences.add(
      story('a'),
      { ...NOTHING, regions: [about('KP')] },
      { ...NOTHING, regions: [{ code: 'KP', role: 'mentioned', score: 0.2 }] },
    );
    expect(differences.list()).toMatchObject([
      { kind: 'mentioned', code: 'KP', gained: 1, lost: 0 },
      { kind: 'region', code: 'KP', gained: 0, lost: 1 },
    ]);
  });

  it('name the first stories with the evidence for what came and for what went', () => {
    const differences = createDifferences(1);
    const korea = { ...NOTHING, regions: [about('KP'), about('030')], evidence: [found('KP', 'North Korea')] };
    for (const id of ['a', 'b']) differences.add({ ...story(id), sample: true }, NOTHING, korea);
    differences.add(story('c'), { ...korea, evidence: [] }, NOTHING);
    const evidence = { rule: 'country-name', text: 'North Korea' };
    for (const { gained, lost, examples } of differences.list()) {
      expect({ gained, lost }).toEqual({ gained: 2, lost: 1 });
      // That of the area is the evidence of the country in it.
      expect(examples.gained).toEqual([{ id: 'a', title: 'Story a', sample: true, evidence }]);
      expect(examples.lost).toEqual([{ id: 'c', title: 'Story c' }]);
    }
  });
});
