import { BatchGetCommand, BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { tagRows } from '../../lambdas/index/rows.ts';
import { itemKey } from '../../lambdas/shared/keys.ts';
import { localClient } from '../../local/database.ts';
import { ITEM } from './samples.ts';

const TABLE = 'Items';
const documents = mockClient(DynamoDBDocumentClient);
const client = localClient('http://127.0.0.1:1');
const index: ItemIndex = createItemIndex(client, TABLE);

beforeEach(() => {
  documents.reset();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** What becomes of a call while the clock runs as fast as it can, and how long it waited. */
async function waitedFor<T>(call: Promise<T>): Promise<{ outcome: PromiseSettledResult<T>; waited: number }> {
  const started = Date.now();
  const settled = Promise.allSettled([call]);
  await vi.runAllTimersAsync();
  const [outcome] = await settled;
  return { outcome, waited: Date.now() - started };
}

const rows = tagRows(ITEM);
const puts = rows.map((Item) => ({ PutRequest: { Item } }));
const requestsOf = (call: number) => documents.commandCalls(BatchWriteCommand)[call]?.args[0].input.RequestItems;

describe('a throttled write', () => {
  it('is made again after a pause, with what was left over only', async () => {
    documents
      .on(BatchWriteCommand)
      .resolvesOnce({ UnprocessedItems: { [TABLE]: puts.slice(1) } })
      .resolvesOnce({ UnprocessedItems: { [TABLE]: puts.slice(2) } })
      .resolves({ UnprocessedItems: {} });
    const { outcome, waited } = await waitedFor(index.writeRows({ put: rows, remove: [] }));
    expect(outcome.status).toBe('fulfilled');
    expect(documents.commandCalls(BatchWriteCommand)).toHaveLength(3);
    expect([0, 1, 2].map(requestsOf)).toEqual([puts, puts.slice(1), puts.slice(2)].map((left) => ({ [TABLE]: left })));
    expect(waited).toBe(50 + 100);
  });

  it('is given up after seven attempts, as a fault that is worth another try', async () => {
    documents.on(BatchWriteCommand).resolves({ UnprocessedItems: { [TABLE]: puts } });
    const { outcome, waited } = await waitedFor(index.writeRows({ put: rows, remove: [] }));
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TransientError', transient: true } });
    expect(documents.commandCalls(BatchWriteCommand)).toHaveLength(7);
    expect(waited).toBe(50 + 100 + 200 + 400 + 800 + 1_600);
  });

  it('that fails for another reason is not made again here', async () => {
    documents.on(BatchWriteCommand).rejects(new Error('no such table'));
    const { outcome } = await waitedFor(index.writeRows({ put: rows, remove: [] }));
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'no such table' } });
    expect(documents.commandCalls(BatchWriteCommand)).toHaveLength(1);
  });
});

describe('a throttled read', () => {
  const other = { ...ITEM, id: 'b'.repeat(20) };
  const left = { [TABLE]: { Keys: [itemKey(other.id)], ConsistentRead: true } };
  const answer = (item: typeof ITEM) => ({ [TABLE]: [{ ...itemKey(item.id), ...item }] });

  it('is made again with the keys that were left over', async () => {
    documents
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: answer(ITEM), UnprocessedKeys: left })
      .resolves({ Responses: answer(other), UnprocessedKeys: {} });
    const { outcome } = await waitedFor(index.getItems([ITEM.id, other.id]));
    expect(outcome).toEqual({
      status: 'fulfilled',
      value: new Map([
        [ITEM.id, ITEM],
        [other.id, other],
      ]),
    });
    expect(documents.commandCalls(BatchGetCommand)[1]?.args[0].input).toEqual({ RequestItems: left });
  });

  it('is given up after seven attempts, as a fault that is worth another try', async () => {
    documents.on(BatchGetCommand).resolves({ Responses: {}, UnprocessedKeys: left });
    const { outcome } = await waitedFor(index.getItems([other.id]));
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TransientError', transient: true } });
    expect(documents.commandCalls(BatchGetCommand)).toHaveLength(7);
  });

  it('asks for the last write, not for what a replica has', async () => {
    documents.on(BatchGetCommand).resolves({});
    await waitedFor(index.getItems([ITEM.id]));
    expect(documents.commandCalls(BatchGetCommand)[0]?.args[0].input).toEqual({
      RequestItems: { [TABLE]: { Keys: [itemKey(ITEM.id)], ConsistentRead: true } },
    });
  });
});
