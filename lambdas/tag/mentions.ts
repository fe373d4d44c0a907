import { withCompanies } from './companies.ts';
import { withoutLookalikes } from './lookalikes.ts';
import type { Model, RegionEntry } from './model.ts';
import { isAmong, isCapitalised, isLocated, isNextName } from './nearby.ts';
import { withoutPeople } from './people.ts';
import { type Reading, type Zone, zoneOf } from './reading.ts';
import { type RegionRule, rankOf } from './rules.ts';
import { findSpans, type LeaveOut, type Span } from './spans.ts';
import { withSurroundings } from './surroundings.ts';
import { OPENING } from './tokens.ts';

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

const UNCERTAIN_RULES: ReadonlySet<RegionRule> = new Set(['city', 'lesser-division', 'shared-name']);
/** A company named in passing says nothing of its country. */
const PASSING_RULES: ReadonlySet<RegionRule> = new Set(['company', 'team']);

/** The only region that a name may mean. */
function onlyCode({ candidates }: Span): string | undefined {
  const code = candidates[0]?.code;
  return candidates.every((entry) => entry.code === code) ? code : undefined;
}

/** `Cubs were born at the zoo`: the capital at the start of a sentence makes a club of any animal. */
function isOpeningTeam({ reading, first, last, candidates }: Span): boolean {
  const opens = ((reading.tokens.flags[first] as number) & OPENING) !== 0;
  return opens && first === last && !reading.headline && candidates.every(({ rule }) => rule === 'team');
}

/** Needs a sign that it is a place at all: many a small city is called like a word or a person. */
function isUncertain(span: Span, model: Model): boolean {
  if (isOpeningTeam(span)) return true;
  return span.candidates.every(({ rule }) => UNCERTAIN_RULES.has(rule)) && !isLocated(span, model);
}

/** `Lindsay Davenport`, `Montgomery Securities`: an uncertain name inside a longer one is no place's. */
function isInLongerName({ reading, first, last, candidates }: Span, model: Model): boolean {
  if (reading.headline || candidates.some(({ rule }) => rule === 'shared-name')) return false;
  const goesOn = isNextName(reading, last + 1) && !isAmong(model.afterPlaces, reading, last + 1);
  return goesOn || (first > 0 && isNextName(reading, first) && isCapitalised(reading, first - 1));
}

/** Whether the rest of the story bears out what an uncertain name would mean. */
function isBorneOut({ code }: RegionEntry, support: ReadonlyMap<string, number>): boolean {
  return support.has(code);
}

/** Chooses among the regions that a name may mean: what the rest of the story names, else the better rule, else none. */
function choose(span: Span, support: ReadonlyMap<string, number>): RegionEntry | undefined {
  if (span.candidates.length === 1) return span.candidates[0];
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

/** Region → how many names of the story surely mean it. */
function supportOf(spans: readonly Span[], model: Model): Map<string, number> {
  const support = new Map<string, number>();
  for (const span of spans) {
    const code = onlyCode(span);
    if (code === undefined || isUncertain(span, model)) continue;
    support.set(code, (support.get(code) ?? 0) + 1);
  }
  return support;
}

/** The region that a name means, if it counts. */
function decide(
  span: Span,
  support: ReadonlyMap<string, number>,
  model: Model,
  leaveOut: LeaveOut,
): RegionEntry | undefined {
  const entry = choose(span, support);
  if (!entry) {
    leaveOut(span, 'undecided');
    return undefined;
  }
  if (isUncertain(span, model) && (isInLongerName(span, model) || !isBorneOut(entry, support))) {
    leaveOut(span, 'uncertain');
    return undefined;
  }
  if (span.candidates.length > 1) {
    const others = span.candidates.filter(({ code }) => code !== entry.code);
    if (others.length > 0) leaveOut({ ...span, candidates: others }, 'rest-of-story');
  }
  if (zoneOf(span.reading, span.first) === 'body' && PASSING_RULES.has(entry.rule)) {
    leaveOut({ ...span, candidates: [entry] }, 'passing');
    return undefined;
  }
  return entry;
}

/** Every place of a story that means a region, in the order of the text. `year` is the story's. */
export function findMentions(
  readings: readonly Reading[],
  year: number | undefined,
  model: Model,
  leaveOut: LeaveOut,
): Mention[] {
  const found = withSurroundings(
    readings.flatMap((reading) => findSpans(reading, year, model, leaveOut)),
    leaveOut,
  );
  const places = withCompanies(withoutLookalikes(found, model, leaveOut), model, leaveOut);
  const spans = withoutPeople(places, model, leaveOut);
  const support = supportOf(spans, model);
  const entries = spans.map((span) => decide(span, support, model, leaveOut));
  /** Regions that the story was filed from. */
  const filed = new Set<string>();
  spans.forEach(({ reading, first }, index) => {
    const code = entries[index]?.code;
    if (code !== undefined && zoneOf(reading, first) === 'dateline') filed.add(code);
  });
  const mentions: Mention[] = [];
  spans.forEach(({ reading, first, last }, index) => {
    const entry = entries[index];
    if (!entry) return;
    const { code, rule } = entry;
    const abroad = filed.size > 0 && !filed.has(code);
    mentions.push({ code, rule, reading, first, last, zone: zoneOf(reading, first), abroad });
  });
  return mentions;
}
