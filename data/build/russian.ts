/** Endings in the six cases (nominative, genitive, dative, accusative, instrumental, prepositional); `-` is none. */
type Paradigm = readonly string[];
type Rule = readonly [end: RegExp, cut: number, ...paradigms: string[]];

/** Nouns by the end of their nominative. Names that end in another vowel (`Токио`, `Чили`) have one form. */
const NOUNS: readonly Rule[] = [
  [/ия$/, 1, 'я и и ю ей и'],
  [/[гкхжшщч]а$/, 1, 'а и е у ой е'],
  [/ца$/, 1, 'а ы е у ей е'],
  [/а$/, 1, 'а ы е у ой е'],
  [/я$/, 1, 'я и е ю ей е'],
  [/ь$/, 1, 'ь я ю ь ем е', 'ь и и ь ью и'],
  [/й$/, 1, 'й я ю й ем е'],
  [/море$/, 1, 'е я ю е ем е'],
  [/ство$/, 1, 'о а у о ом е'],
  [/ы$/, 1, 'ы ов ам ы ами ах', 'ы - ам - ами ах'],
  [/[^аеиоул]ец$/, 2, 'ец ца цу ец цом це'],
  [/[бвгджзклмнпрстфхцчшщ]$/, 0, '- а у - ом е'],
];
/** People, who have a plural. */
const PEOPLE: readonly Rule[] = [
  [/[ая]нин$/, 2, 'ин ина ину ина ином ине', 'е - ам - ами ах'],
  [/[аеиоу]ец$/, 2, 'ец йца йцу йца йцем йце', 'йцы йцев йцам йцев йцами йцах'],
  [/лец$/, 2, 'ец ьца ьцу ьца ьцем ьце', 'ьцы ьцев ьцам ьцев ьцами ьцах'],
  [/ец$/, 2, 'ец ца цу ца цем це', 'цы цев цам цев цами цах'],
  [/[гкхжшщч]$/, 0, '- а у а ом е', 'и ов ам ов ами ах'],
  [/[бвдзлмнпрстф]$/, 0, '- а у а ом е', 'ы ов ам - ами ах'],
  [/ка$/, 1, 'а и е у ой е', 'и - ам - ами ах'],
];
const SURNAMES: readonly Rule[] = [[/(?:ов|ев|ёв|ин)$/, 0, '- а у а ым е']];
const ADJECTIVES: readonly Rule[] = [
  [/[гкх]ий$/, 2, 'ий ого ому ий им ом', 'ая ой ой ую ой ой', 'ое ого ому ое им ом', 'ие их им их ими их', 'о'],
  [/ый$/, 2, 'ый ого ому ый ым ом', 'ая ой ой ую ой ой', 'ое ого ому ое ым ом', 'ые ых ым ых ыми ых'],
  [/ий$/, 2, 'ий его ему ий им ем'],
  [/ой$/, 2, 'ой ого ому ой ым ом'],
  [/ая$/, 2, 'ая ой ой ую ой ой'],
  [/яя$/, 2, 'яя ей ей юю ей ей'],
  [/[гкх]ое$/, 2, 'ое ого ому ое им ом'],
  [/ое$/, 2, 'ое ого ому ое ым ом'],
  [/[гкх]ие$/, 2, 'ие их им ие ими их'],
  [/ые$/, 2, 'ые ых ым ые ыми ых'],
];
const IS_ADJECTIVE = /.(?:ск|цк|н|в|л|д|р|т|ж|г|х)(?:ий|ый|ой|ая|яя|ое|ие|ые)$/;

function decline(word: string, rules: readonly Rule[]): Paradigm[] {
  const rule = rules.find(([end]) => end.test(word) && word.length > 2);
  if (rule === undefined) return [];
  const [, cut, ...paradigms] = rule;
  const stem = word.slice(0, word.length - cut);
  return paradigms.map((endings) => endings.split(' ').map((ending) => (ending === '-' ? stem : stem + ending)));
}

/** `Гвинея-Бисау` declines its first part, `Шри-Ланка` its last. */
function declineNoun(word: string): Paradigm[] {
  const whole = decline(word, NOUNS);
  const [, first = '', rest = ''] = /^(.+?)(-.+)$/.exec(word) ?? [];
  if (whole.length > 0 || first === '') return whole;
  return decline(first, NOUNS).map((cases) => cases.map((form) => form + rest));
}

function formsOfWord(word: string): string[] {
  if (IS_ADJECTIVE.test(word)) return decline(word, ADJECTIVES).flat();
  const isPerson = word === word.toLowerCase();
  return (isPerson ? decline(word, [...PEOPLE, ...NOUNS]) : [...declineNoun(word), ...decline(word, SURNAMES)]).flat();
}

/** The cases of one word inside a longer name: an adjective in the gender that the name has, a noun in that of its adjective. */
function casesOf(word: string, isFeminine = false): Paradigm | undefined {
  if (IS_ADJECTIVE.test(word)) return decline(word, ADJECTIVES)[0];
  const paradigms = declineNoun(word);
  return paradigms[isFeminine && word.endsWith('ь') ? 1 : 0];
}

/** `Демократическая Республика Конго` → how many words decline with one another: adjectives and the noun behind them. */
function declined(words: readonly string[]): number[] {
  const noun = words.findIndex((word) => !IS_ADJECTIVE.test(word));
  if (noun === -1) return [];
  if (noun === 0 && casesOf(words[0] as string) === undefined) return [words.length - 1];
  const paired = words[noun + 1] === 'и' ? [noun + 2] : [];
  return [...Array(noun + 1).keys(), ...paired];
}

/** A Russian name in its cases. A word without a capital is a people or its adjective, in both numbers. */
export function russianForms(name: string): string[] {
  const words = name.split(' ');
  if (words.length === 1) return [...new Set([name, ...formsOfWord(name)])];
  const places = declined(words);
  const isFeminine = /[ая]я$/.test(words[0] as string);
  const cases = words.map((word, at) => (places.includes(at) ? casesOf(word, isFeminine) : undefined));
  const forms = [0, 1, 2, 3, 4, 5].map((one) => words.map((word, at) => cases[at]?.[one] ?? word).join(' '));
  return [...new Set([name, ...forms])];
}
