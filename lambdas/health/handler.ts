import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { readEnv } from '../shared/env.ts';
import { createFeedStore, isPolled } from '../shared/feed-store.ts';
import { ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { healthOf, type Vitals } from './health.ts';

const env = readEnv({ [ENV.feedsTable]: z.string().min(1) });
const feeds = createFeedStore(new DynamoDBClient({}), env.FEEDS_TABLE);

/** Reads all feeds and reports how they do. */
export async function handler(): Promise<void> {
  const vitals: Vitals[] = [];
  for await (const { status, failingSince, lastNewAt, tempo } of feeds.list()) {
    if (!isPolled(status)) continue;
    vitals.push({ ...(failingSince && { failingSince }), ...(lastNewAt && { lastNewAt }), ...(tempo && { tempo }) });
  }
  report({ step: 'health', ...healthOf(vitals, new Date().toISOString()) });
}
