import type { ItemIndex, Row } from '../index/item-index.ts';

/** A sorted stream of rows, newest first, that can jump. */
export interface Seekable {
  /** The newest row at or before `sk`; `undefined` past the end. Never called with a later key than the last time. */
  seek(sk: string): Promise<Row | undefined>;
}

/**
 * Rows of a read: a jump reads few, since most of what it reads may be jumped over again, and five copies fit into the
 * 4 KB that the smallest read costs; reading on without a jump doubles the next page.
 */
const FEWEST = 5;
const MOST = 160;

/** One partition of the Items table, down to `atLeast`. */
export function partitionCursor(index: ItemIndex, pk: string, atLeast: string): Seekable {
  let page: readonly Row[] = [];
  let at = 0;
  let limit = FEWEST;
  let exhausted = false;

  return {
    async seek(sk) {
      const before = at;
      while (at < page.length && sortKey(page, at) > sk) at++;
      if (at < page.length) return page[at];
      if (exhausted || sk < atLeast) return undefined;
      // Running off the end of a page by more than a row is a jump.
      limit = page.length > 0 && at - before <= 1 ? Math.min(MOST, 2 * limit) : FEWEST;
      page = await index.readPartition({ pk, atLeast, atMost: sk, limit });
      at = 0;
      exhausted = page.length < limit;
      return page[0];
    },
  };
}

const sortKey = (page: readonly Row[], at: number): string => page[at]?.sk ?? '';

/** The union of several streams: what any of them holds, each key once. */
export function unionCursor(streams: readonly Seekable[]): Seekable {
  return {
    async seek(sk) {
      const rows = await Promise.all(streams.map((stream) => stream.seek(sk)));
      return rows.reduce((newest, row) => (row && (!newest || row.sk > newest.sk) ? row : newest), undefined);
    },
  };
}
