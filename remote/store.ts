import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Archive } from '../lambdas/archive/archive.ts';
import { createS3Archive } from '../lambdas/archive/s3-archive.ts';
import { createItemIndex } from '../lambdas/index/dynamodb-item-index.ts';
import type { ItemIndex } from '../lambdas/index/item-index.ts';
import type { Publish } from '../lambdas/publish/publisher.ts';
import { createSnsPublisher } from '../lambdas/publish/sns-publisher.ts';
import type { Watches } from '../lambdas/publish/watches.ts';
import { createFeedStore, type FeedStore } from '../lambdas/shared/feed-store.ts';
import { type DeadLetter, deadLetterQueue } from './dead-letters.ts';
import { sendKeys } from './ingest-queue.ts';
import { outputOf } from './outputs.ts';
import { findStack, type Stack } from './stack.ts';
import { createSnsWatches } from './watches.ts';

/** The data of a deployed stack, opened. */
export interface StackStore {
  readonly kind: 'stack';
  readonly stack: Stack;
  readonly archiveUrl: string;
  readonly feeds: FeedStore;
  readonly index: ItemIndex;
  readonly archive: Archive;
  /** Tells of what is brought into the index from here. */
  readonly publish: Publish;
  readonly watches: Watches;
  /** Sends stored objects through the pipeline again. */
  notify(keys: readonly string[]): Promise<void>;
  deadLetters(): AsyncIterable<DeadLetter>;
  /** Puts the dead letters back, and yields each that went. */
  redrive(): AsyncIterable<DeadLetter>;
  close(): Promise<void>;
}

/** @throws InputError where there is no such stack, or where it is no Dateline */
export async function openStackStore(name: string): Promise<StackStore> {
  const stack = await findStack(name);
  const [feedsTable, itemsTable] = [outputOf(stack, 'feedsTable'), outputOf(stack, 'itemsTable')];
  const bucket = outputOf(stack, 'archiveBucket');
  const [ingestQueue, topic] = [outputOf(stack, 'ingestQueue'), outputOf(stack, 'alertsTopic')];
  const dynamodb = new DynamoDBClient(stack.aws);
  const s3 = new S3Client(stack.aws);
  const sns = new SNSClient(stack.aws);
  // The URL names the queue; where it is asked is the endpoint's business, which an emulator sets.
  const sqs = new SQSClient({ ...stack.aws, useQueueUrlAsEndpoint: false });
  const queues = [
    deadLetterQueue(sqs, { step: 'ingest', url: outputOf(stack, 'ingestDeadLetters'), backTo: ingestQueue }),
    deadLetterQueue(sqs, {
      step: 'fetch',
      url: outputOf(stack, 'feedDeadLetters'),
      backTo: outputOf(stack, 'feedQueue'),
    }),
  ];
  return {
    kind: 'stack',
    stack,
    archiveUrl: `s3://${bucket}`,
    feeds: createFeedStore(dynamodb, feedsTable),
    index: createItemIndex(dynamodb, itemsTable),
    archive: createS3Archive(s3, bucket),
    publish: createSnsPublisher(sns, topic),
    watches: createSnsWatches(sns, topic),
    notify: (keys) => sendKeys(sqs, ingestQueue, keys),
    async *deadLetters() {
      for (const queue of queues) yield* queue.look();
    },
    async *redrive() {
      for (const queue of queues) yield* queue.redrive();
    },
    async close() {
      for (const client of [dynamodb, s3, sns, sqs]) client.destroy();
    },
  };
}
