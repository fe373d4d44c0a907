import type { ItemIndex, Row } from '../index/item-index.ts';

/** A key that was met, and its row in each partition that holds it: never none. */
export interface Met {
  readonly sk: string;
  readonly rows: readonly Row[];
}

/** A sorted stream of rows, newest first, that can jump. */
export interface Seekable {
  /** The newest rows at or before `sk`; `undefined` past the end. Never called with a later key than the last time. */
  seek(sk: string): Promise<Met | undefined>;
}

/**
 * Rows of a read: a jump reads few, since most of what it reads may be jumped over again, and five copies fit into the
 * 4 KB that the smallest read costs; reading on without a jump doubles the next page.
 */
const FEWEST = 5;
const MOST = 160;

/** One partition of the Items table, down to `atLeast`. */
export function partitionCursor(index: Pick<ItemIndex, 'readPartition'>, pk: string, atLeast: string): Seekable {
  let page: readonly Row[] = [];
  let at = 0;
  let limit = FEWEST;
  let exhausted = false;

  return {
    async seek(sk) {
      const before = at;
      while (at < page.length && sortKey(page, at) > sk) at++;
      if (at < page.length) return met(page[at]);
      if (exhausted || sk < atLeast) return undefined;
      // Running off the end of a page by more than a row is a jump.
      limit = page.length > 0 && at - before <= 1 ? Math.min(MOST, 2 * limit) : FEWEST;
      page = await index.readPartition({ pk, atLeast, atMost: sk, limit });
      at = 0;
      exhausted = page.length < limit;
      return met(page[0]);
    },
  };
}

const met = (row: Row | undefined): Met | undefined => row && { sk: row.sk, rows: [row] };
const sortKey = (page: readonly Row[], at: number): string => page[at]?.sk ?? '';

/** The union of several streams: what any of them holds, each key once. */
export function unionCursor(streams: readonly Seekable[]): Seekable {
  return {
    async seek(sk) {
      const found = await Promise.all(streams.map((stream) => stream.seek(sk)));
      return found.reduce((newest, met) => {
        if (!newest || !met) return newest ?? met;
        if (met.sk === newest.sk) return { sk: met.sk, rows: [...newest.rows, ...met.rows] };
        return met.sk > newest.sk ? met : newest;
      }, undefined);
    },
  };
}
