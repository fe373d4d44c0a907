import { fold } from './characters.ts';
import type { Model } from './model.ts';
import { type Reading, textOf, zoneOf } from './reading.ts';
import type { Span } from './spans.ts';
import { CAPITAL, JOINED } from './tokens.ts';
import { findSpan, type Words } from './words.ts';

export function wordAt({ tokens }: Reading, at: number): string {
  return fold(textOf(tokens, at));
}

/** Whether token `at` is one of some words. */
export function isAmong(words: Words, { tokens }: Reading, at: number): boolean {
  return at < tokens.count && findSpan(words, tokens.text, tokens.start[at] as number, tokens.end[at] as number) !== -1;
}

export function isCapitalised({ tokens }: Reading, at: number): boolean {
  return ((tokens.flags[at] as number) & CAPITAL) !== 0;
}

/** Whether token `at` is a capitalised word that only a space parts from the one before it. */
export function isNextName({ tokens }: Reading, at: number): boolean {
  if (at >= tokens.count || ((tokens.flags[at] as number) & (CAPITAL | JOINED)) !== (CAPITAL | JOINED)) return false;
  return (
    (tokens.start[at] as number) === (tokens.end[at - 1] as number) + 1 &&
    tokens.text[tokens.end[at - 1] as number] === ' '
  );
}

/** `in Jordan`, `near Reading`; also whatever a dateline opens with. */
export function isLocated({ reading, first }: Span, model: Model): boolean {
  if (zoneOf(reading, first) === 'dateline') return true;
  return (
    first > 0 &&
    ((reading.tokens.flags[first] as number) & JOINED) !== 0 &&
    isAmong(model.locatives, reading, first - 1)
  );
}

/** What stands between two spans of one field. */
export function gapBetween(before: Span, after: Span): string {
  const { text, start, end } = before.reading.tokens;
  return text.slice(end[before.last], start[after.first]);
}

/** `Paris, Texas`: nothing but a comma stands between two spans of one field. */
export function areParted(before: Span, after: Span): boolean {
  if (before.reading !== after.reading) return false;
  const { text, start, end } = after.reading.tokens;
  const from = end[before.last] as number;
  return text[from] === ',' && /^,\s{0,2}$/.test(text.slice(from, Math.min(from + 4, start[after.first] as number)));
}

/** The name as it is written, in small letters. */
export function nameOf({ reading, first, last }: Span): string {
  return textOf(reading.tokens, first, last).toLowerCase();
}
