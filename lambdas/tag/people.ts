import type { Model, RegionEntry } from './model.ts';
import { isAmong, isCapitalised, isLocated, isNextName, nameOf } from './nearby.ts';
import { textOf } from './reading.ts';
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
  if (first !== last || !isNextName(reading, last + 1) || !isAmong(model.givenNamePlaces, reading, first)) return false;
  return reading.headline ? isNamedInHeadline(span) : !isAmong(model.afterPlaces, reading, last + 1);
}

/** `Israel Concha Elected`, but `Israel Rejects Plan`: in a headline all words have capitals; a name is none that the data knows, and a verb follows. */
function isNamedInHeadline({ reading, last }: Span): boolean {
  const { tokens } = reading;
  if (tokens.word[last + 1] !== -1 || !isNextName(reading, last + 2)) return false;
  return !/(?:s|ed|ing)$/i.test(textOf(tokens, last + 1)) && /(?:s|ed)$/i.test(textOf(tokens, last + 2));
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
