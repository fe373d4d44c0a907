import type { Model, RegionEntry } from './model.ts';
import { isAmong, isCapitalised, isLocated, isNextName, nameOf } from './nearby.ts';
import { CITY_RULES } from './rules.ts';
import type { LeaveOut, Span } from './spans.ts';
import { CAPITAL, CAPITALS } from './tokens.ts';

/** `Michael Jordan`, `Mr Chad`, `Israel Concha`: the name of a person. */
function isPerson(span: Span, model: Model): boolean {
  const { reading, first, last, candidates } = span;
  if (first > 0 && isNextName(reading, first) && isCapitalised(reading, first - 1)) {
    if (isAmong(model.givenNames, reading, first - 1)) return true;
    const isHonoured = isAmong(model.honorifics, reading, first - 1);
    if (isHonoured && candidates.every(({ rule }) => rule !== 'leader')) return true;
  }
  if (isSurname(span)) return true;
  if (first !== last || reading.headline || !isNextName(reading, last + 1)) return false;
  return isAmong(model.givenNamePlaces, reading, first) && !isAmong(model.afterPlaces, reading, last + 1);
}

/** The press of another language writes the names of persons otherwise than those of its cities. */
function isForeignCity({ rule, language }: RegionEntry): boolean {
  return CITY_RULES.has(rule) && (language === '*' || language === 'en');
}

/** `Sudesh Amman`: a city behind a capitalised word that the data does not know at all. */
function isSurname({ reading, first, candidates }: Span): boolean {
  const { tokens, headline } = reading;
  if (first < 2 || headline || !candidates.every(isForeignCity)) return false;
  const unknown =
    tokens.word[first - 1] === -1 && ((tokens.flags[first - 1] as number) & (CAPITAL | CAPITALS)) === CAPITAL;
  return unknown && isNextName(reading, first);
}

/** Leaves out people, and places called like a person whom the story has named. */
export function withoutPeople(spans: readonly Span[], model: Model, leaveOut: LeaveOut): Span[] {
  const people = new Set<string>();
  const places = spans.filter((span) => {
    const person = isPerson(span, model);
    if (person) {
      people.add(nameOf(span));
      leaveOut(span, 'person');
    }
    return !person;
  });
  if (people.size === 0) return places;
  return places.filter((span) => {
    const called = people.has(nameOf(span)) && !isLocated(span, model);
    if (called) leaveOut(span, 'named-person');
    return !called;
  });
}
