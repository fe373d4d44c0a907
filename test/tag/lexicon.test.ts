import { describe, expect, it } from 'vitest';
import { createLexicon } from '../../lambdas/tag/lexicon.ts';

function found(phrases: readonly string[], text: string): string[] {
  const lexicon = createLexicon<string>();
  for (const phrase of phrases) lexicon.add(phrase, phrase);
  const tokens = lexicon.tokenize(text);
  const hits: string[] = [];
  lexicon.scan(tokens, (values, first, last) => {
    for (const value of values) hits.push(`${value}@${text.slice(tokens.start[first], tokens.end[last])}`);
  });
  return hits;
}

describe('createLexicon', () => {
  it('finds whole words only', () => {
    expect(found(['Assad'], 'ambassador Assad')).toEqual(['Assad@Assad']);
  });

  it('finds all phrases that start at a word, the shorter first', () => {
    expect(found(['North Korea', 'North'], 'North Korea')).toEqual(['North@North', 'North Korea@North Korea']);
  });

  it('asks for the capitals that a phrase has', () => {
    expect(found(['US', 'Turkey', 'war'], 'us Us US turkey Turkey War')).toEqual(['US@US', 'Turkey@Turkey', 'war@War']);
  });

  it('does not mind accents, periods and possessives', () => {
    expect(found(['Élysée', 'U.S.', 'N. Korea'], "Elysee's U.S.'s N Korea")).toEqual([
      'Élysée@Elysee',
      'U.S.@U.S',
      'N. Korea@N Korea',
    ]);
  });

  it('does not join words across a sentence or a comma', () => {
    expect(found(['North Korea'], 'We went up North. Korea waits. North, Korea')).toEqual([]);
  });

  it('finds phrases of a script without spaces', () => {
    expect(found(['朝鲜'], '讨论朝鲜核问题')).toEqual(['朝鲜@朝鲜']);
  });

  it('finds a name behind the particles that Arabic and Hebrew write onto it', () => {
    expect(found(['العراق'], 'والعراق')).toEqual(['العراق@والعراق']);
    expect(found(['איראן'], 'באיראן')).toEqual(['איראן@באיראן']);
  });

  it('takes several phrases for one value', () => {
    const lexicon = createLexicon<number>();
    lexicon.add('UK|Great Britain', 1);
    const tokens = lexicon.tokenize('Great Britain');
    const seen: number[] = [];
    lexicon.scan(tokens, (values) => seen.push(...values));
    expect(seen).toEqual([1]);
  });

  it('refuses a phrase that is too long to be one', () => {
    expect(() => createLexicon<number>().add('a '.repeat(17), 1)).toThrow(RangeError);
  });
});
