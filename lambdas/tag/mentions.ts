import type { Model } from './model.ts';
import { type Reading, textOf, type Zone, zoneOf } from './reading.ts';
import { CITY_RULES, REGION_RULES, type RegionRule, rankOf } from './rules.ts';
import { findSpans, gapBetween, isLocated, isPerson, type Span } from './spans.ts';
import { fold } from './words.ts';

/** A place of the text that means one region. */
export interface Mention {
  readonly code: string;
  readonly rule: RegionRule;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly zone: Zone;
  readonly weight: number;
}

/** `the United States, Japan, China and Russia`: one of many is hardly what the story is about. */
const LISTED = 0.5;
const SHORTEST_LIST = 3;
const IN_LIST = /^(?:,|,? (?:and|or|y|et|und|e|и) (?:the )?|, (?:the )?)\s*$/;

const UNCERTAIN_RULES: ReadonlySet<RegionRule> = new Set(['city', 'lesser-division', 'shared-name']);
/** A company named in passing says nothing of its country. */
const PASSING_RULES: ReadonlySet<RegionRule> = new Set(['company', 'team']);
const AROUND_RULES: ReadonlySet<RegionRule> = new Set(['country-name', 'division', 'lesser-division', 'abbreviation']);

/** `Paris, Texas` is in Texas, `Hamilton, Ontario` in Canada. */
function withSurroundings(spans: readonly Span[]): Span[] {
  return spans.map((span, index) => {
    const next = spans[index + 1];
    if (!next || next.reading !== span.reading || !/^,\s{0,2}$/.test(gapBetween(span, next))) return span;
    const around = next.candidates.filter(({ rule }) => AROUND_RULES.has(rule));
    const within = span.candidates.filter(({ code }) => around.some((entry) => entry.code === code));
    if (within.length > 0) return { ...span, candidates: within };
    const isCity = span.candidates.every(({ rule }) => CITY_RULES.has(rule));
    const division = around.find(({ rule }) => rule !== 'country-name');
    return isCity && division ? { ...span, candidates: [{ ...division, rule: 'city' }] } : span;
  });
}

/** Leaves out people, and places called like a person whom the story has named. */
function withoutPeople(spans: readonly Span[], model: Model): Span[] {
  const people = new Set<string>();
  const nameOf = ({ reading, first, last }: Span) => fold(textOf(reading.tokens, first, last));
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

/** The spans that stand in a list of at least three. */
function listed(spans: readonly Span[]): Set<Span> {
  const found = new Set<Span>();
  let run: Span[] = [];
  for (const span of spans) {
    const before = run.at(-1);
    const goesOn = before !== undefined && before.reading === span.reading && IN_LIST.test(gapBetween(before, span));
    run = goesOn ? [...run, span] : [span];
    if (run.length > SHORTEST_LIST) run = run.slice(1);
    if (run.length === SHORTEST_LIST) for (const one of run) found.add(one);
  }
  return found;
}

/** Every place of a story that means a region, in the order of the text. */
export function findMentions(readings: readonly Reading[], language: string, model: Model, year?: number): Mention[] {
  const spans = withoutPeople(
    withSurroundings(readings.flatMap((reading) => findSpans(reading, language, year))),
    model,
  );
  const lists = listed(spans);
  const support = new Map<string, number>();
  for (const span of spans) {
    if (codesOf(span).size > 1 || isUncertain(span, model)) continue;
    for (const code of codesOf(span)) support.set(code, (support.get(code) ?? 0) + 1);
  }
  return spans.flatMap((span) => {
    const entry = choose(span, support);
    if (!entry || (isUncertain(span, model) && !isBorneOut(entry, support))) return [];
    const { reading, first, last } = span;
    const zone = zoneOf(reading, first);
    if (zone === 'body' && PASSING_RULES.has(entry.rule)) return [];
    const weight = REGION_RULES[entry.rule] * (lists.has(span) ? LISTED : 1);
    return [{ code: entry.code, rule: entry.rule, reading, first, last, zone, weight }];
  });
}
