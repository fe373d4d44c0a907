import type { Item, ItemCopy } from '../index/item.ts';
import { rolesOf } from '../index/rows.ts';
import type { Question } from './question.ts';

/** What the filters go by: of a copy, or of the item row. */
type Profile = Pick<ItemCopy, 'regions' | 'datelines' | 'mentioned' | 'publisherCountry'>;

/**
 * What a question asks of a story beyond the partitions that it stands in.
 *
 * @returns `undefined` where the copy had no room for what tells it, so that only the item row can
 */
export type Filter = (story: Profile) => boolean | undefined;

export function filterOf({ regions, role, publisherCountries = [] }: Question): Filter {
  const groups = role === undefined ? [] : regions;
  if (groups.length === 0 && publisherCountries.length === 0) return () => true;
  return ({ datelines, mentioned, publisherCountry, ...story }) => {
    if (!datelines || !mentioned) return undefined;
    const isOfCountry = publisherCountry !== undefined && publisherCountries.includes(publisherCountry);
    if (publisherCountries.length > 0 && !isOfCountry) return false;
    if (role === undefined) return true;
    const codes = {
      about: story.regions.filter((code) => !datelines.includes(code)),
      dateline: datelines,
      any: [...story.regions, ...mentioned],
    }[role];
    return groups.every((group) => group.some((code) => codes.includes(code)));
  };
}

export const profileOf = (item: Item): Profile => ({
  ...rolesOf(item),
  ...(item.publisherCountry !== undefined && { publisherCountry: item.publisherCountry }),
});
