import { FOLD, KIND, MARK } from './characters.ts';

/** The words that any phrase of the data holds, found in a text without copying a character of it. */
export interface Words {
  /** The number of the word at `start` to `end` of `text`, added where it is new. */
  add(text: string, start: number, end: number): number;
  /** The number of the word, or -1. */
  find(text: string, start: number, end: number): number;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hash(text: string, start: number, end: number): number {
  let value = FNV_OFFSET;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((KIND[code] as number) & MARK) continue;
    value = Math.imul(value ^ (FOLD[code] as number), FNV_PRIME);
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** Whether the span, folded, is `word`, which is kept folded. */
function equals(text: string, start: number, end: number, word: string): boolean {
  let at = 0;
  for (let from = start; from < end; from++) {
    const code = text.charCodeAt(from);
    if ((KIND[code] as number) & MARK) continue;
    if (FOLD[code] !== word.charCodeAt(at)) return false;
    at++;
  }
  return at === word.length;
}

export function fold(word: string): string {
  let folded = '';
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (!((KIND[code] as number) & MARK)) folded += String.fromCharCode(FOLD[code] as number);
  }
  return folded;
}

/** An open-addressing hash table: one probe for most words that the data does not know. */
export function createWords(): Words {
  const words: string[] = [];
  let slots = new Int32Array(1 << 16).fill(-1);

  function slotOf(text: string, start: number, end: number): number {
    const mask = slots.length - 1;
    let slot = hash(text, start, end) & mask;
    for (;;) {
      const id = slots[slot] as number;
      if (id === -1 || equals(text, start, end, words[id] as string)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    words.forEach((word, id) => {
      slots[slotOf(word, 0, word.length)] = id;
    });
  }

  return {
    add(text, start, end) {
      const slot = slotOf(text, start, end);
      const known = slots[slot] as number;
      if (known !== -1) return known;
      slots[slot] = words.length;
      words.push(fold(text.slice(start, end)));
      if (words.length * 3 > slots.length) grow();
      return words.length - 1;
    },
    find: (text, start, end) => slots[slotOf(text, start, end)] as number,
  };
}
