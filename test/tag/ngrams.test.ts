import { eld } from 'eld/extrasmall';
import { beforeAll, describe, expect, it } from 'vitest';
import built from '../../data/built/languages.json' with { type: 'json' };
import { languageByNgrams } from '../../lambdas/tag/ngrams.ts';

describe('languageByNgrams', () => {
  beforeAll(() => {
    eld.setLanguageSubset(Object.keys(built));
  });

  it.each([
    'Parliament adopted the budget after a debate that went on until dawn.',
    "L'Assemblée a adopté le budget après un débat qui s'est prolongé jusqu'à l'aube.",
    'O Parlamento aprovou o orçamento depois de um debate que durou até de madrugada.',
    'Meclis, şafağa kadar süren tartışmanın ardından bütçeyi kabul etti.',
    'Quốc hội đã thông qua ngân sách sau cuộc tranh luận kéo dài đến rạng sáng.',
    'Parlament przyjął budżet po debacie, która trwała do świtu.',
    'Парламент прийняв бюджет після дебатів, що тривали до світанку.',
    'Скупштина је усвојила буџет после расправе која је трајала до зоре.',
  ])('finds what ELD finds: %s', (text) => {
    expect(languageByNgrams(text)).toBe(eld.detect(text).language);
  });

  it('does not take names for a language', () => {
    expect(languageByNgrams('Bangladesh, HAYLEY MICK')).toBeUndefined();
  });
});
