import { describe, expect, it } from 'vitest';
import { encodeWords, findSpan, loadWords } from '../../lambdas/tag/words.ts';

const find = (words: readonly string[], text: string) => findSpan(loadWords(encodeWords(words)), text, 0, text.length);

describe('loadWords', () => {
  it('finds a word by its number, whatever its case and accents', () => {
    const words = ['korea', 'korean', 'elysee', 'россия'].sort();
    for (const [number, word] of words.entries()) expect(find(words, word.toUpperCase())).toBe(number);
    expect(find(['elysee'], 'Élysée'.normalize('NFD'))).toBe(0);
  });

  it('does not find a word that a known one begins with, or that begins with a known one', () => {
    expect(find(['korean'], 'korea')).toBe(-1);
    expect(find(['korea'], 'korean')).toBe(-1);
    expect(find([], 'korea')).toBe(-1);
  });

  it('tells many words apart', () => {
    const words = Array.from({ length: 50_000 }, (_, number) => `w${number.toString(36)}`).sort();
    const loaded = loadWords(encodeWords(words));
    const numbers = words.map((word) => findSpan(loaded, word, 0, word.length));
    expect(numbers).toEqual([...words.keys()]);
  });

  it('keeps words that share more letters than a capital can say', () => {
    const words = ['a'.repeat(40), `${'a'.repeat(40)}b`];
    expect(find(words, words[1] as string)).toBe(1);
  });
});
