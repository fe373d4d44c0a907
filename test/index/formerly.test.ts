import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formerlyOf } from '../../lambdas/index/formerly.ts';
import type { Item } from '../../lambdas/index/item.ts';
import type { RegionTag } from '../../lambdas/shared/domain.ts';
import { about, ITEM, topic } from './samples.ts';

type Tagged = Pick<Item, 'regions' | 'topics' | 'language'>;
const tagged = (regions: RegionTag[], topics: string[] = [], language = 'en'): Tagged => ({
  regions,
  topics: topics.map(topic),
  language,
});

describe('what a story was formerly', () => {
  it('is nothing while it only gains', () => {
    expect(formerlyOf(tagged([about('KP')]), tagged([about('KP'), about('KR')], ['medtop:1']))).toBeUndefined();
  });

  it('is what it lost, by what that was to it', () => {
    const before = tagged([about('KP'), { code: 'KR', role: 'dateline', score: 1 }], ['medtop:1'], 'pt-BR');
    expect(formerlyOf(before, tagged([{ code: 'KP', role: 'mentioned', score: 1 }], [], 'en-GB'))).toEqual({
      about: ['KP'],
      datelines: ['KR'],
      topics: ['medtop:1'],
      languages: ['pt'],
    });
  });

  it('is with what it lost before, and without what it has got back', () => {
    const before = { ...tagged([about('JP')]), formerly: { about: ['KP', 'KR'] } };
    expect(formerlyOf(before, tagged([about('KP')]))).toEqual({ about: ['JP', 'KR'] });
  });

  it('makes up, with what it has, for all that it ever had', () => {
    const states = fc.array(fc.subarray(['KP', 'KR', 'JP', 'RU']), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(states, (all) => {
        let item: Item = { ...ITEM, regions: [] };
        for (const codes of all) {
          const after = { ...ITEM, regions: codes.map(about) };
          const formerly = formerlyOf(item, after);
          item = { ...after, ...(formerly && { formerly }) };
        }
        const has = item.regions.map(({ code }) => code);
        const had = item.formerly?.about ?? [];
        expect([...has, ...had].sort()).toEqual([...new Set(all.flat())].sort());
      }),
    );
  });
});
