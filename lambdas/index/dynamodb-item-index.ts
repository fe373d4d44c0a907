import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { wins } from '../shared/conditional-write.ts';
import { TransientError } from '../shared/errors.ts';
import { itemKey } from '../shared/keys.ts';
import type { GapRow, Item, RowKey } from './item.ts';
import type { ItemIndex, PartitionRange, Row } from './item-index.ts';
import { nameOf } from './rows.ts';

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** An item, or in its place the id of the one that its name leads to. */
type StoredItem = Item & { readonly alias?: string };

/** Limits of the BatchGetItem and BatchWriteItem calls. */
const MAX_GETS = 100;
const MAX_WRITES = 25;
/** From name to name to item: a second one only where two writers met. */
const MAX_ALIASES = 3;
/** Throttled parts of a batch are asked for again after 50 ms, 100 ms, … 1.6 s. */
const MAX_ATTEMPTS = 7;
const FIRST_PAUSE_MS = 50;

export function createItemIndex(client: DynamoDBClient, table: string): ItemIndex {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  const read = async <R extends Row | GapRow>({ pk, atLeast, atMost, limit }: PartitionRange): Promise<R[]> => {
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :atLeast AND :atMost',
        ExpressionAttributeValues: { ':pk': pk, ':atLeast': atLeast, ':atMost': atMost },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items as R[];
  };

  const getRows = async (names: readonly string[]): Promise<Map<string, StoredItem>> => {
    const rows = new Map<string, StoredItem>();
    for (const batch of batches([...new Set(names)], MAX_GETS)) {
      let pending: BatchGetCommandInput['RequestItems'] = {
        [table]: { Keys: batch.map(itemKey), ConsistentRead: true },
      };
      for (let attempt = 0; pending && Object.keys(pending).length > 0; attempt++) {
        await pauseBefore(attempt);
        const answer: BatchGetCommandOutput = await documents.send(new BatchGetCommand({ RequestItems: pending }));
        for (const row of answer.Responses?.[table] ?? []) rows.set(row.id, fromRow(row as RowKey & StoredItem));
        pending = answer.UnprocessedKeys;
      }
    }
    return rows;
  };

  const getItems = async (names: readonly string[], mayFollow: number): Promise<Map<string, Item>> => {
    const rows = await getRows(names);
    const aliases = [...rows].filter(([, { alias }]) => alias !== undefined);
    const targets = aliases.flatMap(([, { alias }]) => alias ?? []);
    const items = targets.length > 0 && mayFollow > 0 ? await getItems(targets, mayFollow - 1) : new Map();
    for (const [name, { alias = '' }] of aliases) {
      const item = items.get(alias);
      if (item) rows.set(name, item);
      else rows.delete(name);
    }
    return rows;
  };

  return {
    getItems: (names) => getItems(names, MAX_ALIASES),

    async idOf(name) {
      let id = name;
      for (let followed = 0; followed <= MAX_ALIASES; followed++) {
        const alias = (await getRows([id])).get(id)?.alias;
        if (alias === undefined) return id;
        id = alias;
      }
      return id;
    },

    async putAlias(name, id, expiry = {}) {
      // Closes the race with a feed that makes an item of this name: it stays.
      await wins(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKey(name), id: name, alias: id, ...expiry },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    },

    putItem(item, replaces) {
      // Closes the race of two feeds, or a repeated event, that work on one story: only one intent follows a version.
      const condition =
        replaces === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: '#version = :replaces', ...versionIs(':replaces', replaces) };
      return wins(
        documents.send(new PutCommand({ TableName: table, Item: { ...itemKey(item.id), ...item }, ...condition })),
      );
    },

    markDone({ id, version, queryableAt }) {
      const queryable = queryableAt === undefined ? '' : ', queryableAt = :queryableAt';
      // Closes the race with a writer that took the row over: its intent must not be declared done by us.
      return wins(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKey(id),
            UpdateExpression: `SET done = :done, #version = :next${queryable} REMOVE staleRows, arrival`,
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: {
              ...{ ':done': true, ':version': version, ':next': version + 1 },
              ...(queryableAt !== undefined && { ':queryableAt': queryableAt }),
            },
          }),
        ),
      );
    },

    async writeRows({ put, remove }) {
      // A batch that names a row twice is refused.
      const requests = new Map<string, WriteRequest>();
      for (const key of remove) requests.set(nameOf(key), { DeleteRequest: { Key: key } });
      for (const row of put) requests.set(nameOf(row), { PutRequest: { Item: row } });
      for (const batch of batches([...requests.values()], MAX_WRITES)) {
        let pending: BatchWriteCommandInput['RequestItems'] = { [table]: batch };
        for (let attempt = 0; pending && Object.keys(pending).length > 0; attempt++) {
          await pauseBefore(attempt);
          const answer: BatchWriteCommandOutput = await documents.send(
            new BatchWriteCommand({ RequestItems: pending }),
          );
          pending = answer.UnprocessedItems;
        }
      }
    },

    readPartition: (range) => read<Row>(range),
    readGaps: (range) => read<GapRow>(range),
  };
}

function fromRow({ pk: _pk, sk: _sk, ...item }: RowKey & StoredItem): StoredItem {
  return item;
}

const versionIs = (name: string, version: number) => ({
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { [name]: version },
});

function* batches<T>(values: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}

async function pauseBefore(attempt: number): Promise<void> {
  if (attempt === MAX_ATTEMPTS)
    throw new TransientError('index', 'DynamoDB is throttling; the batch is tried again later');
  if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
}
