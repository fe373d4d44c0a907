import { describe, expect, it } from 'vitest';
import { languageOf } from '../../lambdas/tag/language.ts';
import { story } from './stories.ts';

describe('languageOf', () => {
  it('believes the feed', () => {
    expect(languageOf(story('The cat is on the mat.', '', { language: 'pt-BR' }))).toBe('pt');
  });

  it.each([
    ['en', 'The minister said that it will be ready by the end of the year.'],
    ['fr', 'Le ministre a dit que la loi sera prête pour la fin de l’année.'],
    ['es', 'El ministro dijo que la ley estará lista para el fin de año.'],
    ['de', 'Der Minister sagte, dass das Gesetz bis zum Jahresende fertig ist.'],
    ['ru', 'Министр сказал, что закон будет готов к концу года.'],
    ['uk', 'Міністр сказав, що закон буде готовий до кінця року.'],
    ['ja', '大臣は法律が年末までに準備されると述べた。'],
    ['zh', '部长说法律将在年底前准备好。'],
    ['fa', 'وزیر گفت قانون تا پایان سال آماده می‌شود.'],
  ])('tells %s by its letters and function words', (language, text) => {
    expect(languageOf(story(text))).toBe(language);
  });

  it('does not guess', () => {
    expect(languageOf(story('12:30'))).toBeUndefined();
    expect(languageOf(story('Ankara o Istanbul'))).toBeUndefined();
  });

  it('does not take a headline with an article for Portuguese', () => {
    expect(languageOf(story('North Korea fired a missile.')) ?? 'en').toBe('en');
  });
});
