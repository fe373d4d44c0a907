import type { Entry, Model } from './model.ts';
import { type Hit, type Reading, textOf, zoneOf } from './reading.ts';
import { CITY_RULES } from './rules.ts';
import { CAPITAL, CAPITALS, JOINED } from './tokens.ts';
import { fold } from './words.ts';

type RegionEntry = Extract<Entry, { kind: 'region' }>;

/** A name in the text with the regions that it may mean. */
export interface Span {
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly candidates: readonly RegionEntry[];
}

/** `Va.` means the state in `MARTINSVILLE, Va.` and nothing elsewhere. */
function followsComma({ tokens }: Reading, first: number): boolean {
  return first > 0 && /^,\s*$/.test(tokens.text.slice(tokens.end[first - 1], tokens.start[first]));
}

/** In a text of capitals only, a short name is as likely a word: `US`, `IT`. */
function isHidden(reading: Reading, hit: Hit): boolean {
  return reading.shouted && hit.first === hit.last && textOf(reading.tokens, hit.first).length <= 3;
}

/** Nobody meant a person before the world knew of them. Without a year, every name may be meant. */
function isOfItsTime({ from = 0, to = Number.POSITIVE_INFINITY }: RegionEntry, year: number | undefined): boolean {
  return year === undefined || (from <= year && year <= to);
}

function candidatesOf(reading: Reading, hit: Hit, language: string, year: number | undefined): RegionEntry[] {
  if (isHidden(reading, hit)) return [];
  return hit.entries.filter(
    (entry): entry is RegionEntry =>
      entry.kind === 'region' &&
      (entry.language === '*' || entry.language === language) &&
      (entry.rule !== 'abbreviation' || followsComma(reading, hit.first)) &&
      isOfItsTime(entry, year),
  );
}

/** The names of places in a text, the longest from left to right; those inside a namesake's phrase are left out. */
export function findSpans(reading: Reading, language: string, year?: number): Span[] {
  const spans: Span[] = [];
  let next = 0;
  for (let at = 0; at < reading.hits.length; ) {
    const { first } = reading.hits[at] as Hit;
    let last = -1;
    let candidates: RegionEntry[] = [];
    for (; at < reading.hits.length && (reading.hits[at] as Hit).first === first; at++) {
      const hit = reading.hits[at] as Hit;
      if (first < next) continue;
      const found = candidatesOf(reading, hit, language, year);
      const hides = hit.entries.some(({ kind }) => kind === 'namesake');
      if (found.length === 0 && !hides) continue;
      candidates = hit.last === last ? [...candidates, ...found] : found;
      last = hit.last;
    }
    if (last === -1) continue;
    next = last + 1;
    if (candidates.length > 0) spans.push({ reading, first, last, candidates });
  }
  return spans;
}

function wordAt({ tokens }: Reading, at: number): string {
  return fold(textOf(tokens, at));
}

function isCapitalised({ tokens }: Reading, at: number): boolean {
  return ((tokens.flags[at] as number) & CAPITAL) !== 0;
}

/** Whether token `at` is a capitalised word that only a space parts from the one before it. */
function isNextName({ tokens }: Reading, at: number): boolean {
  if (at >= tokens.count || ((tokens.flags[at] as number) & (CAPITAL | JOINED)) !== (CAPITAL | JOINED)) return false;
  return tokens.text.slice(tokens.end[at - 1], tokens.start[at]) === ' ';
}

/** `Michael Jordan`, `Mr Chad`, `Israel Concha`: the name of a person. */
export function isPerson({ reading, first, last, candidates }: Span, model: Model): boolean {
  if (first > 0 && isNextName(reading, first) && isCapitalised(reading, first - 1)) {
    const before = wordAt(reading, first - 1);
    if (model.givenNames.has(before)) return true;
    if (model.honorifics.has(before) && candidates.every(({ rule }) => rule !== 'leader')) return true;
  }
  if (isSurname(reading, first, candidates)) return true;
  if (first !== last || reading.headline || !model.givenNamePlaces.has(wordAt(reading, first))) return false;
  return isNextName(reading, last + 1) && !model.afterPlaces.has(wordAt(reading, last + 1));
}

/** `Sudesh Amman`: a city behind a capitalised word that the data does not know at all. */
function isSurname(reading: Reading, first: number, candidates: readonly RegionEntry[]): boolean {
  const { tokens, headline } = reading;
  if (first < 2 || headline || !candidates.every(({ rule }) => CITY_RULES.has(rule))) return false;
  const unknown =
    tokens.word[first - 1] === -1 && ((tokens.flags[first - 1] as number) & (CAPITAL | CAPITALS)) === CAPITAL;
  return unknown && isNextName(reading, first);
}

/** `in Jordan`, `near Reading`; also whatever a dateline opens with. */
export function isLocated({ reading, first }: Span, model: Model): boolean {
  if (zoneOf(reading, first) === 'dateline') return true;
  return (
    first > 0 &&
    ((reading.tokens.flags[first] as number) & JOINED) !== 0 &&
    model.locatives.has(wordAt(reading, first - 1))
  );
}

/** What stands between two spans of one field. */
export function gapBetween(before: Span, after: Span): string {
  const { text, start, end } = before.reading.tokens;
  return text.slice(end[before.last], start[after.first]);
}
