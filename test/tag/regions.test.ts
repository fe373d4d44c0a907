import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { countriesIn, countriesOf, story } from './stories.ts';

describe('names that are no place', () => {
  it.each([
    ['a word inside a word', 'The ambassador spoke of an embarrassing mistake.'],
    ['a basketball player', 'Michael Jordan scored forty points that night.'],
    ['a player by surname, once he was named', 'Michael Jordan retired. Jordan had won six titles.'],
    ['a given name before a surname', 'The singer Israel Concha thanked his fans.'],
    ['another given name', 'A friend of Chad Smithers waited outside.'],
    ['a bird', 'We ate turkey with gravy and a plate from the good china.'],
    ['a rodent', 'The Guinea pig slept in its cage.'],
    ['a newspaper as the source', 'The Times of India reported it first.'],
    ['a convention', 'Lawyers cited the Geneva Conventions.'],
    ['a pronoun', 'She told us to wait.'],
    ['a small city called like a word', 'Reading is good for children.'],
  ])('%s', (_, sentence) => {
    expect(countriesIn(sentence)).toEqual([]);
  });

  it('tells an area from its countries', () => {
    const { regions } = tag(story('Rain is expected over Western Europe.'));
    expect(regions.map(({ code }) => code)).toEqual(['150', '155']);
  });

  it('knows no country for an area that the vocabulary lacks', () => {
    expect(tag(story('Envoys toured the Middle East.')).regions).toEqual([]);
  });
});

describe('names that are one place and not another', () => {
  it.each([
    ['Jordan closed its border with Syria.', ['JO', 'SY']],
    ['Troops crossed into Chad at dawn.', ['TD']],
    ['Israel Prime Minister Benjamin Netanyahu spoke.', ['IL']],
    [
      'Voters in Atlanta and Savannah, Georgia, queued for hours, and so did those in Texas. Georgia counts again.',
      ['US'],
    ],
    ['Georgia recalled its ambassador from Tbilisi.', ['GE']],
    ['Miners in Guinea went on strike.', ['GN']],
    ['Miners in Equatorial Guinea went on strike.', ['GQ']],
    ['Miners in Guinea-Bissau went on strike.', ['GW']],
    ['Miners in Papua New Guinea went on strike.', ['PG']],
    ['The Democratic Republic of Congo closed its airspace.', ['CD']],
    ['The Republic of Congo closed its airspace.', ['CG']],
    ['Niger closed its airspace.', ['NE']],
    ['Nigeria closed its airspace.', ['NG']],
    ['A train left Paris, Texas, at noon.', ['US']],
    ['A train left Paris at noon.', ['FR']],
    ['New Mexico and New Jersey voted.', ['US']],
    ['Northern Ireland voted.', ['GB']],
    ['The Republic of Ireland voted.', ['IE']],
    ['South Sudan voted.', ['SS']],
    ['N. Korea and S. Korea talked.', ['KP', 'KR']],
    ['The U.S. and the UK agreed.', ['GB', 'US']],
    ['The UAE and the DRC agreed.', ['AE', 'CD']],
    ['Officials at the Élysée and Downing Street agreed.', ['FR', 'GB']],
    ['American Samoa voted.', ['AS']],
  ])('%s', (sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });

  it('reads a headline in capitals without taking its words for names', () => {
    expect(countriesIn('', 'TELL US MORE ABOUT FLOODS IN GHANA')).toEqual(['GH']);
  });
});

describe('roles', () => {
  it('keeps the place of filing apart from what the story is about', () => {
    const tags = tag(
      story('SEOUL, Sept 21 (Reuters) — North Korea fired a missile on Tuesday. North Korea said it was a test.'),
    );
    expect(countriesOf(tags)).toEqual({ KP: 'about', KR: 'dateline' });
  });

  it('takes a story that names no other place to be about where it was filed', () => {
    expect(
      countriesOf(tag(story('NAIROBI, 3 May (AFP) - A bridge fell on Monday, and two people were hurt.'))),
    ).toEqual({ KE: 'about' });
  });

  it('takes one of many for mentioned', () => {
    const text = `Kenya signed the treaty. Kenya's parliament agreed. ${'The debate was long. '.repeat(15)}Others, such as Peru, Chile, Bolivia and Ecuador, wait.`;
    expect(countriesOf(tag(story(text)))).toMatchObject({ KE: 'about', PE: 'mentioned', EC: 'mentioned' });
  });
});

describe('other languages', () => {
  it.each([
    [
      'fr',
      'Le président russe a reçu son homologue sud-coréen à Moscou et a parlé de la Corée du Nord.',
      ['KP', 'KR', 'RU'],
    ],
    ['es', 'El presidente ruso viajó a Estados Unidos para hablar sobre el Líbano.', ['LB', 'RU', 'US']],
    ['de', 'Der russische Präsident sprach in Berlin mit der Regierung über die Ukraine.', ['DE', 'RU', 'UA']],
    ['pt', 'O presidente do Brasil viajou para a Rússia e não para o Japão.', ['BR', 'JP', 'RU']],
    ['it', 'Il premier della Corea del Sud è a Mosca con il ministro della Libia.', ['KR', 'LY', 'RU']],
    ['ru', 'В Москве обсудили ядерную программу Северной Кореи с президентом Южной Кореи.', ['KP', 'KR', 'RU']],
    ['tr', "Ankara'da Türkiye ile ABD için bir toplantı oldu, Suriye de vardı.", ['SY', 'TR', 'US']],
    ['ar', 'التقى الرئيس الروسي نظيره الأمريكي وناقشا الوضع في أوكرانيا والعراق', ['IQ', 'RU', 'UA', 'US']],
    ['he', 'נשיא רוסיה נפגש במוסקבה עם נשיא ארצות הברית ודן באיראן', ['IR', 'RU', 'US']],
    ['zh', '俄罗斯总统在莫斯科会见韩国总统，讨论朝鲜核问题。', ['KP', 'KR', 'RU']],
    ['nl', 'De Russische president sprak in Brussel met het Witte Huis over Oekraïne.', ['BE', 'RU', 'UA', 'US']],
    ['sv', 'Rysslands president och den svenska regeringen talade om Finland i Vita huset.', ['FI', 'RU', 'SE', 'US']],
    [
      'pl',
      'Prezydent Rosji rozmawiał w Berlinie z ukraińskim ministrem o Stanach Zjednoczonych.',
      ['DE', 'RU', 'UA', 'US'],
    ],
    ['id', 'Menteri mengatakan pada hari Rabu bahwa Jepang dan Gedung Putih akan membantu korban gempa.', ['JP', 'US']],
    ['ja', 'ロシアの大統領は韓国の大統領と会談し、北朝鮮について協議した。', ['KP', 'KR', 'RU']],
  ])('%s', (_, sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });

  it('knows the names of a language that the feed alone can tell', () => {
    const tags = tag(story('Ujerumani na Ufaransa zitasaidia Kenya, waziri alisema.', '', { language: 'sw' }));
    expect(Object.keys(countriesOf(tags)).sort()).toEqual(['DE', 'FR', 'KE']);
  });
});
