import { FOLDED, MARK, UNITS } from './characters.ts';

/** The words that any phrase of the data holds, found in a text without copying a character of it. */
export interface Words {
  readonly count: number;
  /** The number of the word at `start` to `end` of `text`, or -1. `hash` is what `hashOf` gives for it. */
  find(text: string, start: number, end: number, hash: number): number;
}

/** FNV-1a over the folded units: the tokenizer goes on with it from unit to unit. */
export const EMPTY_HASH = 0x811c9dc5;
const PRIME = 0x01000193;

export function hashWith(hash: number, unit: number): number {
  return Math.imul(hash ^ (unit & FOLDED), PRIME);
}

export function hashOf(text: string, start: number, end: number): number {
  let hash = EMPTY_HASH;
  for (let at = start; at < end; at++) {
    const unit = UNITS[text.charCodeAt(at)] as number;
    if (!(unit & MARK)) hash = hashWith(hash, unit);
  }
  return hash;
}

/** Where in a table the look for a word begins, before it is cut to the table's size. */
function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** A slot of the table holds the number of its word, counted from 1, and above it these bits of the word's hash. */
const NUMBER_BITS = 20;
const MOST_WORDS = 2 ** NUMBER_BITS - 1;
const TAG = -1 << NUMBER_BITS;

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

interface Letters {
  readonly units: Uint16Array;
  /** Word → its first letter, then where the last word ends. */
  readonly starts: Uint32Array;
}

function decodeWords(encoded: string): Letters {
  let [count, length] = [0, 0];
  for (let at = 0; at < encoded.length; at++) {
    const shared = encoded.charCodeAt(at) - FIRST_SHARED;
    if (shared < 0 || shared >= SHARED.length) length++;
    else {
      count++;
      length += shared;
    }
  }
  const units = new Uint16Array(length);
  const starts = new Uint32Array(count + 1);
  let [word, end] = [0, 0];
  for (let at = 0; at < encoded.length; at++) {
    const code = encoded.charCodeAt(at);
    const shared = code - FIRST_SHARED;
    if (shared < 0 || shared >= SHARED.length) {
      units[end++] = code;
      continue;
    }
    const before = word === 0 ? 0 : (starts[word - 1] as number);
    starts[word++] = end;
    for (let letter = before; letter < before + shared; letter++) units[end++] = units[letter] as number;
  }
  starts[count] = end;
  return { units, starts };
}

/**
 * An open-addressing hash table: one look, into a table that is a third full, for most words that the data does not know.
 *
 * @param encoded by `encodeWords`
 */
export function loadWords(encoded: string): Words {
  const { units, starts } = decodeWords(encoded);
  const count = starts.length - 1;
  if (count > MOST_WORDS) throw new RangeError(`at most ${MOST_WORDS} words can be told apart, not ${count}`);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * 3 + 1)));
  const last = slots.length - 1;

  for (let number = 0; number < count; number++) {
    let hash = EMPTY_HASH;
    const end = starts[number + 1] as number;
    for (let at = starts[number] as number; at < end; at++) hash = hashWith(hash, units[at] as number);
    let slot = slotOf(hash) & last;
    while (slots[slot] !== 0) slot = (slot + 1) & last;
    slots[slot] = (hash & TAG) | (number + 1);
  }

  /** Whether the span, folded, is the word. */
  function equals(text: string, start: number, end: number, number: number): boolean {
    let at = starts[number] as number;
    for (let from = start; from < end; from++) {
      const unit = UNITS[text.charCodeAt(from)] as number;
      if (unit & MARK) continue;
      if ((unit & FOLDED) !== units[at]) return false;
      at++;
    }
    return at === starts[number + 1];
  }

  return {
    count,
    find(text, start, end, hash) {
      for (let slot = slotOf(hash) & last; ; slot = (slot + 1) & last) {
        const entry = slots[slot] as number;
        if (entry === 0) return -1;
        const number = (entry & MOST_WORDS) - 1;
        if (((entry ^ hash) & TAG) === 0 && equals(text, start, end, number)) return number;
      }
    },
  };
}
