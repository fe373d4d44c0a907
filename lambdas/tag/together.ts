import { isCountry } from '../shared/countries.ts';
import { ancestorsOf } from './hierarchy.ts';
import type { Mention } from './mentions.ts';
import { NAME_RULES } from './rules.ts';

/** What parts the members of a list, also where a wire has a capital behind its abbreviations: `the U.S. And Japan`. */
const BETWEEN = /^\.?(?:,|;|,? and|,? or)? (?:the )?$/i;
/** Each member may have its share: `Denmark 4,000 tonnes, and in Ireland 2,000`. */
const SHARE = /\d/;
/** Characters between two members at most. */
const LONGEST = 60;
/** So many countries in a row are a list. */
const LIST = 4;
/** Points at which a story is about a country of the list that it opens with: one name is enough. */
const LIST_POINTS = 0.2;
/** The same for a country of the area that it opens with: a name in the opening, or two below it. */
const AREA_POINTS = 0.55;

const isOpening = ({ zone }: Mention) => zone === 'title' || zone === 'lead';

/** A continent says too little of the countries in it. */
const isArea = (code: string) => !isCountry(code) && ancestorsOf(code).length > 0;

function isNext(before: Mention, { reading, first }: Mention): boolean {
  if (before.reading !== reading || reading.sentence[before.last] !== reading.sentence[first]) return false;
  const { text, start, end } = reading.tokens;
  const [from, to] = [end[before.last] as number, start[first] as number];
  if (to - from > LONGEST) return false;
  const gap = text.slice(from, to);
  return BETWEEN.test(gap) || SHARE.test(gap);
}

/** Rows of names of countries in the text: `Costa Rica, Honduras, Mexico and Peru`. */
function rowsOf(mentions: readonly Mention[]): Mention[][] {
  const rows: Mention[][] = [];
  for (const mention of mentions) {
    if (mention.zone === 'dateline' || !isCountry(mention.code)) continue;
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row && before && isNext(before, mention)) row.push(mention);
    else rows.push([mention]);
  }
  return rows;
}

function isListOfOpening(row: readonly Mention[]): boolean {
  return row[0] !== undefined && isOpening(row[0]) && new Set(row.map(({ code }) => code)).size >= LIST;
}

const NONE = () => undefined;

/**
 * Countries that a wire from elsewhere opens with together, in a list or by the area around them, are what it is about,
 * however seldom it comes back to one of them.
 *
 * @returns points that make such a country what the story is about, `undefined` for any other
 */
export function neededTogether(mentions: readonly Mention[]): (code: string) => number | undefined {
  if (!mentions.some(({ abroad }) => abroad)) return NONE;
  const areas = new Set<string>();
  for (const mention of mentions) if (isOpening(mention) && isArea(mention.code)) areas.add(mention.code);
  const listed = new Set<string>();
  for (const row of rowsOf(mentions).filter(isListOfOpening)) {
    for (const { code, rule } of row) if (NAME_RULES.has(rule)) listed.add(code);
  }
  return (code) => {
    if (listed.has(code)) return LIST_POINTS;
    if (areas.size === 0 || !isCountry(code)) return undefined;
    return ancestorsOf(code).some((area) => areas.has(area)) ? AREA_POINTS : undefined;
  };
}
