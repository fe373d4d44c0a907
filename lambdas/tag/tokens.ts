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

/** A text as tokens; the arrays run in parallel, `count` long. */
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
/** The bit of a unit as that of a flag: a branch would be guessed wrong for many a word. */
const TO_CAPITAL = Math.log2(UPPER / CAPITAL);
const TO_CAPITALS = Math.log2(UPPER / CAPITALS);
const NEWLINE = '\n'.charCodeAt(0);
const PERIOD = '.'.charCodeAt(0);

/**
 * Reads the gap between two tokens: may they stand in one phrase, does a sentence end in it? `abbreviable` says whether a period
 * may belong to the token before it.
 */
function gapFlags(text: string, from: number, to: number, abbreviable: boolean): number {
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

function createArrays(size: number): Arrays {
  return {
    start: new Int32Array(size),
    end: new Int32Array(size),
    word: new Int32Array(size),
    flags: new Uint8Array(size),
  };
}

/** Tokens of many short texts: each has its part of shared arrays, in an eighth of the time that arrays of its own take. */
const POOL_SIZE = 1 << 13;
let pool = createArrays(0);
let taken = 0;

/** Splits a text into words and finds their numbers, in one pass. */
export function tokenize(text: string, words: Words): Tokens {
  const find = (part: string, from: number, to: number) => findSpan(words, part, from, to);
  if (pool.flags.length - taken < text.length) {
    pool = createArrays(Math.max(POOL_SIZE, text.length));
    taken = 0;
  }
  const { start: starts, end: ends, word: numbers, flags } = pool;
  let count = taken;
  let end = 0;
  let shape = 0;
  let length = 0;
  let between = 0;
  for (let at = 0; at < text.length; ) {
    const first = UNITS[text.charCodeAt(at++)] as number;
    if (!(first & (WORD | SOLO))) {
      between = first;
      continue;
    }
    const start = at - 1;
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
    let gap = JOINED;
    if (count === taken) gap = OPENING;
    else if (start - end > 1 || (start > end && !(between & JOINER))) {
      const abbreviable = length <= LONGEST_ABBREVIATION && ((shape & CAPITAL) !== 0 || !(first & UPPER));
      gap = gapFlags(text, end, start, abbreviable);
    }
    shape = ((first & UPPER) >> TO_CAPITAL) | ((common & UPPER) >> TO_CAPITALS);
    end = at;
    length = end - start;
    const word = findWord(words, firstHash, secondHash);
    starts[count] = start;
    ends[count] = end;
    numbers[count] = word === -1 ? findWithin(find, text, start, end) : word;
    flags[count] = shape | gap;
    count++;
  }
  const from = taken;
  // Never again written to: whoever holds the tokens keeps them. What a long text has left over goes with it.
  taken = text.length > POOL_SIZE ? pool.flags.length : count;
  const size = count - from;
  return {
    text,
    count: size,
    start: new Int32Array(starts.buffer, Int32Array.BYTES_PER_ELEMENT * from, size),
    end: new Int32Array(ends.buffer, Int32Array.BYTES_PER_ELEMENT * from, size),
    word: new Int32Array(numbers.buffer, Int32Array.BYTES_PER_ELEMENT * from, size),
    flags: new Uint8Array(flags.buffer, from, size),
  };
}
