import { isObject, type Json, text } from './json.ts';

/** The properties of an object by names without case and underscores: 2.x has `versioncreated`, 3.x `versionCreated`. */
export type Properties = ReadonlyMap<string, unknown>;

export const propertiesOf = (value: Json): Properties =>
  new Map(Object.entries(value).map(([key, said]) => [key.toLowerCase().replaceAll('_', ''), said]));

const MARKS = (
  'headline headlines bodies bodytext bodyhtml bodyxhtml descriptions descriptiontext descriptionhtml ' +
  'versioncreated pubstatus representationtype'
).split(' ');

function isNinjs(value: Json): boolean {
  if (text(value.uri ?? value.guid) === undefined) return false;
  const item = propertiesOf(value);
  return MARKS.some((mark) => item.has(mark));
}

/** Agencies wrap their items two or three deep (`hits.hits[]._source`); what is deeper is something else. */
const DEEPEST = 6;

/** The items of a document: one alone, a list, or a list somewhere in a wrapper. Beside a good item, a bad one counts. */
export function ninjsItems(document: unknown, depth = 0): unknown[] {
  if (depth > DEEPEST || typeof document !== 'object' || document === null) return [];
  if (isObject(document)) {
    if (isNinjs(document)) return [document];
    return Object.values(document).flatMap((value) => ninjsItems(value, depth + 1));
  }
  if (!Array.isArray(document)) return [];
  const found = document.map((value) => ({ value, items: ninjsItems(value, depth + 1) }));
  if (found.every(({ items }) => items.length === 0)) return [];
  return found.flatMap(({ value, items }) => (items.length > 0 ? items : [value]));
}
