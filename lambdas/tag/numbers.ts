/**
 * Whole numbers as text, as source maps write them (Base64 VLQ) but without signs: five bits a character, the lowest first,
 * and a sixth that says that more follow. Small numbers take one character, and gzip sees where each begins.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BITS = 5;
const MORE = 1 << BITS;

const VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value;

/** @param numbers from 0 up to 2 ** 31 */
export function encodeNumbers(numbers: Iterable<number>): string {
  const digits: string[] = [];
  for (let number of numbers) {
    for (; number >= MORE; number >>>= BITS) digits.push(DIGITS[(number & (MORE - 1)) | MORE] as string);
    digits.push(DIGITS[number] as string);
  }
  return digits.join('');
}

/** Reads what `encodeNumbers` wrote. */
export function decodeNumbers(text: string): Uint32Array {
  const numbers = new Uint32Array(text.length);
  let count = 0;
  let number = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const value = VALUES[text.charCodeAt(at)] as number;
    number |= (value & (MORE - 1)) << shift;
    shift += BITS;
    if (value & MORE) continue;
    numbers[count++] = number;
    number = 0;
    shift = 0;
  }
  return numbers.subarray(0, count);
}
