import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wins } from './conditional-write.ts';
import type { Feed, Gap, IsoTime } from './domain.ts';
import { type FeedRow, fromRows, isMemory, memoryId, partsOf, type Row, WISHED_ROW } from './feed-rows.ts';

/** New values by attribute; `undefined` removes one, an attribute that is not named stays. */
export type FeedChanges = { readonly [K in Exclude<keyof Feed, 'feedId'>]?: Feed[K] | undefined };

export type DueFeed = Pick<Feed, 'feedId' | 'host' | 'dueAt'>;

/** The Feeds table. Steps own parts of a feed and write only theirs, each under the condition that keeps it true. */
export interface FeedStore {
  get(feedId: string): Promise<Feed | undefined>;
  list(): AsyncIterable<Feed>;
  /** Feeds whose time has come, the longest overdue first. */
  due(now: IsoTime): AsyncIterable<DueFeed>;
  /** @returns false where the feed exists already; it is left as it is */
  create(feed: Feed): Promise<boolean>;
  /** Changes a feed that exists; one that does not is not made. */
  change(feedId: string, changes: FeedChanges): Promise<boolean>;
  /**
   * Writes the part of `fetch`, on the condition that the feed is still due as it was when it was asked.
   *
   * @returns false where another poll has moved it on
   */
  recordFetch(feedId: string, askedAt: IsoTime, changes: FeedChanges): Promise<boolean>;
  /**
   * Writes the part of `ingest`, on the condition that no later response was ingested before.
   *
   * @returns false where one was
   */
  recordIngest(feedId: string, responseAt: IsoTime, changes: FeedChanges): Promise<boolean>;
  /**
   * Writes the gaps, on the condition that nobody did since they were read.
   *
   * @param read `gapsVersion` of the row as it was read
   * @returns false where somebody did
   */
  recordGaps(feedId: string, read: number | undefined, gaps: readonly Gap[]): Promise<boolean>;
  /**
   * Brings a poll forward, on the condition that the feed was not asked since that response, with success or without.
   *
   * @returns false where it was, or where the poll is not later anyway
   */
  hasten(feedId: string, responseAt: IsoTime, dueAt: IsoTime): Promise<boolean>;
  /** Which state of the wished feeds was applied last. */
  getWished(): Promise<string | undefined>;
  putWished(hash: string): Promise<void>;
}

/** Feeds of publishers that are asked now and then. */
const POLLED: readonly Feed['status'][] = ['active', 'gone'];
export const isPolled = (status: Feed['status']): boolean => POLLED.includes(status);
/** Feeds that have a due time. */
const DUE: readonly Feed['status'][] = [...POLLED, 'canary'];

