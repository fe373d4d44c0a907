/** What the tokenizer must know of a UTF-16 unit. */
export const WORD = 1;
export const UPPER = 2;
/** A character of a script without spaces between words: a token of its own. */
export const SOLO = 4;
/** A combining mark: part of the word, not of its spelling. */
export const MARK = 8;

/** Above the alphabets, the classes follow from a few ranges; below, from Unicode properties. */
const ALPHABETS_END = 0x2000;

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
  if (/\p{M}/u.test(character) || character === 'ـ') return MARK;
  if (!/[\p{L}\p{N}]/u.test(character)) return 0;
  return /\p{Lu}/u.test(character) ? WORD | UPPER : WORD;
}

function foldOf(character: string): string {
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return VARIANTS.get(base) ?? (base.length === 1 ? base : character.toLowerCase());
}

function build(): { kinds: Uint8Array; folds: Uint16Array } {
  const kinds = new Uint8Array(0x10000);
  const folds = Uint16Array.from(kinds, (_, code) => code);
  for (let code = 0; code < ALPHABETS_END; code++) {
    const character = String.fromCharCode(code);
    kinds[code] = kindOf(character);
    folds[code] = foldOf(character).charCodeAt(0);
  }
  for (const [from, to, kind] of RANGES) kinds.fill(kind, from, to + 1);
  for (let code = 0xff21; code <= 0xff5a; code++) folds[code] = foldOf(String.fromCharCode(code)).charCodeAt(0);
  return { kinds, folds };
}

/** UTF-16 unit → class bits, and → the unit it is compared as: no case, no accent. */
export const { kinds: KIND, folds: FOLD } = build();
