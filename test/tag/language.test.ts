import { describe, expect, it } from 'vitest';
import { languageOf } from '../../lambdas/tag/language.ts';
import { story } from './stories.ts';

describe('languageOf', () => {
  it('believes the feed', () => {
    expect(languageOf(story('The cat is on the mat.', '', { language: 'pt-BR' }))).toBe('pt');
    expect(languageOf(story('Nova vlada.', '', { language: 'sr' }))).toBe('sr');
    expect(languageOf(story('12:30', '', { language: 'he' }))).toBe('he');
  });

  it('names a language as the data does', () => {
    expect(languageOf(story('Statsministeren reiser.', '', { language: 'nb-NO' }))).toBe('no');
  });

  it.each(['en', 'und', 'x-default', ''])('does not believe a feed that says "%s" of a Russian text', (language) => {
    expect(languageOf(story('Министр сказал, что закон будет готов к концу года.', '', { language }))).toBe('ru');
  });

  it.each([
    ['en', 'The minister said that it will be ready by the end of the year.'],
    ['fr', 'Le ministre a dit que la loi sera prête pour la fin de l’année.'],
    ['es', 'El ministro dijo que la ley estará lista para el fin de año.'],
    ['de', 'Der Minister sagte, dass das Gesetz bis zum Jahresende fertig ist.'],
    ['id', 'Menteri mengatakan bahwa undang-undang itu akan selesai sebelum akhir tahun.'],
    ['ru', 'Министр сказал, что закон будет готов к концу года.'],
    ['uk', 'Міністр сказав, що закон буде готовий до кінця року.'],
    ['bg', 'Министърът каза, че законът ще бъде готов до края на годината.'],
    ['ja', '大臣は法律が年末までに準備されると述べた。'],
    ['ja', '米大統領、週内に訪中へ'],
    ['zh', '部长说法律将在年底前准备好。'],
    ['ko', '장관은 법이 연말까지 준비될 것이라고 말했다.'],
    ['fa', 'وزیر گفت قانون تا پایان سال آماده می‌شود.'],
    ['ar', 'قال الوزير إن القانون سيكون جاهزا قبل نهاية العام'],
    ['th', 'รัฐมนตรีกล่าวว่ากฎหมายจะพร้อมภายในสิ้นปี'],
  ])('tells %s by its letters and n-grams: %s', (language, text) => {
    expect(languageOf(story(text))).toBe(language);
  });

  it('does not guess', () => {
    expect(languageOf(story('12:30'))).toBeUndefined();
    expect(languageOf(story('Kenya Bolivia Mauritius'))).toBeUndefined();
  });

  it('does not take a short headline in English for another language', () => {
    for (const title of ['North Korea fired a missile.', 'Car bombs strike Baghdad', 'Sultan Qaboos of Oman dies']) {
      expect(languageOf(story('', title)) ?? 'en').toBe('en');
    }
  });
});