interface Condition {
  readonly expression: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

const IS_THERE: Condition = { expression: 'attribute_exists(feedId)' };
const IS_NEW: Condition = { expression: 'attribute_not_exists(feedId)' };
/** `status` is a reserved word of DynamoDB's expressions. */
const STATUS_NAME = { '#status': 'status' };
const IS_DUE = `#status IN (${DUE.map((status) => `:${status}`).join(', ')})`;
const DUE_VALUES = Object.fromEntries(DUE.map((status) => [`:${status}`, status]));

export function createFeedStore(client: DynamoDBClient, table: string): FeedStore {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  const update = (rowId: string, changes: object, condition: Condition) => {
    const all = Object.entries(changes);
    const set = all.filter(([, value]) => value !== undefined);
    const remove = all.filter(([, value]) => value === undefined);
    const values = { ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])), ...condition.values };
    return wins(
      documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { feedId: rowId },
          UpdateExpression: [
            set.length > 0 && `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            remove.length > 0 && `REMOVE ${remove.map(([name]) => `#${name}`).join(', ')}`,
          ]
            .filter(Boolean)
            .join(' '),
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: {
            ...Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
            ...(condition.expression.includes('#status') && STATUS_NAME),
          },
          // DynamoDB refuses an empty map.
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      ),
    );
  };

  const getRow = async (rowId: string) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: { feedId: rowId }, ConsistentRead: true }),
    );
    return Item;
  };

  /** A feed whose rows an older version wrote, or a person brought back, has no memory until something is written there. */
  const remember = async (feedId: string, changes: object, condition: Condition) =>
    (await update(memoryId(feedId), changes, condition)) ||
    ((await getRow(feedId)) !== undefined && (await update(memoryId(feedId), changes, IS_NEW)));

  const put = (row: object) =>
    wins(documents.send(new PutCommand({ TableName: table, Item: row, ConditionExpression: IS_NEW.expression })));

  return {
    async get(feedId) {
      if (feedId.startsWith('#')) return undefined;
      const [row, memory] = await Promise.all([feedId, memoryId(feedId)].map(getRow));
      return row && fromRows(row, memory);
    },

    async *list() {
      const rows: FeedRow[] = [];
      const memories = new Map<string, Row>();
      for await (const page of paginateScan({ client: documents }, { TableName: table, ConsistentRead: true })) {
        for (const row of page.Items ?? []) {
          if (isMemory(row.feedId)) memories.set(row.feedId, row);
          else if (row.feedId !== WISHED_ROW) rows.push(row as FeedRow);
        }
      }
      for (const row of rows) yield fromRows(row, memories.get(memoryId(row.feedId)));
    },

    // No index: to keep one by due time would cost each poll two write units, and a scan with each tick costs a feed less
    // than a third of a read unit.
    async *due(now) {
      const pages = paginateScan(
        { client: documents },
        {
          TableName: table,
          FilterExpression: `dueAt <= :now AND ${IS_DUE}`,
          ProjectionExpression: 'feedId, #host, dueAt',
          ExpressionAttributeNames: { ...STATUS_NAME, '#host': 'host' },
          ExpressionAttributeValues: { ...DUE_VALUES, ':now': now },
        },
      );
      const due: DueFeed[] = [];
      for await (const page of pages) {
        for (const { feedId, host, dueAt } of page.Items ?? []) due.push({ feedId, host, dueAt });
      }
      yield* due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    },

    async create(feed) {
      const [row, memory] = partsOf(feed);
      // First, so that there is no feed without its memory; one that is there already stays as it is.
      await put({ ...memory, feedId: memoryId(feed.feedId) });
      // Closes the race of two runs that apply the same file: the second must not wipe what the first poll learnt.
      return put(row);
    },

    async change(feedId, changes) {
      const [row, memory] = partsOf(changes);
      if (Object.keys(row).length > 0 && !(await update(feedId, row, IS_THERE))) return false;
      return Object.keys(memory).length === 0 || remember(feedId, memory, IS_THERE);
    },

    recordFetch: (feedId, askedAt, changes) =>
      // Closes the races of a message that was delivered twice (the second poll must not count as one) and of a feed
      // that is removed while it is asked.
      update(feedId, changes, {
        expression: `dueAt = :askedAt AND ${IS_DUE}`,
        values: { ...DUE_VALUES, ':askedAt': askedAt },
      }),

    recordIngest: (feedId, responseAt, changes) =>
      // Closes the race of notifications out of order: an older response must not bring an older seen set back.
      remember(feedId, changes, {
        expression: 'attribute_exists(feedId) AND (attribute_not_exists(ingestedAt) OR ingestedAt < :responseAt)',
        values: { ':responseAt': responseAt },
      }),

    recordGaps: (feedId, read, gaps) =>
      // Closes the race of a page that comes for one gap while a poll finds another.
      remember(
        feedId,
        { gaps, gapsVersion: (read ?? 0) + 1 },
        read === undefined
          ? { expression: 'attribute_exists(feedId) AND attribute_not_exists(gapsVersion)' }
          : { expression: 'gapsVersion = :read', values: { ':read': read } },
      ),

    hasten: (feedId, responseAt, dueAt) =>
      // Closes the race with a poll that has been made since, whose due time may be a publisher's Retry-After.
      update(
        feedId,
        { dueAt },
        {
          expression: `${IS_DUE} AND lastFetchedAt = :responseAt AND dueAt > :dueAt`,
          values: { ...DUE_VALUES, ':responseAt': responseAt },
        },
      ),

    async getWished() {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { feedId: WISHED_ROW } }));
      return Item?.hash;
    },

    async putWished(hash) {
      await documents.send(new PutCommand({ TableName: table, Item: { feedId: WISHED_ROW, hash } }));
    },
  };
}
