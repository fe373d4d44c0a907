import type { ItemCopy } from '../index/item.ts';
import type { ItemIndex, Row } from '../index/item-index.ts';
import { tagRows, wholeCopyOf } from '../index/rows.ts';
import { type Filter, profileOf } from './filter.ts';
import { leapfrog } from './leapfrog.ts';
import { type Met, partitionCursor, unionCursor } from './partition-cursor.ts';

/** A key that a query came past, and the story where it is an answer. */
export interface Looked {
  readonly sk: string;
  readonly copy?: ItemCopy;
}

/**
 * Stories that stand in a partition of every group, newest first.
 *
 * @param groups partitions; ORed within a group
 */
export async function* tagged(
  index: ItemIndex,
  groups: readonly (readonly string[])[],
  filter: Filter,
  atLeast: string,
  atMost: string,
): AsyncGenerator<Looked> {
  const streams = groups.map((pks) => unionCursor(pks.map((pk) => partitionCursor(index, pk, atLeast))));
  for await (const met of leapfrog(streams, atMost)) {
    const copy = await settled(index, groups, filter, met);
    yield { sk: met.sk, ...(copy && { copy }) };
  }
}

/**
 * The story in one state, where it is an answer. Its rows are written one after the other, so a join may meet some of
 * before a change and some of after it: then the item row decides, which changes in one write. So it does where a copy
 * had no room for what the filter asks. Else the rows need no second look.
 */
async function settled(
  index: ItemIndex,
  groups: readonly (readonly string[])[],
  filter: Filter,
  { sk, rows }: Met,
): Promise<ItemCopy | undefined> {
  const [row, ...others] = rows;
  if (!row) return undefined;
  const isOneState = others.every((other) => versionOf(other) === versionOf(row));
  const isTaken = filter(row);
  if (isOneState && isTaken !== undefined) return isTaken ? row : undefined;

  const item = (await index.getItems([row.id])).get(row.id);
  if (!item || !filter(profileOf(item))) return undefined;
  const current = tagRows(item).filter((one) => one.sk === sk);
  const isAnswer = groups.every((pks) => current.some(({ pk }) => pks.includes(pk)));
  return isAnswer ? wholeCopyOf(item) : undefined;
}

const versionOf = (row: Row): number | undefined => ('version' in row ? row.version : undefined);
