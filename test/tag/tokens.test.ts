import { describe, expect, it } from 'vitest';
import { CAPITAL, CAPITALS, JOINED, OPENING, tokenize } from '../../lambdas/tag/tokens.ts';
import { loadWords } from '../../lambdas/tag/words.ts';

function tokens(text: string): [token: string, flags: number][] {
  const { count, start, end, flags } = tokenize(text, loadWords(''));
  return Array.from({ length: count }, (_, at) => [text.slice(start[at], end[at]), flags[at] as number]);
}

describe('tokenize', () => {
  it('sees capitals, and what may stand in one phrase', () => {
    expect(tokens('The UK-based firm, Ltd')).toEqual([
      ['The', OPENING | CAPITAL],
      ['UK', JOINED | CAPITAL | CAPITALS],
      ['based', JOINED],
      ['firm', JOINED],
      ['Ltd', CAPITAL],
    ]);
  });

  it('opens a sentence behind a period, but not behind an abbreviation', () => {
    const opened = tokens('He met Gen. Smith. Then\n\nthey spoke! Why').filter(([, flags]) => flags & OPENING);
    expect(opened.map(([token]) => token)).toEqual(['He', 'Then', 'they', 'Why']);
  });

  it('takes each character of Chinese for a word, and accents as parts of theirs', () => {
    expect(tokens('朝鲜 été').map(([token]) => token)).toEqual(['朝', '鲜', 'été']);
    expect(tokens('e\u0301te\u0301')).toHaveLength(1);
  });

  it('reads a text that has as many words as characters', () => {
    expect(tokens('朝'.repeat(100_000))).toHaveLength(100_000);
  });

  it('keeps the tokens of a text while others are read', () => {
    const kept = tokenize('Two words', loadWords(''));
    for (let more = 0; more < 10_000; more++) tokenize('and some more', loadWords(''));
    expect([...kept.start]).toEqual([0, 4]);
    expect([...kept.end]).toEqual([3, 9]);
  });
});
