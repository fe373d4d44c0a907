import type { AddressInfo } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { synthesizeTemplate } from '../lib/synthesize.ts';
import { localClient } from '../local/database.ts';
import { createTables, type TableNames, tableNames } from '../local/tables.ts';

/** A DynamoDB in this process, on loopback and in memory, with the empty tables of the stack. */
export interface Dynamo {
  readonly client: DynamoDBClient;
  readonly tables: TableNames;
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function startDynamo(): Promise<Dynamo> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = localClient(endpoint);
  const template = synthesizeTemplate();
  await createTables(client, template);
  return {
    client,
    tables: tableNames(template),
    endpoint,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error?: Error) => (error ? reject(error) : resolve())),
      );
    },
  };
}
