import { isCountry } from '../shared/countries.ts';
import type { Mention } from './mentions.ts';

/** What parts the members of a list, also where a wire has a capital behind its abbreviations: `the U.S. And Japan`. */
const BETWEEN = /^(?:,|;|,? and|,? or)? (?:the )?$/i;
/** No longer text parts them. */
const LONGEST = 9;

function isNext(before: Mention, { reading, first }: Mention): boolean {
  if (before.reading !== reading) return false;
  const { text, start, end } = reading.tokens;
  const [from, to] = [end[before.last] as number, start[first] as number];
  return to - from <= LONGEST && BETWEEN.test(text.slice(text[from] === '.' ? from + 1 : from, to));
}

/** Names of countries in a row, at least so many different ones: `Costa Rica, Honduras, Mexico and Peru`. */
export function listed(mentions: readonly Mention[], least: number): Set<Mention> {
  const inLists = new Set<Mention>();
  let row: Mention[] = [];
  const close = () => {
    if (new Set(row.map(({ code }) => code)).size >= least) for (const mention of row) inLists.add(mention);
    row = [];
  };
  for (const mention of mentions) {
    if (!isCountry(mention.code)) continue;
    const before = row.at(-1);
    if (before && !isNext(before, mention)) close();
    row.push(mention);
  }
  close();
  return inLists;
}
