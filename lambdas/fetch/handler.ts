import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { openArchive } from '../archive/open-archive.ts';
import { putResponse } from '../archive/responses.ts';
import { processBatch } from '../shared/batch.ts';
import type { Feed, Hub } from '../shared/domain.ts';
import { readEnv } from '../shared/env.ts';
import { createFeedStore } from '../shared/feed-store.ts';
import { FeedMessage, type PageRequest, type Poll } from '../shared/messages.ts';
import { ENV } from '../shared/names.ts';
import { report } from '../shared/report.ts';
import { traced } from '../shared/trace.ts';
import { inTurns } from '../shared/turns.ts';
import { callbackOf, wantsSubscription } from '../websub/subscription.ts';
import { afterFetch } from './after-fetch.ts';
import { bodyHash } from './body-hash.ts';
import { fetchFeed } from './fetch-feed.ts';
import { fetchPage } from './fetch-page.ts';
import { get } from './get.ts';
import { addressToAsk } from './moved.ts';
import { hostPace } from './pace.ts';
import { isWanted, pageOf } from './page.ts';
import { createRobots } from './robots.ts';
import { subscribe } from './subscribe.ts';
import { userAgent } from './user-agent.ts';

const env = readEnv({
  [ENV.feedsTable]: z.string().min(1),
  [ENV.archiveUrl]: z.url(),
  [ENV.contact]: z.string().min(1).optional(),
  [ENV.webSubCallback]: z.url().optional(),
  [ENV.allowLoopback]: z.stringbool().default(false),
  [ENV.hostInterval]: z.coerce.number().int().nonnegative().default(1_000),
});
const feeds = createFeedStore(new DynamoDBClient({}), env.FEEDS_TABLE);
const archive = openArchive(env.ARCHIVE_URL);
const agent = userAgent(env.CONTACT);
/** Our own sample wire needs no politeness. */
const intervalOf = (host: string): number =>
  env.ALLOW_LOOPBACK && host.startsWith('127.0.0.1:') ? 0 : env.HOST_INTERVAL_MS;
const pace = hostPace(intervalOf);
/** Milliseconds. It counts for the page that it stands before. */
const ROBOTS_DEADLINE = 10_000;
/** What a feed from outside links to must not reach loopback, where the sample wire lives. */
const robotsWith = (allowLoopback: boolean) =>
  createRobots((url) => get({ url }, { userAgent: agent, allowLoopback, pace, deadline: ROBOTS_DEADLINE }), agent);
const robots = robotsWith(false);
const sampleRobots = robotsWith(env.ALLOW_LOOPBACK);

/** Hosts side by side, the feeds of one host one after the other. */
export function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const nextTurn = inTurns();
  return processBatch(event, 'fetch', ({ body, attributes: { MessageGroupId: host = '' } }) => {
    return nextTurn(host, intervalOf(host), () => {
      const message = FeedMessage.parse(JSON.parse(body));
      return traced(message.trace, () => ('dueAt' in message ? pollFeed(message) : askForPage(message)));
    });
  });
}

/** The response is kept before the feed's state moves: whatever happens in between, it is asked again and not missed. */
async function pollFeed({ feedId, dueAt, trace }: Poll): Promise<void> {
  const feed = await feeds.get(feedId);
  if (!feed || feed.status === 'removed' || feed.dueAt !== dueAt) return;

  const url = addressToAsk(feed);
  const { traffic, ...outcome } = await fetchFeed({ ...feed, url }, optionsFor(feed));
  const now = new Date();
  const hash = outcome.kind === 'fetched' ? bodyHash(outcome.body) : undefined;
  const isNew = outcome.kind === 'fetched' && hash !== feed.bodyHash;
  const previous = feed.lastSuccessAt !== undefined && { previousAt: feed.lastSuccessAt };
  const ofTrace = trace !== undefined && { trace };
  if (isNew) await putResponse(archive, { feedId, at: now.toISOString(), ...outcome, ...previous, ...ofTrace });

  const state = afterFetch(feed, outcome, { now, random: Math.random(), traffic, ...(hash && { bodyHash: hash }) });
  await feeds.recordFetch(feedId, dueAt, state);
  report({
    step: 'fetch',
    ...ofTrace,
    feedId,
    title: feed.title,
    ...(feed.sample && { sample: true }),
    outcome: outcome.kind === 'fetched' && !isNew ? 'unchanged' : outcome.kind,
    ...(outcome.kind === 'failed' && { reason: outcome.reason, cause: outcome.cause }),
  });
  if (env.WEBSUB_CALLBACK && wantsSubscription(feed, now)) await askHub(feed, env.WEBSUB_CALLBACK, now, trace);
}

/** The secret is written down before the hub is told it: it may ask back, and push, before it has answered. */
async function askHub(
  feed: Feed & { readonly hub: Hub },
  publicAddress: string,
  now: Date,
  trace: string | undefined,
): Promise<void> {
  const { feedId, hub } = feed;
  const secret = feed.subscription?.url === hub.url ? feed.subscription.secret : randomBytes(32).toString('hex');
  await feeds.change(feedId, { subscription: { ...hub, secret, at: now.toISOString() } });
  const reason = await subscribe(
    hub,
    { callback: callbackOf(publicAddress, feedId, secret), secret },
    optionsFor(feed),
  );
  if (reason !== undefined) await feeds.change(feedId, { subscriptionDenied: reason });
  report({
    step: 'websub',
    ...(trace !== undefined && { trace }),
    feedId,
    outcome: reason === undefined ? 'subscribed' : 'failed',
    ...(reason && { reason }),
  });
}

/** What came, or why nothing did, goes the way of every response: whoever sent for it reads it in ingest. */
async function askForPage({ feedId, url, purpose, trace }: PageRequest): Promise<void> {
  const feed = await feeds.get(feedId);
  if (!feed || feed.status === 'removed' || !isWanted(feed, url, purpose)) return;
  const outcome =
    purpose.kind === 'article'
      ? await fetchPage(url, optionsFor(feed), feed.sample ? sampleRobots : robots)
      : await fetchFeed({ url }, optionsFor(feed));
  const page = pageOf(outcome, url);
  const ofTrace = trace !== undefined && { trace };
  await putResponse(archive, { feedId, at: new Date().toISOString(), purpose, ...page, ...ofTrace });
  report({
    step: 'page',
    ...ofTrace,
    feedId,
    url,
    purpose: purpose.kind,
    ...(page.failure && { failure: page.failure }),
  });
}

/** Only the sample wire lives on loopback; a feed from outside must not reach what else listens there. */
const optionsFor = ({ sample }: Feed) => ({
  userAgent: agent,
  allowLoopback: env.ALLOW_LOOPBACK && sample === true,
  pace,
});
