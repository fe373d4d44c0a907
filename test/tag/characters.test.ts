import { describe, expect, it } from 'vitest';
import { fold } from '../../lambdas/tag/characters.ts';

describe('fold', () => {
  it.each([
    ['Élysée', 'elysee'],
    ['İSTANBUL', 'istanbul'],
    ['ГРУЗИЯ', 'грузия'],
    ['القاهرة', 'القاهره'],
    ['ＮＡＴＯ２', 'nato2'],
    ['ⵜⴰⵎⴰⵣⵉⵖⵜ', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'],
  ])('%s is compared as %s', (word, folded) => {
    expect(fold(word)).toBe(folded);
  });
});
