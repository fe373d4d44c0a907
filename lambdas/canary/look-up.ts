import type { ItemIndex } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { tagPartition, tagSortKey } from '../shared/keys.ts';
import { CANARY } from '../shared/names.ts';
import type { Told } from './delay.ts';

/** Looks for entries as a query would: in the partition of their feed. */
export async function lookUp(
  entries: readonly IsoTime[],
  index: Pick<ItemIndex, 'readPartition' | 'getItems'>,
): Promise<Told[]> {
  const [oldest, newest] = [entries[0], entries.at(-1)];
  if (oldest === undefined || newest === undefined) return [];
  const rows = await index.readPartition({
    pk: tagPartition.feed(CANARY.feedId),
    atLeast: oldest,
    atMost: tagSortKey(newest, '~'),
    limit: entries.length,
  });
  const items = await index.getItems(rows.map(({ id }) => id));
  return entries.map((publishedAt) => {
    const row = rows.find((one) => one.publishedAt === publishedAt);
    const queryableAt = row && items.get(row.id)?.queryableAt;
    return { publishedAt, isFound: row !== undefined, ...(queryableAt !== undefined && { queryableAt }) };
  });
}
