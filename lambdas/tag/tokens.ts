import { findWithin } from './affixes.ts';
import { JOINER, MARK, SOLO, STOP, UNITS, UPPER, WORD } from './characters.ts';
import { EMPTY_HASH, hashOf, hashWith, type Words } from './words.ts';

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

function grown<T extends Int32Array | Uint8Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}

/** Splits a text into words and finds their numbers, in one pass. */
export function tokenize(text: string, words: Words): Tokens {
  let size = Math.max(16, text.length >> 2);
  let starts = new Int32Array(size);
  let ends = new Int32Array(size);
  let numbers = new Int32Array(size);
  let flags = new Uint8Array(size);
  const find = (part: string, from: number, to: number) => words.find(part, from, to, hashOf(part, from, to));
  let count = 0;
  let start = 0;
  let end = 0;
  for (let at = 0; at < text.length; ) {
    const first = UNITS[text.charCodeAt(at++)] as number;
    if (!(first & (WORD | SOLO))) continue;
    const before = end - start;
    const capital = count > 0 && ((flags[count - 1] as number) & CAPITAL) !== 0;
    const gap = end;
    start = at - 1;
    let hash = hashWith(EMPTY_HASH, first);
    let common = first;
    if (first & WORD) {
      for (; at < text.length; at++) {
        const unit = UNITS[text.charCodeAt(at)] as number;
        if (!(unit & (WORD | MARK))) break;
        if (!(unit & MARK)) hash = hashWith(hash, unit);
        common &= unit;
      }
    }
    end = at;
    if (count === size) {
      size *= 2;
      starts = grown(starts, new Int32Array(size));
      ends = grown(ends, new Int32Array(size));
      numbers = grown(numbers, new Int32Array(size));
      flags = grown(flags, new Uint8Array(size));
    }
    const shape = (first & UPPER ? CAPITAL : 0) | (common & UPPER ? CAPITALS : 0);
    const number = words.find(text, start, end, hash);
    starts[count] = start;
    ends[count] = end;
    numbers[count] = number === -1 ? findWithin(find, text, start, end) : number;
    flags[count] =
      shape |
      (count === 0
        ? OPENING
        : gap === start
          ? JOINED
          : gapFlags(text, gap, start, before <= LONGEST_ABBREVIATION && (capital || !(first & UPPER))));
    count++;
  }
  return { text, count, start: starts, end: ends, word: numbers, flags };
}
