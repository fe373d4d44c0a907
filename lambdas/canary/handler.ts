import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { openArchive } from '../archive/open-archive.ts';
import { createItemIndex } from '../index/dynamodb-item-index.ts';
import { readEnv } from '../shared/env.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { CANARY, ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { canaryUrl, entriesIn, feedWith, isPublished, withEntry } from './canary-feed.ts';
import { delayOf } from './delay.ts';
import { lookUp } from './look-up.ts';
import { makeDue } from './make-due.ts';

const env = readEnv({
  [ENV.feedsTable]: z.string().min(1),
  [ENV.itemsTable]: z.string().min(1),
  [ENV.archiveUrl]: z.url({ protocol: /^s3$/ }),
});
const dynamodb = new DynamoDBClient({});
const feeds = createFeedStore(dynamodb, env.FEEDS_TABLE);
const index = createItemIndex(dynamodb, env.ITEMS_TABLE);
const archive = openArchive(env.ARCHIVE_URL);

/** Looks what became of the stories that it told before, then tells another one. */
export async function handler(): Promise<void> {
  const now = new Date();
  const url = canaryUrl(env.ARCHIVE_URL);
  const before = isPublished(await feeds.get(CANARY.feedId), url) ? entriesIn(await archive.get(CANARY.key)) : [];
  const told = await lookUp(before, index);
  const delay = delayOf(told, new Date().toISOString());
  await archive.put(CANARY.key, feedWith(withEntry(before, now)));
  await makeDue(feeds, url, now.toISOString());
  const waiting = told.filter(({ isFound }) => !isFound).length;
  report({ step: 'canary', ...(delay !== undefined && { delay }), waiting });
}
