/** A UTF-16 unit in the table: what it is compared as in the low bits, its classes above. */
export const FOLDED = 0xffff;
export const WORD = 1 << 16;
export const UPPER = 1 << 17;
/** A character of a script without spaces between words: a token of its own. */
export const SOLO = 1 << 18;
/** A combining mark: part of the word, not of its spelling. */
export const MARK = 1 << 19;
/** May stand between the words of one phrase: `N. Korea`, `Guinea-Bissau`. */
export const JOINER = 1 << 20;
/** May end a sentence. */
export const STOP = 1 << 21;

const JOINERS = ' \t\n\r.-\'’‘‐‑–·/\u00a0"״׳־・（(';
const STOPS = '.!?。！？…؟';

/** Ranges whose classes and folds follow from Unicode properties, their ends left out. */
const ALPHABETS: readonly (readonly [from: number, to: number])[] = [
  [0, 0x2000],
  [0x2c00, 0x2e00],
  [0xa000, 0xac00],
];

/** Above them, what stands by itself and what makes words. */
const RANGES: readonly (readonly [from: number, to: number, kind: number])[] = [
  [0x3005, 0x3007, SOLO],
  [0x3041, 0x3096, SOLO],
  [0x30a1, 0x30fa, WORD],
  [0x30fc, 0x30ff, WORD],
  [0x3400, 0x4dbf, SOLO],
  [0x4e00, 0x9fff, SOLO],
  [0xac00, 0xd7a3, WORD],
  [0xf900, 0xfaff, SOLO],
  [0xff10, 0xff19, WORD],
  [0xff21, 0xff3a, WORD | UPPER],
  [0xff41, 0xff5a, WORD],
  [0xff66, 0xff9f, WORD],
];

/** Letters that writers of a language use for one another: `ى` and `ي` in Arabic; `I` is the capital of `ı` in Turkish. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['ى', 'ي'],
  ['ة', 'ه'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ı', 'i'],
]);

function kindOf(character: string): number {
  // A mark takes nothing from the capitals of its word.
  if (/\p{M}/u.test(character) || character === 'ـ') return MARK | UPPER;
  if (!/[\p{L}\p{N}]/u.test(character)) return 0;
  return /\p{Lu}/u.test(character) ? WORD | UPPER : WORD;
}

/** Latin letters and digits as wide as the characters of Chinese and Japanese. */
const [FULL_WIDTH, FULL_WIDTH_END] = [0xff10, 0xff5b];

const PART = '\uffff';

/** The unit that each of the units from `from` up to `to` is compared as. Normalised in one piece, which is ten times as quick. */
function foldsOf(from: number, to: number): number[] {
  const characters = Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at)).join(PART);
  const bases = characters.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(PART);
  return characters
    .toLowerCase()
    .split(PART)
    .map((small, at) => {
      const base = bases[at] as string;
      return (VARIANTS.get(base) ?? (base.length === 1 ? base : small)).charCodeAt(0);
    });
}

function build(): Uint32Array {
  const units = new Uint32Array(0x10000).map((_, code) => code);
  const classify = (code: number, kind: number) => {
    units[code] = (units[code] as number) | kind;
  };
  for (const [from, to] of ALPHABETS) {
    units.set(foldsOf(from, to), from);
    for (let code = from; code < to; code++) classify(code, kindOf(String.fromCharCode(code)));
  }
  units.set(foldsOf(FULL_WIDTH, FULL_WIDTH_END), FULL_WIDTH);
  for (const [from, to, kind] of RANGES) for (let code = from; code <= to; code++) classify(code, kind);
  for (const character of JOINERS) classify(character.charCodeAt(0), JOINER);
  for (const character of STOPS) classify(character.charCodeAt(0), STOP);
  return units;
}

/** UTF-16 unit → its folded form (no case, no accent) and its classes. */
export const UNITS: Uint32Array = build();

/** A word as it is compared. */
export function fold(word: string): string {
  let folded = '';
  for (let at = 0; at < word.length; at++) {
    const unit = UNITS[word.charCodeAt(at)] as number;
    if (!(unit & MARK)) folded += String.fromCharCode(unit & FOLDED);
  }
  return folded;
}
