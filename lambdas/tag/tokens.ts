import { findWithin } from './affixes.ts';
import { JOINER, MARK, SOLO, STOP, UNITS, UPPER, WORD } from './characters.ts';
import { EMPTY_FIRST, EMPTY_SECOND, findSpan, findWord, firstWith, secondWith, type Words } from './words.ts';

/** May stand in one phrase with the token before it. */
export const JOINED = 1;
/** Opens a sentence. */
export const OPENING = 2;
/** Starts with a capital. */
export const CAPITAL = 4;
/** Has capitals only. */
export const CAPITALS = 8;

/** A text as tokens; the arrays run in parallel, and are longer than the text has tokens. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Number of the word in the data, or -1. */
  readonly word: Int32Array;
  readonly flags: Uint8Array;
}

/** Longest gap inside a phrase: `N. Korea`, `Guinea - Bissau`. */
const LONGEST_GAP = 3;
/** A sentence that ends is seen in the first characters of the gap behind it. */
const LONGEST_END = 64;
/** A period after a word of at most so many characters abbreviates it (`St. Louis`, `vs. all`), but not in `their aid. Officials`. */
const LONGEST_ABBREVIATION = 3;
const NEWLINE = '\n'.charCodeAt(0);
const PERIOD = '.'.charCodeAt(0);

/**
 * Reads the gap between two tokens: may they stand in one phrase, does a sentence end in it? `abbreviable` says whether a period
 * may belong to the token before it.
 */
function gapFlags(text: string, from: number, to: number, abbreviable: boolean): number {
  if (to - from === 1 && (UNITS[text.charCodeAt(from)] as number) & JOINER) return JOINED;
  let joined = to - from <= LONGEST_GAP;
  let ended = false;
  let lines = 0;
  for (let at = from; at < to && at < from + LONGEST_END; at++) {
    const code = text.charCodeAt(at);
    const unit = UNITS[code] as number;
    if (!(unit & JOINER)) joined = false;
    if (code === NEWLINE) lines++;
    const abbreviates = code === PERIOD && (abbreviable || at + 1 === to);
    if (unit & STOP && !abbreviates) ended = true;
  }
  if (ended || lines > 1) return OPENING;
  return joined ? JOINED : 0;
}

type Arrays = Pick<Tokens, 'start' | 'end' | 'word' | 'flags'>;

/** Bytes for the tokens of many short texts: to share them takes an eighth of the time of making arrays for each. */
const POOL_SIZE = 1 << 16;
let pool = new ArrayBuffer(0);
let taken = 0;

function arraysIn(buffer: ArrayBuffer, from: number, size: number): Arrays {
  const numbers = size * Int32Array.BYTES_PER_ELEMENT;
  return {
    start: new Int32Array(buffer, from, size),
    end: new Int32Array(buffer, from + numbers, size),
    word: new Int32Array(buffer, from + 2 * numbers, size),
    flags: new Uint8Array(buffer, from + 3 * numbers, size),
  };
}

/** Room for so many tokens. */
function createArrays(size: number): Arrays {
  const bytes = 4 * Math.ceil((3 * Int32Array.BYTES_PER_ELEMENT * size + size) / 4);
  if (bytes > POOL_SIZE) return arraysIn(new ArrayBuffer(bytes), 0, size);
  if (taken + bytes > pool.byteLength) {
    pool = new ArrayBuffer(POOL_SIZE);
    taken = 0;
  }
  const from = taken;
  taken += bytes;
  return arraysIn(pool, from, size);
}

function grown(arrays: Arrays): Arrays {
  const larger = createArrays(arrays.start.length * 2);
  larger.start.set(arrays.start);
  larger.end.set(arrays.end);
  larger.word.set(arrays.word);
  larger.flags.set(arrays.flags);
  return larger;
}

/** Splits a text into words and finds their numbers, in one pass. */
export function tokenize(text: string, words: Words): Tokens {
  const find = (part: string, from: number, to: number) => findSpan(words, part, from, to);
  let arrays = createArrays(Math.max(16, text.length >> 2));
  let count = 0;
  let start = 0;
  let end = 0;
  for (let at = 0; at < text.length; ) {
    const first = UNITS[text.charCodeAt(at++)] as number;
    if (!(first & (WORD | SOLO))) continue;
    const before = end - start;
    const capital = count > 0 && ((arrays.flags[count - 1] as number) & CAPITAL) !== 0;
    const gap = end;
    start = at - 1;
    let firstHash = firstWith(EMPTY_FIRST, first);
    let secondHash = secondWith(EMPTY_SECOND, first);
    let common = first;
    if (first & WORD) {
      for (; at < text.length; at++) {
        const unit = UNITS[text.charCodeAt(at)] as number;
        if (!(unit & (WORD | MARK))) break;
        common &= unit;
        if (unit & MARK) continue;
        firstHash = firstWith(firstHash, unit);
        secondHash = secondWith(secondHash, unit);
      }
    }
    end = at;
    if (count === arrays.start.length) arrays = grown(arrays);
    const shape = (first & UPPER ? CAPITAL : 0) | (common & UPPER ? CAPITALS : 0);
    const word = findWord(words, firstHash, secondHash);
    arrays.start[count] = start;
    arrays.end[count] = end;
    arrays.word[count] = word === -1 ? findWithin(find, text, start, end) : word;
    const abbreviable = before <= LONGEST_ABBREVIATION && (capital || !(first & UPPER));
    arrays.flags[count] =
      shape | (count === 0 ? OPENING : gap === start ? JOINED : gapFlags(text, gap, start, abbreviable));
    count++;
  }
  return { text, count, ...arrays };
}
