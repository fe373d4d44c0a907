import { describe, expect, it } from 'vitest';
import { findWithin } from '../../lambdas/tag/affixes.ts';

/** The known word that is found inside another one. */
function within(word: string, ...known: string[]): string | undefined {
  return known[findWithin((text, start, end) => known.indexOf(text.slice(start, end)), word, 0, word.length)];
}

describe('findWithin', () => {
  it.each([
    ['wa-bi-Lubnan', 'وبلبنان', 'لبنان'],
    ['wa-l-amriki', 'والأمريكي', 'أمريكي'],
    ['lil-Urdunn, which has swallowed an alef', 'للأردن', 'الأردن'],
    ['wa-lil-Misri', 'وللمصري', 'مصري'],
    ['ba-Iran', 'באיראן', 'איראן'],
    ['u-she-be-Surya', 'ושבסוריה', 'סוריה'],
    ['a Korean particle', '미국에서', '미국'],
    ['the head of a compound in katakana', 'アメリカメディア', 'アメリカ'],
    ['katakana of half width', 'ﾍﾞﾗﾙｰｼ', 'ベラルーシ'],
    ['a compound of half width', 'ﾛｼｱﾒﾃﾞｨｱ', 'ロシア'],
  ])('finds a name in %s', (_, word, name) => {
    expect(within(word, name)).toBe(name);
  });

  it.each([
    ['an alef without its lam is no article', 'اكيني', 'كيني'],
    ['a letter that is no prefix', 'صليبي', 'ليبي'],
    ['a derived word', 'アメリカン', 'アメリカ'],
    ['a longer word that begins alike', 'インドア', 'インド'],
    ['a stem of one letter', 'وب', 'ب'],
    ['a word of another script', 'America', 'merica'],
  ])('finds none where there is but %s', (_, word, name) => {
    expect(within(word, name)).toBeUndefined();
  });

  it('takes the longest name', () => {
    expect(within('インドネシアルピア', 'インド', 'インドネシア')).toBe('インドネシア');
  });
});
