import type { Model } from './model.ts';
import { isAmong, isCapitalised, isNextName } from './nearby.ts';
import { zoneOf } from './reading.ts';
import { CITY_RULES, type RegionRule } from './rules.ts';
import type { LeaveOut, Span } from './spans.ts';
import { JOINED } from './tokens.ts';

/** Rules of what lies within a country. */
const PLACE_RULES: ReadonlySet<RegionRule> = new Set([...CITY_RULES, 'division', 'lesser-division', 'shared-name']);

function isJoined({ reading: { tokens } }: Span, at: number): boolean {
  return at < tokens.count && ((tokens.flags[at] as number) & JOINED) !== 0;
}

/** `Canadian dollar`, `Swiss francs`: says what is paid in, not who pays. */
function isCurrency(span: Span, model: Model): boolean {
  const next = span.last + 1;
  return isJoined(span, next) && isAmong(model.currencyUnits, span.reading, next);
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
    isAmong(model.agreements, span.reading, next)
  );
}

/** `to be listed in Luxembourg`: where a bond is traded says nothing of who borrows. */
function isListing({ reading, first }: Span): boolean {
  const { tokens } = reading;
  const before = first === 0 ? 0 : (tokens.end[first - 1] as number) - (tokens.start[first - 1] as number);
  // Behind a longer word than `the`, which most names have before them, there is nothing to look for.
  if (before < 2 || before > 3) return false;
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
function isBarePrefix({ reading, last, first }: Span, model: Model): boolean {
  if (first !== last || !isAmong(model.prefixes, reading, first)) return false;
  const { tokens } = reading;
  return !/^[-‐‑–]\p{Lu}/u.test(tokens.text.slice(tokens.end[last], (tokens.end[last] as number) + 2));
}

/** `speaks French`, `the German language`. */
function isLanguage(span: Span, model: Model): boolean {
  const { reading, first, last, candidates } = span;
  if (!candidates.every(({ rule }) => rule === 'demonym')) return false;
  const spoken = isJoined(span, first) && first > 0 && isAmong(model.speaking, reading, first - 1);
  return spoken || (isJoined(span, last + 1) && isAmong(model.languageWords, reading, last + 1));
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

/** Leaves out names that stand for no place by the words around them. */
export function withoutLookalikes(spans: readonly Span[], model: Model, leaveOut: LeaveOut): Span[] {
  return spans.filter((span) => {
    const lookalike = LOOKALIKES.find((name) => PREDICATES[name](span, model));
    if (lookalike) leaveOut(span, lookalike);
    return lookalike === undefined;
  });
}

/** A city or a part of a country, nothing larger. */
export function isPlaceOnly({ candidates }: Span): boolean {
  return candidates.every(({ rule }) => PLACE_RULES.has(rule));
}
