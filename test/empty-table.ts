import { DeleteItemCommand, DescribeTableCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

export async function emptyTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const names = Table?.KeySchema?.map(({ AttributeName = '' }) => AttributeName) ?? [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    for (const item of Items) {
      const Key = Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
      await client.send(new DeleteItemCommand({ TableName, Key }));
    }
  }
}
