import { afterAll, beforeAll } from 'vitest';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { itemIndexContract } from './item-index.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

itemIndexContract('DynamoDB', async () => {
  await emptyTable(dynamo.client, dynamo.tables.items);
  return createItemIndex(dynamo.client, dynamo.tables.items);
});
itemIndexContract('memory', memoryItemIndex);
