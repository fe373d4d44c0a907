import { describe, expect, it } from 'vitest';
import { countriesIn } from './stories.ts';

describe('findSpans in scripts without spaces', () => {
  it.each([
    ['two countries in one word', '俄美元首近期没有会晤计划。', ['RU', 'US']],
    ['a name behind the end of a word', '在其中美国企业所占份额最大。', ['US']],
    ['a pair before a word that begins like a name', '美韩国防部长通电话。', ['KR', 'US']],
    ['a longer name that begins inside a short form', '代表团在华盛顿停留两天。', ['US']],
    ['a short form before the beginning of a pair', '訪米中の外相が会見した。', ['US']],
    ['the longest of several names', '印度尼西亚发生地震。', ['ID']],
    ['a phrase of the language that means no place', '发展中国家呼吁减债。', []],
  ])('reads %s', (_, sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });
});

it('takes a capital behind a capitalised word for the capital, in languages that name persons otherwise', () => {
  expect(countriesIn('Переговоры окончены. Вчера Москва и Пекин подтвердили это.')).toEqual(['CN', 'RU']);
});
