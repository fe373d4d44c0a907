import chardet from 'chardet';
import { withoutControls } from './controls.ts';
import { decodeEbcdic } from './ebcdic.ts';
import { decodeAs, encodingOf } from './encodings.ts';

/** Bytes that are looked at for a declaration and, where there is none, for the encoding itself. */
const HEAD = 1024;
const SAMPLE = 65_536;

const BYTE_ORDER_MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The zeros of an ASCII character, `<` or a space, give wide encodings away that have no byte order mark. */
function wideEncoding([a, b, c, d]: Uint8Array): string | undefined {
  if (!a && !b && !c && d) return 'utf-32be';
  if (a && !b && !c && !d) return 'utf-32le';
  if (!a && b) return 'utf-16be';
  if (a && b === 0) return 'utf-16le';
  return undefined;
}

/** @returns the encoding's name; wide encodings show in the bytes, so a label that claims one is wrong here */
function usable(label: string | undefined): string | undefined {
  const name = label === undefined ? undefined : encodingOf(label);
  return name === undefined || /^(utf-?(16|32)|ucs)/.test(name) ? undefined : name;
}

function declaredEncodings(bytes: Uint8Array, contentType: string | undefined): string[] {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  const labels = [
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1],
    /<\?xml[^>]*?encoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1],
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1],
  ];
  return labels.map(usable).filter((name) => name !== undefined);
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** As `encodingOf` names it, and ASCII with it. */
const LATIN_1 = 'windows-1252';

/** Multi-byte encodings whose text can pass for UTF-8 or for ASCII, so that a label that names one is believed first. */
const MULTI_BYTE = /^(utf-7|iso-2022|hz|gb|big5|euc|shift|sjis|cp9|ks_c|windows-(31j|9))/;

/** Servers put Latin 1 or ASCII into headers by default, and no byte can disprove it: any other label goes before. */
const singleByte = (declared: readonly string[]): string[] => [
  ...declared.filter((name) => name !== 'utf-8' && name !== LATIN_1),
  ...declared.filter((name) => name === LATIN_1),
];

function text(bytes: Uint8Array, contentType: string | undefined): string {
  const [mark, marked] = BYTE_ORDER_MARKS.find(([bom]) => bom.every((byte, i) => bytes[i] === byte)) ?? [];
  if (mark && marked) return decodeAs(bytes.subarray(mark.length), marked);
  const wide = bytes.length >= 4 ? wideEncoding(bytes) : undefined;
  if (wide) return decodeAs(bytes, wide);

  const ebcdic = decodeEbcdic(bytes, contentType);
  if (ebcdic !== undefined) return ebcdic;
  const declared = declaredEncodings(bytes, contentType);
  for (const encoding of declared.filter((name) => MULTI_BYTE.test(name))) {
    const decoded = decodeAs(bytes, encoding);
    if (!decoded.includes('\uFFFD')) return decoded;
  }
  // Bytes above ASCII that form UTF-8 by chance do not occur in single-byte text of any length.
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  for (const encoding of singleByte(declared)) {
    const decoded = decodeAs(bytes, encoding);
    if (!decoded.includes('\uFFFD')) return decoded;
  }
  const detected = usable(chardet.detect(bytes.subarray(0, SAMPLE)) ?? undefined);
  return decodeAs(bytes, detected ?? declared[0] ?? 'windows-1252');
}

/**
 * Bytes → text: byte order mark, wide encodings by their zeros, UTF-8 where it is valid, then what the Content-Type, the
 * XML declaration or a `meta` element claims if the bytes bear it out, then detection.
 */
export function decode(bytes: Uint8Array, contentType?: string): string {
  return withoutControls(text(bytes, contentType).replace(/^\uFEFF/, ''));
}
