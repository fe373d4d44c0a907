import { FOLDED, MARK, UNITS } from './characters.ts';

/** The words that any phrase of the data holds, to be found in a text without copying a character of it. */
export interface Words {
  readonly count: number;
  /**
   * A hash table with open addressing, two numbers a slot: the word, counted from 1, with the first hash's upper bits, then
   * the second hash. The letters are not kept: another word with both hashes comes once in 2 ** 44 or so, and whoever makes
   * one up might as well write the word itself.
   */
  readonly slots: Int32Array;
}

/** The hashes of no letter. The tokenizer goes on with them from unit to unit: FNV-1a, and FxHash as Firefox has it. */
export const EMPTY_FIRST = 0x811c9dc5;
export const EMPTY_SECOND = 0;

export function firstWith(hash: number, unit: number): number {
  return Math.imul(hash ^ (unit & FOLDED), 0x01000193);
}

export function secondWith(hash: number, unit: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ (unit & FOLDED), 0x9e3779b1);
}

const NUMBER_BITS = 20;
const MOST_WORDS = 2 ** NUMBER_BITS - 1;
const UPPER_BITS = -1 << NUMBER_BITS;

/** Where the look for a word begins, in a table of so many slots, a power of two. */
function slotOf(first: number, slots: number): number {
  return (first ^ (first >>> 15)) & (slots - 1);
}

/** The number of the word with these hashes, or -1. */
export function findWord({ slots }: Words, first: number, second: number): number {
  const size = slots.length >> 1;
  for (let slot = slotOf(first, size); ; slot = (slot + 1) & (size - 1)) {
    const entry = slots[2 * slot] as number;
    if (entry === 0) return -1;
    if (slots[2 * slot + 1] === second && ((entry ^ first) & UPPER_BITS) === 0) return (entry & MOST_WORDS) - 1;
  }
}

/** The number of the word at `start` to `end` of `text`, or -1. */
export function findSpan(words: Words, text: string, start: number, end: number): number {
  let first = EMPTY_FIRST;
  let second = EMPTY_SECOND;
  for (let at = start; at < end; at++) {
    const unit = UNITS[text.charCodeAt(at)] as number;
    if (unit & MARK) continue;
    first = firstWith(first, unit);
    second = secondWith(second, unit);
  }
  return findWord(words, first, second);
}

/** Letters that a word shares with the one before it, as a capital: no folded word has one. */
const SHARED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIRST_SHARED = SHARED.charCodeAt(0);

/**
 * Folded words as one text, which `loadWords` reads. The words after the first lack what they share with the one before:
 * `Akorea` `Gns`.
 *
 * @param words in the order of their units
 */
export function encodeWords(words: readonly string[]): string {
  let before = '';
  const pieces = words.map((word) => {
    let shared = 0;
    while (shared < SHARED.length - 1 && shared < word.length && word[shared] === before[shared]) shared++;
    before = word;
    return `${SHARED[shared]}${word.slice(shared)}`;
  });
  return pieces.join('');
}

/** Makes words ready to be found, from what `encodeWords` wrote. What a word shares with the one before is not hashed again. */
export function loadWords(encoded: string): Words {
  const count = encoded.match(/[A-Z]/g)?.length ?? 0;
  if (count > MOST_WORDS) throw new RangeError(`at most ${MOST_WORDS} words can be told apart, not ${count}`);
  const size = 2 ** Math.ceil(Math.log2(1.25 * count + 1));
  const slots = new Int32Array(2 * size);
  /** Hashes of the word up to each of its letters. */
  const firsts = [EMPTY_FIRST];
  const seconds = [EMPTY_SECOND];
  let word = 0;
  let length = 0;

  function put(): void {
    const first = firsts[length] as number;
    let slot = slotOf(first, size);
    while (slots[2 * slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[2 * slot] = (first & UPPER_BITS) | word;
    slots[2 * slot + 1] = seconds[length] as number;
  }

  for (let at = 0; at < encoded.length; at++) {
    const code = encoded.charCodeAt(at);
    const shared = code - FIRST_SHARED;
    if (shared >= 0 && shared < SHARED.length) {
      if (word > 0) put();
      word++;
      length = shared;
    } else {
      firsts[length + 1] = firstWith(firsts[length] as number, code);
      seconds[length + 1] = secondWith(seconds[length] as number, code);
      length++;
    }
  }
  if (word > 0) put();
  return { count, slots };
}
