import { isPlaceOnly } from './lookalikes.ts';
import type { RegionEntry } from './model.ts';
import { areParted, gapBetween } from './nearby.ts';
import type { RegionRule } from './rules.ts';
import type { LeaveOut, Span } from './spans.ts';

const DIVISION_RULES: ReadonlySet<RegionRule> = new Set(['division', 'lesser-division', 'abbreviation']);
const AROUND_RULES: ReadonlySet<RegionRule> = new Set([...DIVISION_RULES, 'country-name']);

/** `Lebanon, Ohio,` is a town; `Mexico, Texas and Arizona` are three places. */
function isTown(spans: readonly Span[], index: number): boolean {
  const [before, span, next] = [spans[index - 1], spans[index] as Span, spans[index + 1]];
  if (!next?.candidates.every(({ rule }) => DIVISION_RULES.has(rule))) return false;
  if (before && before.reading === span.reading && /^,? (?:and |or )?$|^, $/.test(gapBetween(before, span)))
    return false;
  const { text, end } = next.reading.tokens;
  return /^(?:[,.;:)]| \(| [-–—]|$)/.test(text.slice(end[next.last], (end[next.last] as number) + 3));
}

/** `Tokyo, New York and Sydney`, `Oromia, Xinjiang`: places side by side, none of them around the one before it. */
function isListed(span: Span, next: Span): boolean {
  const { text, end } = next.reading.tokens;
  return (
    span.candidates.some(({ rule }) => rule === 'division') ||
    /^,? (?:and|or) \p{Lu}/u.test(text.slice(end[next.last], (end[next.last] as number) + 8))
  );
}

/** `Atlanta, Georgia` is the state, `Tbilisi, Georgia` the country. */
function withinSame(spans: readonly Span[], index: number): Span {
  const [before, span] = [spans[index - 1], spans[index] as Span];
  if (!before || !areParted(before, span)) return span;
  const shared = span.candidates.filter(({ code }) => before.candidates.some((entry) => entry.code === code));
  return shared.length > 0 && isPlaceOnly(before) ? { ...span, candidates: shared } : span;
}

/** The state that a place lies in: `Rome, Georgia`, but not in a story that names the country of that name otherwise. */
function divisionAround(spans: readonly Span[], index: number): RegionEntry | undefined {
  const [span, next] = [spans[index] as Span, spans[index + 1]];
  const division = next?.candidates.find(({ rule }) => DIVISION_RULES.has(rule));
  if (!next || !division) return undefined;
  if (!(isPlaceOnly(span) ? !isListed(span, next) : isTown(spans, index))) return undefined;
  const country = next.candidates.find(({ rule }) => rule === 'country-name');
  const isMeant = ({ candidates }: Span) =>
    candidates.every(({ code, rule }) => code === country?.code && rule !== 'demonym');
  return country && spans.some(isMeant) ? undefined : division;
}

/** What a name means by the wider place that follows it: `Paris, Texas` is in Texas, `Hamilton, Ontario` in Canada. */
export function withSurroundings(spans: readonly Span[], leaveOut: LeaveOut): Span[] {
  const narrowed = spans.map((_, index) => withinSame(spans, index));
  return narrowed.map((span, index) => {
    const [before, next] = [narrowed[index - 1], narrowed[index + 1]];
    const state = before && areParted(before, span) ? divisionAround(narrowed, index - 1) : undefined;
    if (state && span.candidates.length > 1) return { ...span, candidates: [state] };
    if (!next || !areParted(span, next)) return span;
    const around = next.candidates.filter(({ rule }) => AROUND_RULES.has(rule));
    const within = span.candidates.filter(({ code }) => around.some((entry) => entry.code === code));
    const division = divisionAround(narrowed, index);
    const town = division ? [{ ...division, rule: 'city' as const }] : span.candidates;
    const candidates = within.length > 0 ? within : town;
    const others = span.candidates.filter(({ code }) => candidates.every((entry) => entry.code !== code));
    if (others.length > 0) leaveOut({ ...span, candidates: others }, 'surroundings', next);
    return { ...span, candidates };
  });
}
