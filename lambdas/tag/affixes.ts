/** The number of the word at `start` to `end` of a text, or -1. */
type FindWord = (text: string, start: number, end: number) => number;

const HEBREW = 0x0590;
const ARABIC = 0x0600;
const ARABIC_END = 0x0780;
const KATAKANA = 0x30a1;
const KATAKANA_END = 0x30ff;
const HANGUL = 0xac00;
const HANGUL_END = 0xd7a3;
const HALF_WIDTH = 0xff66;
const HALF_WIDTH_END = 0xff9f;

/** `and`, `so`, `in`, `to`, `as`, written onto the word in Arabic; in Hebrew `the`, `and`, `in`, `to`, `from`, `that`, `as`. */
const ARABIC_PREFIXES = 'وفبلك';
const HEBREW_PREFIXES = 'הובלמשכ';
const ARABIC_ARTICLE = 'ال';
/** `wa-bi-l-`, `u-she-me-ha-`. */
const MOST_PREFIXES = 4;
/** A word keeps so many characters when its affixes are taken off. */
const SHORTEST_STEM = 2;
const MOST_PARTICLES = 2;
/** Longer words are no names; they are not copied. */
const LONGEST_COPIED = 32;

/** Names that others are written onto in katakana: `トルコリラ`, no shorter than `ロシア`, no longer than `アゼルバイジャン`. */
const SHORTEST_NAME = 3;
const LONGEST_NAME = 9;
/** What no Japanese word starts with: `アメリカン` is not `アメリカ` and another word. */
const NO_START = 'ァィゥェォッャュョンー';

/** The word without its article, or, where `لل` has swallowed a letter of that, with the whole of it: `للأردن`, to `الأردن`. */
function findAtArticle(find: FindWord, text: string, at: number, end: number): number {
  if (text.startsWith(ARABIC_ARTICLE, at)) return find(text, at + 2, end);
  if (!text.startsWith('لل', at)) return -1;
  const word = `ا${text.slice(at + 1, Math.min(end, at + LONGEST_COPIED))}`;
  const id = find(word, 0, word.length);
  return id === -1 ? find(text, at + 2, end) : id;
}

function findBehindPrefixes(find: FindWord, text: string, start: number, end: number, prefixes: string): number {
  for (let at = start; at < start + MOST_PREFIXES && end - at > SHORTEST_STEM; at++) {
    const definite = end - at > SHORTEST_STEM + 1 ? findAtArticle(find, text, at, end) : -1;
    if (definite !== -1) return definite;
    if (!prefixes.includes(text[at] as string)) return -1;
    const id = find(text, at + 1, end);
    if (id !== -1) return id;
  }
  return -1;
}

function findBeforeParticles(find: FindWord, text: string, start: number, end: number): number {
  for (let cut = 1; cut <= MOST_PARTICLES && end - start - cut >= SHORTEST_STEM; cut++) {
    const id = find(text, start, end - cut);
    if (id !== -1) return id;
  }
  return -1;
}

function findFirstName(find: FindWord, text: string, start: number, end: number): number {
  const longest = Math.min(LONGEST_NAME, end - start - SHORTEST_NAME);
  for (let length = longest; length >= SHORTEST_NAME; length--) {
    if (NO_START.includes(text[start + length] as string)) continue;
    const id = find(text, start, start + length);
    if (id !== -1) return id;
  }
  return -1;
}

/**
 * The number of a known word inside a word that is none, or -1: behind the prefixes of Arabic and Hebrew, before the particles
 * of Korean, at the head of a compound in katakana, and whatever katakana of half width stands for.
 */
export function findWithin(find: FindWord, text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first < HEBREW) return -1;
  if (first < ARABIC) return findBehindPrefixes(find, text, start, end, HEBREW_PREFIXES);
  if (first < ARABIC_END) return findBehindPrefixes(find, text, start, end, ARABIC_PREFIXES);
  if (first >= KATAKANA && first <= KATAKANA_END) return findFirstName(find, text, start, end);
  if (first >= HANGUL && first <= HANGUL_END) return findBeforeParticles(find, text, start, end);
  if (first >= HALF_WIDTH && first <= HALF_WIDTH_END) {
    const wide = text.slice(start, Math.min(end, start + LONGEST_COPIED)).normalize('NFKC');
    const id = find(wide, 0, wide.length);
    return id === -1 ? findFirstName(find, wide, 0, wide.length) : id;
  }
  return -1;
}
