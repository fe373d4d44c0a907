import { describe, expect, it } from 'vitest';
import { tag } from '../../lambdas/tag/tag.ts';
import { countriesIn, countriesOf, story } from './stories.ts';

describe('names that are no place', () => {
  it.each([
    ['a word inside a word', 'The ambassador spoke of an embarrassing mistake.'],
    ['a basketball player', 'Michael Jordan scored forty points that night.'],
    ['a player by surname, once he was named', 'Michael Jordan retired. Jordan had won six titles.'],
    ['Israel as a given name', 'The singer Israel Concha thanked his fans.'],
    ['Chad as a given name', 'A friend of Chad Smithers waited outside.'],
    ['Georgia as a given name', "A canvas by Georgia O'Keeffe was sold on Monday."],
    ['Jordan as a given name', 'Critics of Jordan Peterson filled the hall.'],
    ['Paris as a given name', 'Paris Hilton opened a shop by the sea.'],
    ['Kenya as a given name', 'The actress Kenya Moore left the show.'],
    ['Cuba as a given name', 'The actor Cuba Gooding won an award.'],
    ['Sydney as a given name', 'Sydney Sweeney stars in the new series.'],
    ['Holland as a surname', 'The actor Tom Holland plays the spider again.'],
    ['Ireland as a surname', 'Mr Ireland declined to comment on the matter.'],
    ['Washington as a surname', 'Denzel Washington won an award for his role.'],
    ['Victoria as a given name', 'Victoria Beckham designed the dress herself.'],
    ['a bird and a plate', 'We ate turkey with gravy and a plate from the good china.'],
    ['a rodent', 'The Guinea pig slept in its cage.'],
    ['a newspaper as the source', 'The Times of India reported it first.'],
    ['a convention', 'Lawyers cited the Geneva Conventions.'],
    ['leaked files', 'The Panama Papers named hundreds of firms.'],
    ['a nut', 'He cracked Brazil nuts with his teeth.'],
    ['a bath', 'They relaxed in a Turkish bath.'],
    ['food', 'She ate Swiss cheese, French fries and Brussels sprouts.'],
    ['a season', 'It was an Indian summer by the lake.'],
    ['a kind of auction', 'The paintings went in a Dutch auction.'],
    ['a dog', 'A German shepherd bit the postman.'],
    ['a church', 'The Roman Catholic bishops met again.'],
    ['a sea', 'The Indian Ocean tsunami and the storms in the South China Sea took many lives.'],
    ['a pronoun', 'She told us to wait.'],
    ['a small city called like a word', 'Reading is good for children.'],
    ['what is paid in', 'The Canadian dollar, the Swiss franc and the Japanese yen rose.'],
    ['an accord by where it was signed', 'The Paris accord set no targets for the ministers.'],
    ['where a bond is traded', 'The bond will be listed in Luxembourg from May.'],
    ['a company called after a place', 'Essex Chemical Corp raised its dividend. Essex said that it was content.'],
    ['the sign of a share', 'Shares of Ultra Kettles <UK> rose a little.'],
    ['a language', 'The envoy speaks French and wrote a book on the German language.'],
    ['a general', 'The general Franco ruled for decades.'],
    ['an actor called like an island', 'The film stars Idris Elba as a pilot.'],
    ['a drink and a sauce', 'They drank Diet Coke and dipped it all in Tabasco sauce.'],
    ['a programming language', 'The tools were written in Java, and Java is old.'],
    ['a crude called like a town', 'The price of Brent crude fell in early trade.'],
    ['a player called like a town', 'Trade was thin, and Lindsay Davenport won in two sets.'],
    ['cardinals, dolphins and pirates', 'Cardinals met. Dolphins washed ashore. Pirates seized a tanker.'],
    ['cubs at the start of a sentence', 'Cubs were born at the zoo on Monday.'],
    ['a gap and a sprint', 'Gap between rich and poor widens. Sprint finish thrills the crowd.'],
    ['trees, bones and weapons', 'Apple growers met. Oracle bones were dug up. Arsenal of weapons found in a flat.'],
    ['the forest', 'Fires in the Amazon spread on Monday.'],
    ['work', 'Labour costs rose, and the Labour Ministry gave no reason.'],
    ['a painter and his machine', 'The museum showed a sketch by Leonardo da Vinci.'],
    ['a house that several countries have', 'The House of Commons went into recess on Friday.'],
    ['people called like cities and countries', 'Florence Pugh Joins Jordan Henderson and Isaiah Berlin.'],
    ['a rat, a spruce and a hound', 'Norway rats hid under the Norway spruce from an Afghan hound.'],
    ['no place at all', 'The weather was fine and the talks went on.'],
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

  it.each([
    ['The Chicago Bulls won in overtime.', ['US']],
    ['The home crowd cheered as the Cubs lost to the Mets.', ['US']],
    ['The Conservative Party and the Labour Party lost in Finland.', ['FI']],
    ['The House of Commons in Ottawa, Canada, went into recess.', ['CA']],
    ['The House of Representatives in Manila, Philippines, went into recess.', ['PH']],
    ['The Labour Party in Britain met.', ['GB']],
    ['Paris Saint-Germain beat the visitors.', ['FR']],
    ['The Georgia governor met Georgia Republicans.', ['US']],
    ['Clashes broke out in Tripoli, Lebanon.', ['LB']],
    ['North and South Korea will talk.', ['KP', 'KR']],
    ['The two Sudans signed a deal.', ['SD', 'SS']],
    ['The Vienna Philharmonic played a waltz.', ['AT']],
    ['General Franco ruled Spain.', ['ES']],
  ])('keeps the country of %j', (sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });
});

describe('names that are one place and not another', () => {
  it.each([
    ['Jordan closed its border with Syria.', ['JO', 'SY']],
    ['Troops crossed into Chad at dawn.', ['TD']],
    ['Israel Prime Minister Benjamin Netanyahu spoke.', ['IL']],
    ['Turkey and China signed a treaty.', ['CN', 'TR']],
    [
      'Voters in Atlanta and Savannah, Georgia, queued for hours, and so did those in Texas. Georgia counts again.',
      ['US'],
    ],
    ['The mayor of Atlanta, Georgia, resigned.', ['US']],
    ['The mayor of Tbilisi, Georgia, resigned.', ['GE']],
    ['A man from Rome, Georgia, won a prize.', ['US']],
    ['ATHENS, Georgia, March 3 - A barn burned.', ['US']],
    ['Envoys from Tbilisi flew to Rome. Athens, Georgia said, had agreed.', ['GE', 'GR', 'IT']],
    ['Upper Volta, Rhodesia and Ceylon voted.', ['BF', 'LK', 'ZW']],
    ['Raids on Salvador rebels began in San Salvador.', ['SV']],
    ['Georgia recalled its ambassador from Tbilisi.', ['GE']],
    ['Miners in Guinea went on strike.', ['GN']],
    ['Miners in Equatorial Guinea went on strike.', ['GQ']],
    ['Miners in Guinea-Bissau went on strike.', ['GW']],
    ['Miners in Papua New Guinea went on strike.', ['PG']],
    ['The Democratic Republic of Congo closed its airspace.', ['CD']],
    ['The Republic of Congo closed its airspace.', ['CG']],
    ['Congo-Brazzaville closed its airspace.', ['CG']],
    ['Congo-Kinshasa closed its airspace.', ['CD']],
    ['Niger closed its airspace.', ['NE']],
    ['Nigeria closed its airspace.', ['NG']],
    ['The Nigerien and the Nigerian envoys met.', ['NE', 'NG']],
    ['Mali voted.', ['ML']],
    ['Malawi voted.', ['MW']],
    ['Austria voted.', ['AT']],
    ['Australia voted.', ['AU']],
    ['Slovenia voted.', ['SI']],
    ['Slovakia voted.', ['SK']],
    ['Dominica voted.', ['DM']],
    ['The Dominican Republic voted.', ['DO']],
    ['American Samoa voted.', ['AS']],
    ['Samoa voted.', ['WS']],
    ['Micronesia voted.', ['FM']],
    ['North Macedonia voted.', ['MK']],
    ['Kosovo voted.', ['XK']],
    ['Taiwan voted.', ['TW']],
    ['Hong Kong and Macau voted.', ['HK', 'MO']],
    ['Gaza and the West Bank voted.', ['PS']],
    ['The W. Bank and Palestine voted.', ['PS']],
    ['The British Virgin Islands voted.', ['VG']],
    ['French Guiana voted.', ['GF']],
    ['A train left Paris, Texas, at noon.', ['US']],
    ['A train left Paris at noon.', ['FR']],
    ['A barn burned in Lebanon, Ohio, on Monday.', ['US']],
    ['A barn burned in Peru, Indiana.', ['US']],
    ['A barn burned in Moscow, Idaho.', ['US']],
    ['The mayor of Halifax, Nova Scotia, resigned.', ['CA']],
    ['The mill in Halifax and the school in Bishop Auckland closed, said the government in London.', ['GB']],
    ['Offices in Tokyo, New York and Sydney closed.', ['AU', 'JP', 'US']],
    ['Exports to Canada, Korea and Taiwan grew.', ['CA', 'KR', 'TW']],
    ['Officials in Elizabeth, New Jersey, met.', ['US']],
    ['Flats in Cork are dear, and rain fell over central Java.', ['ID', 'IE']],
    ['Assad received the ambassador of Chad.', ['SY', 'TD']],
    ['N. Korea, S. Korea, the U.S., the UK, the UAE and the DRC signed.', ['AE', 'CD', 'GB', 'KP', 'KR', 'US']],
    ['Cars come from Mexico, Texas and Ontario.', ['CA', 'MX', 'US']],
    ['A mill closed in Birmingham, Alabama.', ['US']],
    ['A mill closed in Birmingham, England.', ['GB']],
    ['CAMBRIDGE, Mass (AP) - A laboratory closed.', ['US']],
    ['The bridge in London, Ontario, fell.', ['CA']],
    ['A storm hit Kingston and the rest of Jamaica.', ['JM']],
    ['Snow fell in New England, New Mexico and New Jersey.', ['US']],
    ['Fires burned in New South Wales.', ['AU']],
    ['Washington imposed sanctions on Iran.', ['IR', 'US']],
    ['Fires burned in Washington state.', ['US']],
    ['Northern Ireland voted.', ['GB']],
    ['The Republic of Ireland voted.', ['IE']],
    ['South Sudan voted.', ['SS']],
    ['North Korea and South Korea talked.', ['KP', 'KR']],
    ['N. Korea and S. Korea talked.', ['KP', 'KR']],
    ['The U.S. and the UK agreed.', ['GB', 'US']],
    ['The UAE and the DRC agreed.', ['AE', 'CD']],
    ['Officials at the Élysée and Downing Street agreed.', ['FR', 'GB']],
  ])('%s', (sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });
});

describe('the shapes of names', () => {
  it.each([
    ['The U.S.-led coalition bombed Russia-backed rebels.', ['RU', 'US']],
    ['A Franco-German plan failed.', ['DE', 'FR']],
    ['The Sino-Indian border is quiet.', ['CN', 'IN']],
    ['The Anglo-Irish treaty holds.', ['GB', 'IE']],
    ['Russo-Japanese and Indo-Pakistani talks began.', ['IN', 'JP', 'PK', 'RU']],
    ['Non-U.S. firms complained.', ['US']],
    ['Anti-American protests spread.', ['US']],
    ['The Washington-based institute closed.', ['US']],
    ['The Kenyan-born runner won.', ['KE']],
    ["France's president met Iraq’s envoy.", ['FR', 'IQ']],
    ['U.S.–Mexico crossings fell.', ['MX', 'US']],
    ['THE KING OF SPAIN LANDED IN MOROCCO ON MONDAY', ['ES', 'MA']],
  ])('%s', (sentence, countries) => {
    expect(countriesIn(sentence)).toEqual(countries);
  });

  it.each([
    ['Israel Concha Elected Head of Taxi Group', []],
    ['Israel Rejects Plan for Truce Talks', ['IL']],
    ['Bermuda premier', ['BM']],
    ['Vienna, Va. couple charged', ['US']],
  ])('reads a headline that says no language: %s', (title, countries) => {
    expect(countriesIn('', title)).toEqual(countries);
  });

  it('reads a headline in capitals without taking its words for names', () => {
    expect(countriesIn('', 'TELL US MORE ABOUT FLOODS IN GHANA')).toEqual(['GH']);
  });

  it('wants the whole of a place that a dateline names', () => {
    expect(countriesIn('SAN LUIS OBISPO, Calif., March 9 - A barn burned.')).toEqual(['US']);
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

  it('weighs a guest in a story from elsewhere less than the same name in a story without a dateline', () => {
    const text = 'Ministers praised a plan of Peru on Monday. The plan was long. Ministers praised it again.';
    expect(countriesOf(tag(story(`OSLO, May 3 (AFP) - Norway met. Norway was content. ${text}`)))).toEqual({
      NO: 'about',
      PE: 'mentioned',
    });
    expect(countriesOf(tag(story(text)))).toEqual({ PE: 'about' });
  });

  it('prefers what the opening names to the place of filing, where nothing stands out', () => {
    const tags = tag(story('GENEVA, May 3 (AFP) - Talks on Syria began on Monday and went on for long.'));
    expect(countriesOf(tags)).toEqual({ CH: 'dateline', SY: 'about' });
  });

  it('takes a company for its country in the title, not in passing', () => {
    const passing = `Voters in Ghana queued. ${'The line was long. '.repeat(20)}Some used phones by Nokia.`;
    expect(countriesOf(tag(story(passing, 'Ghana votes')))).toEqual({ GH: 'about' });
    expect(countriesOf(tag(story('The firm will hire again.', 'Nokia hires')))).toEqual({ FI: 'about' });
  });

  it('takes what a survey names twice for what it is about', () => {
    const prices = ['Peru', 'Chile', 'Bolivia', 'Ecuador', 'Kenya', 'Ghana', 'Togo'];
    const body = prices.map((country) => `Prices rose in ${country}. They fell in ${country} later.`).join(' ');
    const text = `Norway polled the markets. Norway said so. ${'The poll was long. '.repeat(15)}${body}`;
    expect(countriesOf(tag(story(text, 'Norway polls markets in Norway')))).toMatchObject({ NO: 'about', TG: 'about' });
  });

  it('weighs a people named far down in a story from elsewhere less than its country', () => {
    const far = 'The debate was long. '.repeat(20);
    const opening = 'OSLO, May 3 (AFP) - Ministers met on Monday. ';
    const people = 'A Dutch bank lent. A Dutch firm paid. A Dutch lawyer saw it.';
    const country = 'The Netherlands lent. The Netherlands paid. The Netherlands saw it.';
    const score = (text: string) => tag(story(text)).regions.find(({ code }) => code === 'NL')?.score ?? 0;
    expect(score(opening + far + people)).toBeGreaterThan(0);
    expect(score(opening + far + people)).toBeLessThan(score(opening + far + country));
  });

  it('reads the sign of a share behind a name as that of a company', () => {
    expect(countriesIn('The airline filled more seats in February.', 'PIEDMONT AIR <PIE> LOAD FACTOR RISES')).toEqual(
      [],
    );
  });

  it('reads a name over a text on the company of that name as the company', () => {
    const headline = 'PERU LOWERS PRICE OF COPPER';
    const filed = 'DENVER, April 1 - Peru Minerals Co said it lowers its price by one cent.';
    expect(countriesOf(tag(story(filed, headline)))).toMatchObject({ PE: 'mentioned' });
    expect(countriesOf(tag(story(`${filed} Peru mines copper.`, headline)))).toMatchObject({ PE: 'about' });
  });

  it('takes what a wire from elsewhere comes back to for what it is about, whatever it says of the first country', () => {
    const first = 'Norway met on Monday. Norway was content. Norway said so. Norway will pay. ';
    const guest = 'Peru asked. Peru waited. Peru left.';
    const text = `${first}${'The debate was long. '.repeat(15)}${guest}`;
    const title = 'Norway meets in Norway';
    expect(countriesOf(tag(story(`OSLO, May 3 (AFP) - ${text}`, title)))).toEqual({ NO: 'about', PE: 'about' });
    expect(countriesOf(tag(story(text, title)))).toEqual({ NO: 'about', PE: 'mentioned' });
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

  it.each([
    ['de', 'Das Gesetz tritt am Montag in Kraft, wie der Minister sagte.'],
    ['es', 'La Meta es clara para todos, dijo el alcalde ayer por la tarde.'],
    ['it', "Dell'inchiesta si sa ancora poco, ha detto il giudice del Tesoro."],
    ['it', 'Arriva la pioggia, dicono gli esperti della protezione civile.'],
    ['pt', 'Neste ano o governo vai gastar mais, disse o ministro.'],
    ['pt', 'As famílias se reuniram no Natal e as lojas ficaram fechadas.'],
    ['pl', 'Tory kolejowe zostały zamknięte przez wodę, podała policja.'],
    ['id', 'Istana mengatakan menteri itu akan berbicara pada hari Rabu.'],
  ])('takes no word of %s for a name that English news knows', (language, sentence) => {
    expect(countriesOf(tag(story(sentence, '', { language })))).toEqual({});
  });

  it('knows the names of a language that the feed alone can tell', () => {
    const tags = tag(story('Ujerumani na Ufaransa zitasaidia Kenya, waziri alisema.', '', { language: 'sw' }));
    expect(Object.keys(countriesOf(tags)).sort()).toEqual(['DE', 'FR', 'KE']);
  });
});
