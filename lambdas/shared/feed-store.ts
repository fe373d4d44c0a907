import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { wins } from './conditional-write.ts';
import type { Feed, Gap, IsoTime } from './domain.ts';
import { TABLE } from './names.ts';

/** New values by attribute; `undefined` removes one, an attribute that is not named stays. */
export type FeedChanges = { readonly [K in Exclude<keyof Feed, 'feedId'>]?: Feed[K] | undefined };

export type DueFeed = Pick<Feed, 'feedId' | 'host' | 'dueAt'>;

/** The Feeds table. Steps own parts of a row and write only theirs, each under the condition that keeps it true. */
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

/**
 * Partition of the index of feeds by due time. One is enough: 10,000 feeds polled every minute are 170 writes a second,
 * and a partition takes 1,000. Removed feeds have none, so the index does not hold them.
 */
const SHARD = 'active';
/** `shard` is a reserved word of DynamoDB's expressions, which dynalite does not know. */
const SHARD_NAME = { '#shard': TABLE.feeds.dueIndex.partitionKey };

/** Feeds of publishers that are asked now and then. */
export const isPolled = (status: Feed['status']): boolean => status === 'active' || status === 'gone';
const hasDueTime = (status: Feed['status']): boolean => isPolled(status) || status === 'canary';

/** A row of the table that is no feed. Ids of feeds never begin with `#`. */
const WISHED_ROW = '#wished';

interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export function createFeedStore(client: DynamoDBClient, table: string): FeedStore {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  const update = (feedId: string, changes: FeedChanges, condition: Condition) => {
    const shard = changes.status && { shard: hasDueTime(changes.status) ? SHARD : undefined };
    const all = Object.entries({ ...changes, ...shard });
    const set = all.filter(([, value]) => value !== undefined);
    const remove = all.filter(([, value]) => value === undefined);
    const values = { ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])), ...condition.values };
    return wins(
      documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { feedId },
          UpdateExpression: [
            set.length > 0 && `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            remove.length > 0 && `REMOVE ${remove.map(([name]) => `#${name}`).join(', ')}`,
          ]
            .filter(Boolean)
            .join(' '),
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: {
            ...Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
            ...condition.names,
          },
          // DynamoDB refuses an empty map.
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      ),
    );
  };

  return {
    async get(feedId) {
      if (feedId === WISHED_ROW) return undefined;
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { feedId }, ConsistentRead: true }),
      );
      return Item && fromRow(Item);
    },

    async *list() {
      for await (const page of paginateScan({ client: documents }, { TableName: table, ConsistentRead: true })) {
        for (const row of page.Items ?? []) if (row.feedId !== WISHED_ROW) yield fromRow(row);
      }
    },

    async *due(now) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          IndexName: TABLE.feeds.dueIndex.name,
          KeyConditionExpression: '#shard = :shard AND dueAt <= :now',
          ExpressionAttributeNames: SHARD_NAME,
          ExpressionAttributeValues: { ':shard': SHARD, ':now': now },
        },
      );
      for await (const page of pages) {
        for (const { feedId, host, dueAt } of page.Items ?? []) yield { feedId, host, dueAt };
      }
    },

    create: (feed) =>
      // Closes the race of two runs that apply the same file: the second must not wipe what the first poll learnt.
      wins(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { ...feed, ...(hasDueTime(feed.status) && { shard: SHARD }) },
            ConditionExpression: 'attribute_not_exists(feedId)',
          }),
        ),
      ),

    change: (feedId, changes) => update(feedId, changes, { expression: 'attribute_exists(feedId)' }),

    recordFetch: (feedId, askedAt, changes) =>
      // Closes the races of a message that was delivered twice (the second poll must not count as one) and of a feed
      // that is removed while it is asked: only feeds that are polled have a shard.
      update(feedId, changes, {
        expression: 'dueAt = :askedAt AND attribute_exists(#shard)',
        names: SHARD_NAME,
        values: { ':askedAt': askedAt },
      }),

    recordIngest: (feedId, responseAt, changes) =>
      // Closes the race of notifications out of order: an older response must not bring an older seen set back.
      update(feedId, changes, {
        expression: 'attribute_exists(feedId) AND (attribute_not_exists(ingestedAt) OR ingestedAt < :responseAt)',
        values: { ':responseAt': responseAt },
      }),

    recordGaps: (feedId, read, gaps) =>
      // Closes the race of a page that comes for one gap while a poll finds another.
      update(
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
          expression: 'attribute_exists(#shard) AND lastFetchedAt = :responseAt AND dueAt > :dueAt',
          names: SHARD_NAME,
          values: { ':responseAt': responseAt },
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

function fromRow({ shard: _shard, ...feed }: Record<string, unknown>): Feed {
  return feed as unknown as Feed;
}
