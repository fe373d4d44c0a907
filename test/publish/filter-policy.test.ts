import { describe, expect, it } from 'vitest';
import { attributesOf } from '../../lambdas/publish/attributes.ts';
import { filterPolicyOf, isTaken, type WatchQuestion } from '../../lambdas/publish/filter-policy.ts';
import { ALERT } from './samples.ts';

const EVERYTHING: WatchQuestion = { regions: [], topics: [], feeds: [], kinds: [], languages: [] };
const policyOf = (question: Partial<WatchQuestion>) => filterPolicyOf({ ...EVERYTHING, ...question }, 'korea');

describe('a filter policy', () => {
  it('names what is asked for and nothing else', () => {
    expect(policyOf({})).toEqual({ to: ['all', 'korea'] });
    expect(policyOf({ regions: ['KP', 'KR'], topics: ['medtop:1', 'medtop:1'], kinds: ['new'] })).toEqual({
      regions: ['KP', 'KR'],
      topics: ['medtop:1'],
      kind: ['new'],
      to: ['all', 'korea'],
    });
  });

  it('looks at the regions in the role that is asked for', () => {
    expect(policyOf({ regions: ['KP'], role: 'about' })).toHaveProperty('regionsAbout', ['KP']);
    expect(policyOf({ regions: ['KP'], role: 'dateline' })).toHaveProperty('regionsDateline', ['KP']);
    expect(policyOf({ regions: ['KP'], role: 'any' })).toHaveProperty('regionsAny', ['KP']);
  });

  it('is refused where SNS would refuse it', () => {
    const codes = (count: number) => Array.from({ length: count }, (_, at) => String(at));
    expect(policyOf({ regions: codes(15), topics: codes(5) })).toHaveProperty('regions');
    expect(() => policyOf({ regions: codes(19), topics: codes(4) })).toThrow(/75 combinations.*not 76/);
    const all = { regions: ['KP'], topics: ['x'], feeds: ['f'], kinds: ['new'], languages: ['en'] } as const;
    expect(() => policyOf(all)).toThrow(/at most four/);
  });
});

describe('a watch', () => {
  const takes = (question: Partial<WatchQuestion>, alert = ALERT, to?: string) =>
    isTaken(policyOf(question), attributesOf(alert, to));

  it('takes what has one of the values of each attribute', () => {
    expect(takes({})).toBe(true);
    expect(takes({ regions: ['JP', 'KR'], topics: ['medtop:11000000'], languages: ['en'] })).toBe(true);
    expect(takes({ regions: ['KP'], topics: ['medtop:04000000'] })).toBe(false);
    expect(takes({ regions: ['JP'] })).toBe(false);
    expect(takes({ languages: ['fr'] })).toBe(false);
  });

  it('takes no story that lacks what it asks for', () => {
    expect(takes({ topics: ['medtop:11000000'] }, { ...ALERT, topics: [] })).toBe(false);
  });

  it('tells the roles apart', () => {
    expect(takes({ regions: ['KR'], role: 'about' })).toBe(false);
    expect(takes({ regions: ['KR'], role: 'dateline' })).toBe(true);
    expect(takes({ regions: ['US'] })).toBe(false);
    expect(takes({ regions: ['US'], role: 'any' })).toBe(true);
  });

  it('takes its own replay and not that of another', () => {
    expect(takes({}, ALERT, 'korea')).toBe(true);
    expect(takes({}, ALERT, 'japan')).toBe(false);
  });

  it('of new stories is told when one is taken back, and not when one is revised', () => {
    expect(takes({ kinds: ['new'] }, { ...ALERT, kind: 'withdrawn' })).toBe(true);
    expect(takes({ kinds: ['new'] }, { ...ALERT, kind: 'revised' })).toBe(false);
  });

  it('of a region is told when a revision leaves it', () => {
    const revision = { ...ALERT, kind: 'revised' as const, about: ['JP'], formerly: { about: ['KP'] } };
    expect(takes({ regions: ['KP'], topics: ['medtop:20000635'] }, revision)).toBe(true);
  });
});
