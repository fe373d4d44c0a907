import type { ItemCopy } from '../index/item.ts';
import type { ItemIndex, Row } from '../index/item-index.ts';
import { tagRows } from '../index/rows.ts';
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
  atLeast: string,
  atMost: string,
): AsyncGenerator<Looked> {
  const streams = groups.map((pks) => unionCursor(pks.map((pk) => partitionCursor(index, pk, atLeast))));
  for await (const met of leapfrog(streams, atMost)) {
    const copy = await settled(index, groups, met);
    yield { sk: met.sk, ...(copy && { copy }) };
  }
}

/**
 * The story in one state. Its rows are written one after the other, so a join may meet some of before a change and some
 * of after it: then the item row decides, which changes in one write. Rows of one state need no second look.
 */
async function settled(
  index: ItemIndex,
  groups: readonly (readonly string[])[],
  { sk, rows }: Met,
): Promise<ItemCopy | undefined> {
  const [row, ...others] = rows;
  if (!row || others.every((other) => versionOf(other) === versionOf(row))) return row;
  const item = (await index.getItems([row.id])).get(row.id);
  const current = item ? tagRows(item).filter((one) => one.sk === sk) : [];
  const isAnswer = groups.every((pks) => current.some(({ pk }) => pks.includes(pk)));
  return isAnswer ? current[0] : undefined;
}

const versionOf = (row: Row): number | undefined => ('version' in row ? row.version : undefined);
