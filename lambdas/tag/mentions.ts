import { isBorrowed, isInCompany, isPlaceOnly, lookalikeOf, nameOf } from './lookalikes.ts';
import type { Model } from './model.ts';
import { type Reading, type Zone, zoneOf } from './reading.ts';
import { type RegionRule, rankOf } from './rules.ts';
import { findSpans, gapBetween, isLocated, isPerson, type Span } from './spans.ts';

/** A place of the text that means one region. */
export interface Mention {
  readonly code: string;
  readonly rule: RegionRule;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly zone: Zone;
  /** The story was filed from another region. */
  readonly abroad: boolean;
}

const UNCERTAIN_RULES: ReadonlySet<RegionRule> = new Set(['city', 'shared-name']);
/** A company named in passing says nothing of its country. */
const PASSING_RULES: ReadonlySet<RegionRule> = new Set(['company', 'team']);
const AROUND_RULES: ReadonlySet<RegionRule> = new Set(['country-name', 'division', 'abbreviation']);

/** `Lebanon, Ohio,` is a town; `Mexico, Texas and Arizona` are three places. */
function isTown(spans: readonly Span[], index: number): boolean {
  const [before, span, next] = [spans[index - 1], spans[index] as Span, spans[index + 1]];
  if (!next?.candidates.every(({ rule }) => rule === 'division' || rule === 'abbreviation')) return false;
  if (before && before.reading === span.reading && /^,? (?:and |or )?$|^, $/.test(gapBetween(before, span)))
    return false;
  const { text, end } = next.reading.tokens;
  return /^(?:[,.;:)]| \(| [-–—]|$)/.test(text.slice(end[next.last], (end[next.last] as number) + 3));
}

/** `Atlanta, Georgia` is the state, `Tbilisi, Georgia` the country. */
function withinSame(spans: readonly Span[], index: number): Span {
  const [before, span] = [spans[index - 1], spans[index] as Span];
  if (!before || before.reading !== span.reading || !/^,\s{0,2}$/.test(gapBetween(before, span))) return span;
  const shared = span.candidates.filter(({ code }) => before.candidates.some((entry) => entry.code === code));
  return shared.length > 0 && isPlaceOnly(before) ? { ...span, candidates: shared } : span;
}

/** `Paris, Texas` is in Texas, `Hamilton, Ontario` in Canada. */
function withSurroundings(spans: readonly Span[]): Span[] {
  const narrowed = spans.map((_, index) => withinSame(spans, index));
  return narrowed.map((span, index) => {
    const next = narrowed[index + 1];
    if (!next || next.reading !== span.reading || !/^,\s{0,2}$/.test(gapBetween(span, next))) return span;
    const around = next.candidates.filter(({ rule }) => AROUND_RULES.has(rule));
    const within = span.candidates.filter(({ code }) => around.some((entry) => entry.code === code));
    if (within.length > 0) return { ...span, candidates: within };
    const isCity = isPlaceOnly(span) || isTown(spans, index);
    const division = around.find(({ rule }) => rule !== 'country-name');
    return isCity && division ? { ...span, candidates: [{ ...division, rule: 'city' }] } : span;
  });
}

/** Leaves out names that stand for no place by the words around them. */
function withoutLookalikes(spans: readonly Span[], model: Model): Span[] {
  return spans.filter((span) => lookalikeOf(span, model) === undefined);
}

/** A company called after a place: the country is its home, a city or a state only its name, here and later. */
function withCompanies(spans: readonly Span[], model: Model): Span[] {
  const companies = new Set<string>();
  const isNamed = spans.map((span) => {
    const named = isInCompany(span, model);
    if (named) companies.add(nameOf(span));
    return named;
  });
  return spans.flatMap((span, index) => {
    const place = isBorrowed(span);
    if (place && companies.has(nameOf(span)) && (isNamed[index] || !isLocated(span, model))) return [];
    if (!isNamed[index]) return [span];
    return [{ ...span, candidates: span.candidates.map((entry) => ({ ...entry, rule: 'company' as const })) }];
  });
}

/** Leaves out people, and places called like a person whom the story has named. */
function withoutPeople(spans: readonly Span[], model: Model): Span[] {
  const people = new Set<string>();
  const places = spans.filter((span) => {
    const person = isPerson(span, model);
    if (person) people.add(nameOf(span));
    return !person;
  });
  return places.filter((span) => !people.has(nameOf(span)) || isLocated(span, model));
}

function codesOf(span: Span): Set<string> {
  return new Set(span.candidates.map(({ code }) => code));
}

/** Needs a sign that it is a place at all: many a small city is called like a word or a person. */
function isUncertain(span: Span, model: Model): boolean {
  return span.candidates.every(({ rule }) => UNCERTAIN_RULES.has(rule)) && !isLocated(span, model);
}

/** Whether the rest of the story bears out what an uncertain name would mean. */
function isBorneOut({ code, rule }: Span['candidates'][number], support: ReadonlyMap<string, number>): boolean {
  return support.has(code) || (rule === 'shared-name' && support.size === 0);
}

/** Chooses among the regions that a name may mean: what the rest of the story names, else the better rule, else none. */
function choose(span: Span, support: ReadonlyMap<string, number>): Span['candidates'][number] | undefined {
  const sorted = [...span.candidates].sort((a, b) => rankOf(a.rule) - rankOf(b.rule));
  const [best] = sorted;
  if (best === undefined || sorted.every(({ code }) => code === best.code)) return best;
  const supported = sorted
    .map((entry) => ({ entry, count: support.get(entry.code) ?? 0 }))
    .sort((a, b) => b.count - a.count)[0];
  if (best.rule === 'country-name') {
    // Georgia, the country, unless the story is on the United States and on nothing of the Caucasus.
    const contradicted = supported?.entry.rule === 'division' && supported.count > 1 && !support.has(best.code);
    return contradicted ? supported.entry : best;
  }
  if (supported !== undefined && supported.count > 0) return supported.entry;
  return sorted.every((entry) => entry.code === best.code || rankOf(entry.rule) > rankOf(best.rule)) ? best : undefined;
}

/** Every place of a story that means a region, in the order of the text. */
export function findMentions(readings: readonly Reading[], language: string, model: Model): Mention[] {
  const found = withSurroundings(readings.flatMap((reading) => findSpans(reading, language)));
  const spans = withoutPeople(withCompanies(withoutLookalikes(found, model), model), model);
  const support = new Map<string, number>();
  for (const span of spans) {
    if (codesOf(span).size > 1 || isUncertain(span, model)) continue;
    for (const code of codesOf(span)) support.set(code, (support.get(code) ?? 0) + 1);
  }
  const mentions = spans.flatMap((span) => {
    const entry = choose(span, support);
    if (!entry || (isUncertain(span, model) && !isBorneOut(entry, support))) return [];
    const { reading, first, last } = span;
    const zone = zoneOf(reading, first);
    if (zone === 'body' && PASSING_RULES.has(entry.rule)) return [];
    return [{ code: entry.code, rule: entry.rule, reading, first, last, zone }];
  });
  const filed = new Set(mentions.filter(({ zone }) => zone === 'dateline').map(({ code }) => code));
  return mentions.map((mention) => ({ ...mention, abroad: filed.size > 0 && !filed.has(mention.code) }));
}
