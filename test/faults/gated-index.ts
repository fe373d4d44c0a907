import type { ItemIndex } from '../../lambdas/index/item-index.ts';

/** An index that waits before each call, and before each row of a batch: a batch is not atomic, nor in order. */
export function gated(index: ItemIndex, gate: () => Promise<void>, removesFirst: boolean): ItemIndex {
  const through =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await gate();
      return call(...args);
    };
  return {
    getItems: through(index.getItems),
    putAlias: through(index.putAlias),
    idOf: through(index.idOf),
    putItem: through(index.putItem),
    markDone: through(index.markDone),
    readPartition: through(index.readPartition),
    readGaps: through(index.readGaps),
    async writeRows({ put, remove }) {
      const puts = put.map((row) => ({ put: [row], remove: [] }));
      const removes = remove.map((key) => ({ put: [], remove: [key] }));
      for (const one of removesFirst ? [...removes, ...puts] : [...puts, ...removes]) {
        await gate();
        await index.writeRows(one);
      }
    },
  };
}
