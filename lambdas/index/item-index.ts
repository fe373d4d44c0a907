import type { Expiring } from './expiry.ts';
import type { ArrivalRow, GapRow, Item, RowKey, TagRow } from './item.ts';

/** A row of a tag's partition, or of a day of arrivals. */
export type Row = TagRow | ArrivalRow;

export interface PartitionRange {
  readonly pk: string;
  /** Sort keys from `atLeast` to `atMost`, both included. */
  readonly atLeast: string;
  readonly atMost: string;
  readonly limit: number;
}

/** The Items table, row by row. What the rows mean together is the business of `record.ts` and `query`. */
export interface ItemIndex {
  /**
   * The item rows that exist, as last written, by the names that were asked for: an item's own id, or another name that
   * leads to it.
   */
  getItems(names: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /**
   * Writes an item row on the condition that nobody wrote it since it was read.
   *
   * @param replaces `version` of the row that was read; `undefined` where there was none
   * @returns false where another writer was faster
   */
  putItem(item: Item, replaces: number | undefined): Promise<boolean>;
  /** Lets a name lead to an item, where it does not lead to one or is one. */
  putAlias(name: string, id: string, expiry?: Expiring): Promise<void>;
  /** The id that a name leads to, also where no item of that id is there (yet, or any more); else the name itself. */
  idOf(name: string): Promise<string>;
  /**
   * Marks an item as done, on the condition that the row is still this intent. It counts as a write: the version goes up
   * by one, `queryableAt` is what the item says, and what only the unfinished row has to know goes.
   *
   * @returns false where another writer has moved the row on
   */
  markDone(item: Item): Promise<boolean>;
  /** Puts and deletes rows in no order; may be repeated. A row that is named in both is put. */
  writeRows(rows: { readonly put: readonly (Row | GapRow)[]; readonly remove: readonly RowKey[] }): Promise<void>;
  /** Rows of a partition, newest first; may lag behind the last write by a moment. */
  readPartition(range: PartitionRange): Promise<readonly Row[]>;
  /** The same of a month of gaps. */
  readGaps(range: PartitionRange): Promise<readonly GapRow[]>;
}
