import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import type { ArrivalRow, Item, RowKey } from '../../lambdas/index/item.ts';
import type { ItemIndex, Row } from '../../lambdas/index/item-index.ts';
import { nameOf } from '../../lambdas/index/rows.ts';
import { emptyTable } from '../empty-table.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';

export type TableRow = RowKey & (Item | Row);

/** An empty index, and all that is in its table. */
export interface OpenIndex {
  readonly index: ItemIndex;
  table(): Promise<readonly TableRow[]>;
}

export async function openMemory(): Promise<OpenIndex> {
  const index = memoryItemIndex();
  return { index, table: async () => index.table() };
}

export async function openDynamo(client: DynamoDBClient, TableName: string): Promise<OpenIndex> {
  await emptyTable(client, TableName);
  const documents = DynamoDBDocumentClient.from(client);
  return {
    index: createItemIndex(client, TableName),
    async table() {
      const rows: TableRow[] = [];
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName })) {
        rows.push(...(Items as TableRow[]));
      }
      return rows;
    },
  };
}

export const isArrival = (row: object): row is ArrivalRow => 'kind' in row;
export const isItem = (row: object): row is RowKey & Item => 'done' in row;

/**
 * Rows in order of their names, without what the clock and the number of attempts decide: when something arrived, and
 * from when on it could be found.
 */
export function comparable(table: readonly TableRow[]): unknown[] {
  return table
    .map((row) => {
      if (isArrival(row)) return { ...row, sk: row.sk.replace(row.arrivedAt, ''), arrivedAt: '' };
      const { version: _, ...rest } = row;
      return 'queryableAt' in rest ? { ...rest, queryableAt: '' } : rest;
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
