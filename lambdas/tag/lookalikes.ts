import type { Model } from './model.ts';
import { textOf, zoneOf } from './reading.ts';
import { CITY_RULES, type RegionRule } from './rules.ts';
import { isCapitalised, isNextName, type Span, wordAt } from './spans.ts';
import { JOINED } from './tokens.ts';

/** Rules of what lies within a country. */
const PLACE_RULES: ReadonlySet<RegionRule> = new Set([...CITY_RULES, 'division', 'shared-name']);
/** Those whose names companies like to take without being of the place: `Essex Chemical Corp`, `Naples Federal Inc`. */
const BORROWED_RULES: ReadonlySet<RegionRule> = new Set(['city', 'major-city', 'division', 'shared-name']);
/** Most words between a place and the `Ltd` of the company that is called after it. */
const LONGEST_COMPANY = 6;

function isJoined({ reading: { tokens } }: Span, at: number): boolean {
  return at < tokens.count && ((tokens.flags[at] as number) & JOINED) !== 0;
}

/** `Canadian dollar`, `Swiss francs`: says what is paid in, not who pays. */
function isCurrency(span: Span, model: Model): boolean {
  const next = span.last + 1;
  return isJoined(span, next) && model.currencyUnits.has(wordAt(span.reading, next));
}

/** `<UK>`, `(NYSE:UK)`: the sign of a share. */
function isTicker({ reading: { tokens }, first, last }: Span): boolean {
  const { text, start, end } = tokens;
  const before = text[(start[first] as number) - 1];
  return (
    first === last &&
    (before === '<' || before === ':') &&
    /^[A-Z.]*[>)]/.test(text.slice(end[last], (end[last] as number) + 8))
  );
}

/** `the Paris accord`, `the Lisbon Treaty`: named after where it was signed. */
function isAgreement(span: Span, model: Model): boolean {
  const next = span.last + 1;
  return (
    span.candidates.every(({ rule }) => CITY_RULES.has(rule)) &&
    isJoined(span, next) &&
    model.agreements.has(wordAt(span.reading, next))
  );
}

/** `to be listed in Luxembourg`: where a bond is traded says nothing of who borrows. */
function isListing({ reading, first }: Span): boolean {
  const { tokens } = reading;
  const from = Math.max(0, (tokens.start[first] as number) - 24);
  return /\b(?:listed|listing|quoted|quotation) (?:will be )?(?:in|on|at) (?:the )?$/.test(
    tokens.text.slice(from, tokens.start[first]),
  );
}

/** `SAN LUIS OBISPO`, `NEW YORK`: only a part of the place that a dateline names. */
function isPartOfPlace({ reading, first, last }: Span): boolean {
  if (zoneOf(reading, first) !== 'dateline') return false;
  const goesOn = isNextName(reading, last + 1) && zoneOf(reading, last + 1) === 'dateline';
  const began = first > 0 && isNextName(reading, first) && isCapitalised(reading, first - 1);
  return goesOn || began;
}

/** `Anglo-Irish`, but not General Franco: the short form of a people stands before a hyphen only. */
function isBarePrefix({ reading: { tokens }, last, first }: Span, model: Model): boolean {
  if (first !== last || !model.prefixes.has(textOf(tokens, first).toLowerCase())) return false;
  return !/^[-‐‑–]\p{Lu}/u.test(tokens.text.slice(tokens.end[last], (tokens.end[last] as number) + 2));
}

/** `speaks French`, `the German language`. */
function isLanguage(span: Span, model: Model): boolean {
  const { reading, first, last, candidates } = span;
  if (!candidates.every(({ rule }) => rule === 'demonym')) return false;
  const spoken = isJoined(span, first) && first > 0 && model.speaking.has(wordAt(reading, first - 1));
  return spoken || (isJoined(span, last + 1) && model.languageWords.has(wordAt(reading, last + 1)));
}

/** `Bank of Montreal`, `NEC Corp of Japan`: where a company is at home. */
function isHome({ reading, first }: Span, model: Model): boolean {
  if (first < 2 || wordAt(reading, first - 1) !== 'of') return false;
  const before = wordAt(reading, first - 2);
  return before === 'bank' || model.companyForms.has(before);
}

/** Whether a company's name with `Ltd`, `Inc` or the like goes on from the span. */
export function isInCompany(span: Span, model: Model): boolean {
  const { reading, last } = span;
  if (isHome(span, model)) return true;
  if (reading.headline) return false;
  for (let at = last + 1; at <= last + LONGEST_COMPANY && isNextName(reading, at); at++) {
    if (model.companyForms.has(wordAt(reading, at))) return true;
  }
  return false;
}

const PREDICATES = {
  currency: isCurrency,
  ticker: isTicker,
  agreement: isAgreement,
  listing: isListing,
  'part-of-place': isPartOfPlace,
  'bare-prefix': isBarePrefix,
  language: isLanguage,
} as const;

export type Lookalike = keyof typeof PREDICATES;
const LOOKALIKES = Object.keys(PREDICATES) as Lookalike[];

/** Which sign in the words around a name says that no place is meant. */
export function lookalikeOf(span: Span, model: Model): Lookalike | undefined {
  return LOOKALIKES.find((name) => PREDICATES[name](span, model));
}

/** Whether a company may be called so without being at home in the country. */
export function isBorrowed({ candidates }: Span): boolean {
  return candidates.every(({ rule }) => BORROWED_RULES.has(rule));
}

/** A city or a part of a country, nothing larger. */
export function isPlaceOnly({ candidates }: Span): boolean {
  return candidates.every(({ rule }) => PLACE_RULES.has(rule));
}

export function nameOf({ reading, first, last }: Span): string {
  return textOf(reading.tokens, first, last).toLowerCase();
}
