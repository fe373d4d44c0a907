import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { localClient } from '../local/database.ts';
import type { Store } from '../local/store.ts';

type StoredRow = Record<string, unknown>;

/** All rows of a table as JSON, sorted, bytes as hex. */
export async function dumpTable({ endpoint }: Store, TableName: string): Promise<string[]> {
  const client = localClient(endpoint);
  const rows: string[] = [];
  for await (const { Items = [] } of paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName })) {
    rows.push(...Items.map((row) => JSON.stringify(readable(row))));
  }
  client.destroy();
  return rows.sort();
}

function readable(row: StoredRow): StoredRow {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  ]);
  return Object.fromEntries(values.sort());
}
