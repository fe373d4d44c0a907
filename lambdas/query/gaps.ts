import type { GapRow } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { gapPartition, monthsBackwards } from '../shared/keys.ts';
import { justBefore } from './leapfrog.ts';

/** A gap in the time that an answer covers: stories may be missing in it. */
export type CoveredGap = Omit<GapRow, 'pk' | 'sk' | 'isSought'> & {
  /** `sought`: places are left where what it may hold is being looked for. */
  readonly state: 'open' | 'sought' | 'closed';
};

export interface Covered {
  readonly since: IsoTime;
  readonly until: IsoTime;
  /** Only of these feeds. @default all */
  readonly feeds?: readonly string[];
}

/** There was no program to see a gap before. */
const BEGINNING: IsoTime = '2026-01-01T00:00:00.000Z';
/** Rows of a read: with all that was tried a row may hold 7 KB, and a read ends at 1 MB. */
const ROWS_A_READ = 100;

/** The gaps that lie in a time, the newest first; one that is closed is said to be, and by what. */
export async function gapsWithin(index: ItemIndex, { since, until, feeds }: Covered): Promise<CoveredGap[]> {
  const months = monthsBackwards(since < BEGINNING ? BEGINNING : since, until);
  const rows = (await Promise.all(months.map((month) => readMonth(index, month, since)))).flat();
  // A gap over the end of a month has a row in both.
  const distinct = new Map(rows.map((row) => [row.sk, row]));
  return [...distinct.values()]
    .filter(({ feedId, from }) => from < until && (feeds === undefined || feeds.includes(feedId)))
    .sort((a, b) => (a.sk > b.sk ? -1 : 1))
    .map(({ pk: _pk, sk: _sk, isSought, ...gap }) => ({
      ...gap,
      state: gap.closedBy !== undefined ? 'closed' : isSought ? 'sought' : 'open',
    }));
}

/** All of them, however many: a gap that is left out would make an answer look whole. */
async function readMonth(index: ItemIndex, month: string, atLeast: IsoTime): Promise<GapRow[]> {
  const rows: GapRow[] = [];
  for (let atMost = '~'; ; ) {
    const page = await index.readGaps({ pk: gapPartition(month), atLeast, atMost, limit: ROWS_A_READ });
    rows.push(...page);
    const last = page.at(-1);
    if (!last || page.length < ROWS_A_READ) return rows;
    atMost = justBefore(last.sk);
  }
}
