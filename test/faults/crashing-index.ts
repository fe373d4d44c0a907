import type { ItemIndex } from '../../lambdas/index/item-index.ts';

/** How much of the write that fails reached the table: a batch may have been written in part. */
export const WRITTEN = ['nothing', 'half', 'all'] as const;
export type Written = (typeof WRITTEN)[number];

/** What a process that is killed in the middle of a call leaves behind it: no later call is made. */
export class Crash extends Error {}

/** An index whose write call of this number, counted from 0, is the last one of its process. */
export function crashingIndex(index: ItemIndex, fatal: number, written: Written): ItemIndex {
  let calls = 0;
  const write = async <R>(whole: () => Promise<R>, half: () => Promise<unknown>): Promise<R> => {
    if (calls++ !== fatal) return whole();
    if (written === 'all') await whole();
    if (written === 'half') await half();
    throw new Crash();
  };
  const firstHalf = <T>(values: readonly T[]): T[] => values.slice(0, Math.ceil(values.length / 2));
  return {
    ...index,
    putItem: (item, replaces) =>
      write(
        () => index.putItem(item, replaces),
        async () => {},
      ),
    markDone: (item) =>
      write(
        () => index.markDone(item),
        async () => {},
      ),
    writeRows: ({ put, remove }) =>
      write(
        () => index.writeRows({ put, remove }),
        () => index.writeRows({ put: firstHalf(put), remove: firstHalf(remove) }),
      ),
  };
}
