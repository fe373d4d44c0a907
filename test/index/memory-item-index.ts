import type { GapRow, Item, RowKey } from '../../lambdas/index/item.ts';
import type { ItemIndex, PartitionRange, Row } from '../../lambdas/index/item-index.ts';
import { nameOf } from '../../lambdas/index/rows.ts';
import { itemKey } from '../../lambdas/shared/keys.ts';

export interface MemoryItemIndex extends ItemIndex {
  /** All rows of the table, in no order. */
  table(): (RowKey & (Item | Row))[];
  clear(): void;
}

/** An item index without a database: where a test makes thousands of runs. */
export function memoryItemIndex(): MemoryItemIndex {
  const items = new Map<string, Item>();
  const aliases = new Map<string, string>();
  const rows = new Map<string, Row>();
  const gaps = new Map<string, GapRow>();
  const idOf = (name: string): string => {
    const alias = aliases.get(name);
    return alias === undefined ? name : idOf(alias);
  };
  return {
    async getItems(names) {
      return new Map(
        names.flatMap((name) => {
          const item = items.get(idOf(name));
          return item ? [[name, item] as const] : [];
        }),
      );
    },
    async putAlias(name, id) {
      if (!items.has(name) && !aliases.has(name)) aliases.set(name, id);
    },
    idOf: async (name) => idOf(name),
    async putItem(item, replaces) {
      if (aliases.has(item.id)) return false;
      if (items.get(item.id)?.version !== replaces) return false;
      items.set(item.id, item);
      return true;
    },
    async markDone({ id, version, queryableAt }) {
      const item = items.get(id);
      if (item?.version !== version) return false;
      const { staleRows: _stale, arrival: _arrival, ...rest } = item;
      items.set(id, { ...rest, version: version + 1, done: true, ...(queryableAt !== undefined && { queryableAt }) });
      return true;
    },
    async writeRows({ put, remove }) {
      for (const key of remove) rows.delete(nameOf(key));
      for (const row of put) {
        if ('to' in row) gaps.set(nameOf(row), row);
        else rows.set(nameOf(row), row);
      }
    },
    readPartition: async (range) => inRange([...rows.values()], range),
    readGaps: async (range) => inRange([...gaps.values()], range),
    clear() {
      for (const kind of [items, aliases, rows, gaps]) kind.clear();
    },
    table: () => [...[...items.values()].map((item) => ({ ...itemKey(item.id), ...item })), ...rows.values()],
  };
}

const inRange = <R extends RowKey>(rows: readonly R[], { pk, atLeast, atMost, limit }: PartitionRange): R[] =>
  rows
    .filter((row) => row.pk === pk && row.sk >= atLeast && row.sk <= atMost)
    .sort((a, b) => (a.sk > b.sk ? -1 : 1))
    .slice(0, limit);
