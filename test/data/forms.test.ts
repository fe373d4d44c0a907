import { describe, expect, it } from 'vitest';
import { affixedPhrases } from '../../data/build/affixed.ts';
import { expandEndings } from '../../data/build/expand.ts';
import { formsOf } from '../../data/build/forms.ts';

describe('expandEndings', () => {
  it('keeps a stem that is a word, and leaves out one that is none', () => {
    expect(expandEndings('Afghan|s')).toEqual(['Afghan', 'Afghans']);
    expect(expandEndings('аргентин~ский~ец')).toEqual(['аргентинский', 'аргентинец']);
  });
});

describe('formsOf', () => {
  it.each([
    ['Россия', 'России Россию Россией'],
    ['Израиль', 'Израиля Израилю Израилем Израиле'],
    ['Филиппины', 'Филиппин Филиппинам Филиппинами Филиппинах'],
    ['Гвинея-Бисау', 'Гвинеи-Бисау Гвинее-Бисау'],
    ['Шри-Ланка', 'Шри-Ланки Шри-Ланке'],
    ['Путин', 'Путина Путиным'],
    ['китаец', 'китайца китайцы китайцев'],
    ['португалец', 'португальца португальцами'],
    ['россиянин', 'россиянина россияне россиян'],
    ['чех', 'чеха чехи чехов'],
    ['немецкий', 'немецкого немецкая немецкие'],
  ])('declines %s', (name, forms) => {
    expect(formsOf(name, 'ru')).toEqual(expect.arrayContaining(forms.split(' ')));
  });

  it('declines what belongs together in one case, and leaves what does not decline', () => {
    expect(formsOf('Демократическая Республика Конго', 'ru')).toContain('Демократической Республике Конго');
    expect(formsOf('Босния и Герцеговина', 'ru')).toContain('Боснии и Герцеговине');
    expect(formsOf('Южная Корея', 'ru')).not.toContain('Южную Кореи');
    expect(formsOf('Курская область', 'ru')).toContain('Курской областью');
    expect(formsOf('Чили', 'ru')).toEqual(['Чили']);
  });

  it('adds traditional characters', () => {
    expect(formsOf('韩国', 'zh')).toEqual(['韩国', '韓國']);
  });

  it('puts a people into the plural, and a country not', () => {
    expect(formsOf('Alman', 'tr', 'demonym')).toEqual(expect.arrayContaining(['Alman', 'Almanlar', 'Almanların']));
    expect(formsOf('Özbek', 'tr', 'demonym')).toContain('Özbeklere');
    expect(formsOf('Almanya', 'tr', 'country-name')).toEqual(['Almanya']);
    expect(formsOf('مصري', 'ar', 'demonym')).toEqual(expect.arrayContaining(['مصري', 'مصرية', 'مصريون', 'مصريين']));
    expect(formsOf('סורי', 'he', 'demonym')).toEqual(expect.arrayContaining(['סורי', 'סורית', 'סורים', 'סוריות']));
  });
});

describe('affixedPhrases', () => {
  it('finds the names written in words of longer phrases', () => {
    expect(affixedPhrases(['סין', 'הודו וסין'])).toEqual(new Map([['וסין', 'סין']]));
    expect(affixedPhrases(['بوركينا فاسو', 'مالي وبوركينا فاسو'])).toEqual(
      new Map([['وبوركينا فاسو', 'بوركينا فاسو']]),
    );
  });

  it('leaves a word alone that begins a phrase itself', () => {
    expect(affixedPhrases(['סין', 'וסין', 'הודו וסין'])).toEqual(new Map());
  });
});

describe('European names', () => {
  it('take the genitive in German and Swedish', () => {
    expect(formsOf('Russland', 'de', 'country-name')).toEqual(['Russland', 'Russlands']);
    expect(formsOf('Laos', 'de', 'country-name')).toEqual(['Laos']);
    expect(formsOf('Sverige', 'sv', 'country-name')).toContain('Sveriges');
  });

  it('take their cases in Polish', () => {
    expect(formsOf('Rosja', 'pl', 'country-name')).toEqual(['Rosja', 'Rosji', 'Rosję', 'Rosją']);
    expect(formsOf('Iran', 'pl', 'country-name')).toContain('Iranem');
  });
});
