import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { TABLE } from '../../lambdas/shared/names.ts';
import { synthesizeTemplate } from '../../lib/synthesize.ts';
import { localClient, openDatabase } from '../../local/database.ts';
import { dataFolder } from '../../local/folder.ts';
import { createTables, tableNames, tablesOf } from '../../local/tables.ts';
import { tempFolder } from '../temp-folder.ts';

const template = synthesizeTemplate();

describe('the tables of the template', () => {
  it('are those that the outputs name', () => {
    const { items, feeds } = tableNames(template);
    expect(tablesOf(template).map(({ TableName }) => TableName)).toEqual([items, feeds]);
  });

  it('are made as they are deployed, once, also by two commands at the same time', async () => {
    await using temp = await tempFolder();
    const database = await openDatabase(dataFolder(temp.path), 0, false);
    const client = localClient(database.endpoint);
    await Promise.all([createTables(client, template), createTables(client, template)]);
    await createTables(client, template);

    const { items, feeds } = tableNames(template);
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    expect([...TableNames].sort()).toEqual([feeds, items].sort());
    const { Table } = await client.send(new DescribeTableCommand({ TableName: feeds }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.KeySchema).toEqual([{ AttributeName: TABLE.feeds.partitionKey, KeyType: 'HASH' }]);
    client.destroy();
    await database.close();
  });

  it('are missed aloud where the template has no such output', () => {
    expect(() => tableNames({ Resources: {}, Outputs: {} })).toThrow();
    expect(() =>
      tablesOf({ Resources: { A: { Type: 'AWS::DynamoDB::Table', Properties: {} } }, Outputs: {} }),
    ).toThrow();
  });
});
