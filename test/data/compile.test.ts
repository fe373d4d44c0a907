import { describe, expect, it } from 'vitest';
import { compile } from '../../data/build/compile.ts';
import { loadLexicon } from '../../lambdas/tag/lexicon.ts';

function valuesOf(entries: readonly (readonly [string, object])[], text: string): object[] {
  const lexicon = loadLexicon<object>(compile(entries));
  const seen: object[] = [];
  lexicon.scan(lexicon.tokenize(text), (values) => seen.push(...values));
  return seen;
}

describe('compile', () => {
  it('takes several phrases for one value', () => {
    expect(valuesOf([['UK|Great Britain', { code: 'GB' }]], 'Great Britain')).toEqual([{ code: 'GB' }]);
  });

  it('keeps the values of a phrase in the order in which they came, each once, with the keys that they have', () => {
    const entries = [
      ['Georgia', { code: 'GE' }],
      ['Georgia', { code: 'US', rule: 'division' }],
      ['Georgia|GEORGIA', { code: 'GE' }],
    ] as const;
    expect(valuesOf(entries, 'Georgia')).toEqual([{ code: 'GE' }, { code: 'US', rule: 'division' }]);
  });

  it('keeps values that are alike once', () => {
    const { tables } = compile([
      ['Seoul', { code: 'KR' }],
      ['Busan', { code: 'KR' }],
    ]);
    expect(tables).toEqual([{ keys: ['code'], columns: [['KR']] }]);
  });

  it('refuses a phrase that no text can hold', () => {
    expect(() => compile([['a '.repeat(17), {}]])).toThrow(RangeError);
    expect(() => compile([['Seoul||Busan', {}]])).toThrow(RangeError);
  });
});
