import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import tagger from '../../data/built/version.json' with { type: 'json' };
import { openArchive } from '../archive/open-archive.ts';
import { createItemIndex } from '../index/dynamodb-item-index.ts';
import { publishNothing } from '../publish/publisher.ts';
import { createSnsPublisher } from '../publish/sns-publisher.ts';
import { processBatch } from '../shared/batch.ts';
import { readEnv } from '../shared/env.ts';
import { outgoingPage, sendToFeedQueue } from '../shared/feed-queue.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { parseArchiveKey } from '../shared/keys.ts';
import { notifiedKeys, ObjectNotification } from '../shared/messages.ts';
import { ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { inTurns } from '../shared/turns.ts';
import { ingestObject, type Ports } from './ingest-object.ts';

const env = readEnv({
  [ENV.feedsTable]: z.string().min(1),
  [ENV.itemsTable]: z.string().min(1),
  [ENV.archiveUrl]: z.url(),
  [ENV.feedQueueUrl]: z.url(),
  [ENV.alertsTopic]: z.string().min(1).optional(),
  [ENV.itemTtl]: z.coerce.number().int().positive().optional(),
});
const dynamodb = new DynamoDBClient({});
// The URL names the queue; where it is asked is the endpoint's business, which an emulator sets.
const queue = { client: new SQSClient({ useQueueUrlAsEndpoint: false }), url: env.FEED_QUEUE_URL };
const topic = env.ALERTS_TOPIC;
const ports: Ports = {
  feeds: createFeedStore(dynamodb, env.FEEDS_TABLE),
  index: createItemIndex(dynamodb, env.ITEMS_TABLE),
  archive: openArchive(env.ARCHIVE_URL),
  tagger: {
    version: tagger.version,
    // Loaded with its data at the first story to tag: many responses bring none.
    tag: async (story) => (await import('../tag/tag.ts')).tag(story),
  },
  publish: topic === undefined ? publishNothing : createSnsPublisher(new SNSClient({}), topic),
  askFor: (pages) => sendToFeedQueue(pages.map(outgoingPage), queue, 'ingest'),
  itemTtl: env.ITEM_TTL_SECONDS,
  now: () => new Date().toISOString(),
  report,
};

/** Each record names stored objects. */
export function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const nextTurn = inTurns();
  return processBatch(event, 'ingest', async ({ body }) => {
    for (const key of notifiedKeys(ObjectNotification.parse(JSON.parse(body)))) {
      // The responses of a feed one after the other: each is compared with what the one before has left.
      await nextTurn(parseArchiveKey(key).feedId, 0, async () => {
        report({ step: 'ingest', key, ...(await ingestObject(key, ports)) });
      });
    }
  });
}
