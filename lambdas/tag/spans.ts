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

const TOGETHER = '+';

/** `Va.` means the state in `MARTINSVILLE, Va.` and nothing elsewhere. */
function followsComma({ tokens }: Reading, first: number): boolean {
  return first > 0 && /^,\s*$/.test(tokens.text.slice(tokens.end[first - 1], tokens.start[first]));
}

/** In a text of capitals only, a short name is as likely a word: `US`, `IT`. */
function isHidden(reading: Reading, hit: Hit): boolean {
  return reading.shouted && hit.first === hit.last && textOf(reading.tokens, hit.first).length <= 3;
}

const languageSets = new Map<string, ReadonlySet<string>>();

/** Whether a phrase is one of the language; its own are listed as `de en es`, or `*` for all. */
function isRead({ language: list }: { readonly language: string }, language: string): boolean {
  const known = languageSets.get(list);
  const languages = known ?? new Set(list.split(' '));
  if (!known) languageSets.set(list, languages);
  return languages.has('*') || languages.has(language);
}

function candidatesOf(reading: Reading, hit: Hit, language: string): RegionEntry[] {
  if (isHidden(reading, hit)) return [];
  return hit.entries.filter(
    (entry): entry is RegionEntry =>
      entry.kind === 'region' &&
      isRead(entry, language) &&
      (entry.rule !== 'abbreviation' || followsComma(reading, hit.first)),
  );
}

/** `米中` names two countries at once, by the code `US+CN`: each stands for itself. */
function apart(candidates: readonly RegionEntry[]): (readonly RegionEntry[])[] {
  const [entry] = candidates;
  if (entry === undefined) return [];
  if (!entry.code.includes(TOGETHER)) return [candidates];
  return entry.code.split(TOGETHER).map((code) => [{ ...entry, code }]);
}

/** Characters that end a word before a name as often as they open a short form: `其中|美国`, `１５日|中国外務省`, `在|华沙`. */
const LOOSE = '中日以在对對対訪访驻駐来來';

/**
 * Whether two characters of a script without spaces only look like a short form, since a name begins at the second one: a longer
 * name (`在|华盛顿`) or, behind a loose character, one as long (`其中|美国`, but `美韩|国防部长` and `訪米|中`).
 */
function isCutOff(reading: Reading, from: number, first: number, last: number, language: string): boolean {
  const { tokens, hits } = reading;
  if (last !== first + 1 || tokens.end[first] !== tokens.start[last]) return false;
  const isLoose = LOOSE.includes(textOf(tokens, first));
  for (let at = from; at < hits.length && (hits[at] as Hit).first <= last; at++) {
    const hit = hits[at] as Hit;
    const length = hit.first === last ? hit.last - hit.first + 1 : 0;
    if (length < 2 || (length === 2 && !isLoose)) continue;
    const names = candidatesOf(reading, hit, language);
    if (names.some(({ code }) => length > 2 || !code.includes(TOGETHER))) return true;
  }
  return false;
}

/** The names of places in a text, the longest from left to right; those inside a namesake's phrase are left out. */
export function findSpans(reading: Reading, language: string): Span[] {
  const spans: Span[] = [];
  let next = 0;
  for (let at = 0; at < reading.hits.length; ) {
    const { first } = reading.hits[at] as Hit;
    let last = -1;
    let candidates: RegionEntry[] = [];
    for (; at < reading.hits.length && (reading.hits[at] as Hit).first === first; at++) {
      const hit = reading.hits[at] as Hit;
      if (first < next) continue;
      const found = candidatesOf(reading, hit, language);
      const hides = hit.entries.some((entry) => entry.kind === 'namesake' && isRead(entry, language));
      if (found.length === 0 && !hides) continue;
      candidates = hit.last === last ? [...candidates, ...found] : found;
      last = hit.last;
    }
    if (last === -1 || (candidates.length > 0 && isCutOff(reading, at, first, last, language))) continue;
    next = last + 1;
    for (const one of apart(candidates)) spans.push({ reading, first, last, candidates: one });
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

/** The press of another language writes the names of persons otherwise than those of its cities. */
function isForeignCity({ rule, language }: RegionEntry): boolean {
  return CITY_RULES.has(rule) && (language === '*' || language === 'en');
}

/** `Sudesh Amman`: a city behind a capitalised word that the data does not know at all. */
function isSurname(reading: Reading, first: number, candidates: readonly RegionEntry[]): boolean {
  const { tokens, headline } = reading;
  if (first < 2 || headline || !candidates.every(isForeignCity)) return false;
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
