import { createHash } from 'node:crypto';

const BITS = 64;
/** Words in a row that count as one feature: enough for order to matter, few enough for an edited sentence to keep most. */
const SHINGLE = 2;

/**
 * 64-bit simhash of a text (Charikar 2002), as 16 hex characters: texts that share most of their word pairs differ in
 * few bits.
 */
export function simhash(text: string): string {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const votes = new Int32Array(BITS);
  for (let at = 0; at < Math.max(1, words.length - SHINGLE + 1); at++) {
    const digest = createHash('md5')
      .update(words.slice(at, at + SHINGLE).join(' '))
      .digest();
    for (let bit = 0; bit < BITS; bit++) {
      const set = ((digest[bit >> 3] ?? 0) >> (bit & 7)) & 1;
      votes[bit] = (votes[bit] ?? 0) + (set ? 1 : -1);
    }
  }
  let hash = 0n;
  for (const vote of votes) hash = (hash << 1n) | (vote > 0 ? 1n : 0n);
  return hash.toString(16).padStart(BITS / 4, '0');
}

/** Bits in which two simhashes differ, 0 to 64. */
export function simhashDistance(a: string, b: string): number {
  const differing = (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2);
  return differing.replaceAll('0', '').length;
}
