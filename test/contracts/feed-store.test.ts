import { afterAll, beforeAll } from 'vitest';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { feedStoreContract } from './feed-store.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

feedStoreContract('DynamoDB', async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  return createFeedStore(dynamo.client, dynamo.tables.feeds);
});
