import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../data/build/compile.ts';
import { loadLexicon } from '../../lambdas/tag/lexicon.ts';

interface Value {
  readonly name: string;
}

function found(phrases: readonly string[], text: string): string[] {
  const lexicon = loadLexicon<Value>(compile(phrases.map((phrase) => [phrase, { name: phrase }])));
  const tokens = lexicon.tokenize(text);
  const hits: string[] = [];
  lexicon.scan(tokens, (values, first, last) => {
    for (const { name } of values) hits.push(`${name}@${text.slice(tokens.start[first], tokens.end[last])}`);
  });
  return hits;
}

describe('loadLexicon', () => {
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

  it('takes an accent that stands by itself for a part of its letter', () => {
    expect(found(['ÉTATS'], 'ÉTATS'.normalize('NFD'))).toEqual([`ÉTATS@${'ÉTATS'.normalize('NFD')}`]);
  });

  it('does not join words across a sentence or a comma', () => {
    expect(found(['North Korea'], 'We went up North. Korea waits. North, Korea')).toEqual([]);
  });

  it('finds phrases of a script without spaces', () => {
    expect(found(['朝鲜'], '讨论朝鲜核问题')).toEqual(['朝鲜@朝鲜']);
  });

  it('finds a name behind the particles that Arabic and Hebrew write onto it, and before those of Korean', () => {
    expect(found(['العراق'], 'والعراق')).toEqual(['العراق@والعراق']);
    expect(found(['איראן'], 'באיראן')).toEqual(['איראן@באיראן']);
    expect(found(['미국'], '미국은')).toEqual(['미국@미국은']);
  });

  it('finds whatever a search for each phrase by itself finds', () => {
    const word = fc.constantFrom('a', 'A', 'AA', 'b', 'B', 'c');
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 });
    const isIn = (wanted: string, given: string) =>
      wanted.toLowerCase() === given.toLowerCase() &&
      (wanted === wanted.toLowerCase() || given !== given.toLowerCase());
    const naive = (phrases: readonly string[][], text: readonly string[]) =>
      phrases.flatMap((words) =>
        text.flatMap((_, at) => {
          const given = text.slice(at, at + words.length);
          const fits = given.length === words.length && words.every((one, i) => isIn(one, given[i] ?? ''));
          return fits && words.every((one, i) => one !== 'AA' || given[i] === 'AA')
            ? `${words.join(' ')}@${given.join(' ')}`
            : [];
        }),
      );
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { selector: String, maxLength: 30 }), fc.array(word), (phrases, text) => {
        const expected = naive(phrases, text).sort();
        expect(
          found(
            phrases.map((words) => words.join(' ')),
            text.join(' '),
          ).sort(),
        ).toEqual(expected);
      }),
    );
  });
});
