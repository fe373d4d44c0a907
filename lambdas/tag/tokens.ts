import { findWithin } from './affixes.ts';
import { KIND, MARK, SOLO, UPPER, WORD } from './characters.ts';

/** May stand in one phrase with the token before it. */
export const JOINED = 1;
/** Opens a sentence. */
export const OPENING = 2;
/** Starts with a capital. */
export const CAPITAL = 4;
/** Has capitals only. */
export const CAPITALS = 8;

/** The number of the word at `start` to `end` of a text, or -1. */
export type FindWord = (text: string, start: number, end: number) => number;

/** A text as tokens; the arrays run in parallel. */
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
/** A period after a word of at most so many characters abbreviates it: `St. Louis`, `Gen. Smith`. */
const LONGEST_ABBREVIATION = 3;
const JOINERS = ' \t\n\r.-\'’‘‐‑–·/\u00a0"״׳־・（(';
const SENTENCE_ENDS = '.!?。！？…؟';

/** Reads the gap between two tokens: may they stand in one phrase, does a sentence end in it? */
function gapFlags(text: string, from: number, to: number, before: number): number {
  if (to === from) return JOINED;
  let joined = to - from <= LONGEST_GAP;
  let ended = false;
  let lines = 0;
  for (let at = from; at < to && at < from + 64; at++) {
    const character = text[at] as string;
    if (!JOINERS.includes(character)) joined = false;
    if (character === '\n') lines++;
    const abbreviates = character === '.' && (before <= LONGEST_ABBREVIATION || at + 1 === to);
    if (SENTENCE_ENDS.includes(character) && !abbreviates) ended = true;
  }
  if (lines > 1) ended = true;
  if (ended) return OPENING;
  return joined ? JOINED : 0;
}

function grown<T extends Int32Array | Uint8Array>(array: T, make: (size: number) => T): T {
  const larger = make(array.length * 2);
  larger.set(array);
  return larger;
}

/** Splits a text into words, in one pass. */
export function tokenize(text: string, find: FindWord): Tokens {
  let size = Math.max(16, text.length >> 2);
  let start = new Int32Array(size);
  let end = new Int32Array(size);
  let word = new Int32Array(size);
  let flags = new Uint8Array(size);
  let count = 0;
  let at = 0;
  let gapFrom = 0;
  while (at < text.length) {
    const kind = KIND[text.charCodeAt(at)] as number;
    if (!(kind & (WORD | SOLO))) {
      at++;
      continue;
    }
    const from = at;
    let shape = kind & UPPER ? CAPITAL | CAPITALS : 0;
    at++;
    if (kind & WORD) {
      for (; at < text.length; at++) {
        const next = KIND[text.charCodeAt(at)] as number;
        if (!(next & (WORD | MARK))) break;
        if (!(next & UPPER)) shape &= ~CAPITALS;
      }
    }
    if (count === size) {
      size *= 2;
      start = grown(start, (n) => new Int32Array(n));
      end = grown(end, (n) => new Int32Array(n));
      word = grown(word, (n) => new Int32Array(n));
      flags = grown(flags, (n) => new Uint8Array(n));
    }
    const before = count === 0 ? 0 : (end[count - 1] as number) - (start[count - 1] as number);
    const found = find(text, from, at);
    start[count] = from;
    end[count] = at;
    word[count] = found === -1 ? findWithin(find, text, from, at) : found;
    flags[count] = shape | (count === 0 ? OPENING : gapFlags(text, gapFrom, from, before));
    count++;
    gapFrom = at;
  }
  return { text, count, start, end, word, flags };
}
