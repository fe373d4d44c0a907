import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readEnv } from '../shared/env.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { traceIdOf } from '../shared/trace.ts';
import { sendDue } from './send-due.ts';
import { applyWishedFeeds } from './wished-feeds.ts';

const env = readEnv({
  [ENV.feedsTable]: z.string().min(1),
  [ENV.feedQueueUrl]: z.url(),
  [ENV.feedsFile]: z.string().min(1),
  // Lambda's own: the folder of the function's code.
  LAMBDA_TASK_ROOT: z.string().default('.'),
});
const feedsFile = resolve(env.LAMBDA_TASK_ROOT, env.FEEDS_FILE);
const feeds = createFeedStore(new DynamoDBClient({}), env.FEEDS_TABLE);
// The URL names the queue; where it is asked is the endpoint's business, which an emulator sets.
const queue = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Each tick: bring the feeds in line with the file, then send those whose time has come to be fetched. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  const trace = traceIdOf(randomBytes(16));
  // A broken file is said, in the end; it must not stop the feeds that are polled already.
  const [applied] = await Promise.allSettled([applyFile(now)]);
  const due = await sendDue(feeds.due(now), trace, queue, env.FEED_QUEUE_URL);
  if (applied.status === 'rejected') throw applied.reason;
  report({ step: 'schedule', trace, due, ...(applied.value && { applied: applied.value }) });
}

const applyFile = async (now: string) => applyWishedFeeds(feeds, await readFile(feedsFile, 'utf8'), now);
