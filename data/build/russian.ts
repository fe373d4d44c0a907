/** Endings of a noun by the end of its nominative, longest first: what is cut, what is put on. */
const NOUNS: readonly (readonly [end: string, cut: number, endings: string])[] = [
  ['ия', 1, 'я и ю ей'],
  ['ея', 1, 'я и ю ей'],
  ['ай', 1, 'й я ю ем е'],
  ['ова', 1, 'а ы е у ой'],
  ['ка', 1, 'а и е у ой'],
  ['га', 1, 'а и е у ой'],
  ['а', 1, 'а ы е у ой'],
  ['я', 1, 'я и е ю ей'],
  ['ы', 1, 'ы ов ам ами ах'],
  ['ь', 1, 'ь и ю ью'],
];
/** Endings of an adjective. */
const ADJECTIVES: readonly (readonly [end: string, cut: number, endings: string])[] = [
  ['ский', 2, 'ий ого ому им ом ая ой ую ое ие их ими'],
  ['ая', 2, 'ая ой ую'],
  ['ый', 2, 'ый ого ому ым ом ая ой ую ое ые ых ыми'],
  ['ий', 2, 'ий его ему им ем'],
  ['ое', 2, 'ое ого ому ым ом'],
  ['ые', 2, 'ые ых ым ыми'],
];

function formsOfWord(word: string): string[] {
  const rule = [...ADJECTIVES, ...NOUNS].find(([end]) => word.endsWith(end) && word.length > end.length + 1);
  if (rule) return rule[2].split(' ').map((ending) => word.slice(0, word.length - rule[1]) + ending);
  return /[бвгджзклмнпрстфхцчшщ]$/.test(word) ? ['', 'а', 'у', 'ом', 'е'].map((ending) => word + ending) : [word];
}

/** A Russian name in its cases; of names of several words, only those of an adjective and a noun. */
export function russianForms(name: string): string[] {
  const words = name.split(' ');
  if (words.length === 1) return formsOfWord(name);
  const [first = '', last = ''] = words;
  if (words.length > 2 || !/(?:ая|ий|ый|ое|ые)$/.test(first)) return [name];
  return formsOfWord(first).flatMap((adjective) => formsOfWord(last).map((noun) => `${adjective} ${noun}`));
}
