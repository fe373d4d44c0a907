import { headlineOf, isTake } from '../identify/headline.ts';
import { simhashDistance } from '../identify/simhash.ts';
import type { ItemCopy } from '../index/item.ts';

/** A story with its earlier takes and the copies that other houses carried, which are folded under the newest. */
export interface FoldedItem extends ItemCopy {
  readonly copies: readonly Pick<ItemCopy, 'id' | 'title' | 'link' | 'feed'>[];
}

/**
 * Bits in which two copies of one story may differ. On the sample wire, where a test folds them, copies differ in 6 to 16
 * bits and the nearest other two stories in 17; so close to the limit a second sign is asked for, a region in common.
 */
const MAX_DISTANCE = 16;
/** Syndicated copy is printed within days; what reads alike later is a new report in the same words. */
const MAX_APART_MS = 3 * 86_400_000;

/** Folds near-duplicates of a page together. The order stays. */
export function fold(items: readonly ItemCopy[]): FoldedItem[] {
  const folded: (ItemCopy & { readonly copies: Pick<ItemCopy, 'id' | 'title' | 'link' | 'feed'>[] })[] = [];
  for (const item of items) {
    const original = folded.find((other) => isCopy(item, other));
    if (!original) {
      folded.push({ ...item, copies: [] });
      continue;
    }
    const { id, title, link, feed } = item;
    original.copies.push({ id, title, feed, ...(link !== undefined && { link }) });
  }
  return folded;
}

/** A feed that carries two stories in like words means both, unless one is called a take of the other: `UPDATE 2-…`. */
function isTakeOf(a: ItemCopy, b: ItemCopy): boolean {
  const headline = headlineOf(a.title);
  return headline !== undefined && headline === headlineOf(b.title) && (isTake(a.title) || isTake(b.title));
}

function isCopy(a: ItemCopy, b: ItemCopy): boolean {
  return (
    (a.feed !== b.feed || isTakeOf(a, b)) &&
    a.regions.some((code) => b.regions.includes(code)) &&
    Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) <= MAX_APART_MS &&
    simhashDistance(a.simhash, b.simhash) <= MAX_DISTANCE
  );
}
