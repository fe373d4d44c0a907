/** Pieces that, again and again, make texts which a tagger may take far longer over than over news. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'one word': 'x',
  'one word, all accents': '\u0301',
  'one-letter words': 'a b c d ',
  'no word at all': '(',
  'white space': ' ',
  paragraphs: 'A\n\n',
  'letters and hyphens': 'AA-',
  'one country': 'North Korea ',
  'all capitals': 'NORTH KOREA WAR CRIME ',
  'lists of countries': 'Japan, China, ',
  'cities and states': 'Paris, Texas, ',
  'names of people': 'Mr Jordan Smith met Michael Jordan. ',
  'one term': 'war crime ',
  'terms that need others near': 'reactor inspectors in Iran ',
  'datelines without end': 'SEOUL, ',
  'Chinese place': '朝鲜',
  'Chinese letters': '的一是不了人我在',
  'Hebrew prefixes': 'ושהבלמכו ',
  'Korean particles': '미국은 ',
};

/** Repeats a piece up to so many bytes of UTF-8. */
export function repeat(piece: string, bytes: number): string {
  return piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)));
}
