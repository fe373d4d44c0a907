import { describe, expect, it } from 'vitest';
import type { Role } from '../../../lambdas/shared/domain.ts';
import type { Labels } from '../../../local/retag/labels.ts';
import { createScorer, measuresOf } from '../../../local/retag/scores.ts';
import { topic } from '../../index/samples.ts';

const as = (role: Role, ...codes: string[]) => codes.map((code) => ({ code, role, score: 0.5 }));
const [POLITICS, NUCLEAR] = ['medtop:11000000', 'medtop:20000635'];

function scored(labels: Labels, regions: ReturnType<typeof as>, topics: readonly string[] = []) {
  const { score, scores } = createScorer({ byId: new Map([['a', labels]]), byLink: new Map(), texts: [] });
  score(labels, { regions, topics: topics.map(topic), evidence: [] });
  return scores;
}

describe('the score of tags against labels', () => {
  it('counts what is right, wrong and missed', () => {
    const { regions, topics } = scored({ regions: ['KP', 'JP'] }, as('about', 'KP', 'RU', 'US'));
    expect(regions).toEqual({ documents: 1, right: 1, wrong: 2, missed: 1 });
    expect(topics.documents).toBe(0);
    expect(measuresOf(regions)).toEqual({ precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
  });

  it('goes by what stories are found under, not by what they mention', () => {
    const found = [...as('dateline', 'KR'), ...as('mentioned', 'KP')];
    expect(scored({ regions: ['KP', 'KR'] }, found).regions).toMatchObject({ right: 1, wrong: 0, missed: 1 });
  });

  it('does not count areas against labels that name countries', () => {
    expect(scored({ regions: ['KP'] }, as('about', 'KP', '030', '142')).regions).toMatchObject({ right: 1, wrong: 0 });
  });

  it('counts what follows from a label on the levels that the file has', () => {
    expect(scored({ topics: [POLITICS ?? ''] }, [], [POLITICS ?? '', NUCLEAR ?? '']).topics).toMatchObject({
      right: 1,
      wrong: 0,
    });
    const both = { topics: [POLITICS ?? '', NUCLEAR ?? ''] };
    expect(scored(both, [], [POLITICS ?? '']).topics).toMatchObject({ right: 1, missed: 1 });
  });

  it('of no labels has wrong tags only', () => {
    const { regions, topics } = scored({ regions: [], topics: [] }, as('about', 'KP', '030'), []);
    expect(regions).toEqual({ documents: 1, right: 0, wrong: 1, missed: 0 });
    expect(measuresOf(topics)).toEqual({ precision: undefined, recall: undefined, f1: undefined });
  });
});
