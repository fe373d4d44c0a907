import type { Lookalike } from './lookalikes.ts';
import type { Model, RegionEntry } from './model.ts';
import { isAmong } from './nearby.ts';
import type { Hit, Reading } from './reading.ts';
import { apart, isCutOff } from './short-forms.ts';
import type { TokenSpan } from './terms.ts';

/** A name in the text with the regions that it may mean. */
export interface Span extends TokenSpan {
  readonly reading: Reading;
  readonly candidates: readonly RegionEntry[];
}

/**
 * Why a name does not count. `longer-name`: it is part of one (`Guinea` in `Equatorial Guinea`). `namesake`: it is part of
 * a phrase that means no place. `years`: nobody meant the person by it in the year of the story. `person`: it names one; `named-person`: the story
 * has named one who is called so. `company-name`: a company is called after it. `uncertain`: nothing says that it is a place at all.
 * `undecided`: it may mean several regions, and nothing says which. `rest-of-story`: the rest speaks for another one of
 * them; `surroundings`: the place behind it does. `passing`: a company or a team far down in the text. For the others see `lookalikes.ts`.
 */
export type RegionSuppression =
  | Lookalike
  | 'longer-name'
  | 'namesake'
  | 'years'
  | 'person'
  | 'named-person'
  | 'company-name'
  | 'uncertain'
  | 'undecided'
  | 'rest-of-story'
  | 'surroundings'
  | 'passing';

/** Told of a name that does not count; `cause` is the phrase that says so, where it is one. */
export type LeaveOut = (span: Span, by: RegionSuppression, cause?: TokenSpan) => void;

/** `Va.` means the state in `MARTINSVILLE, Va.` and nothing elsewhere. */
function followsComma({ tokens }: Reading, first: number): boolean {
  return first > 0 && /^,\s*$/.test(tokens.text.slice(tokens.end[first - 1], tokens.start[first]));
}

/** In a text of capitals only, `US` is as likely the pronoun. */
function isHidden(reading: Reading, hit: Hit, model: Model): boolean {
  return reading.shouted && hit.first === hit.last && isAmong(model.wordsInCapitals, reading, hit.first);
}

/** Nobody means a person before the world knows of them, nor by a surname long after their office. */
function isOfItsTime({ from = 0, to = Number.POSITIVE_INFINITY }: RegionEntry, year: number): boolean {
  return from <= year && year <= to;
}

function namesOf(reading: Reading, hit: Hit, model: Model): readonly RegionEntry[] {
  if (isHidden(reading, hit, model)) return [];
  return hit.said.places.filter(
    (entry): entry is RegionEntry =>
      entry.kind === 'region' && (entry.rule !== 'abbreviation' || followsComma(reading, hit.first)),
  );
}

/**
 * The names of places in a text, the longest from left to right; those inside a namesake's phrase are left out. `year` is the
 * story's; without one, every name may be meant.
 */
export function findSpans(reading: Reading, year: number | undefined, model: Model, leaveOut: LeaveOut): Span[] {
  const { places } = reading;
  const spans: Span[] = [];
  /** The name, or the namesake's phrase, that the tokens up to `last` belong to. */
  let taken: Span = { reading, first: -1, last: -1, candidates: [] };
  const shadow = (inner: Span, outer: Span) => {
    const isSame = inner.candidates.every(({ code }) => outer.candidates.some((entry) => entry.code === code));
    if (!isSame) leaveOut(inner, outer.candidates.length === 0 ? 'namesake' : 'longer-name', outer);
  };
  for (let at = 0; at < places.length; ) {
    const { first } = places[at] as Hit;
    const found: Span[] = [];
    for (; at < places.length && (places[at] as Hit).first === first; at++) {
      const hit = places[at] as Hit;
      const names = namesOf(reading, hit, model);
      const candidates = year === undefined ? names : names.filter((entry) => isOfItsTime(entry, year));
      if (names.length > candidates.length && candidates.length === 0) {
        leaveOut({ reading, first, last: hit.last, candidates: names }, 'years');
      }
      const hides = hit.said.places.some(({ kind }) => kind === 'namesake');
      if (candidates.length === 0 && !hides) continue;
      const same = found.at(-1)?.last === hit.last ? found.pop() : undefined;
      found.push({
        reading,
        first,
        last: hit.last,
        candidates: same ? [...same.candidates, ...candidates] : candidates,
      });
    }
    const longest = found.pop();
    if (longest === undefined) continue;
    const inside = first <= taken.last;
    for (const shorter of inside ? [...found, longest] : found) {
      if (shorter.candidates.length > 0) shadow(shorter, inside ? taken : longest);
    }
    if (inside) continue;
    const namesAt = (hit: Hit) => namesOf(reading, hit, model);
    if (longest.candidates.length > 0 && isCutOff(reading, at, longest, namesAt)) continue;
    taken = longest;
    for (const candidates of apart(longest.candidates)) spans.push({ reading, first, last: longest.last, candidates });
  }
  return spans;
}
