import type { Archive } from '../archive/archive.ts';
import { putResponse } from '../archive/responses.ts';
import type { Feed } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { isSigned } from './signature.ts';

/** What a hub sends to the callback of a feed. */
export interface HubRequest {
  readonly feedId: string;
  readonly method: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface HubAnswer {
  readonly status: 200 | 202 | 404 | 405 | 410;
  readonly body: string;
  /** For the log; a hub learns nothing of it. */
  readonly outcome: 'verified' | 'denied' | 'pushed' | 'unsigned' | 'unwanted' | 'misused';
}

export interface HubPorts {
  readonly feeds: FeedStore;
  readonly archive: Archive;
  readonly now: () => Date;
}

/** A lease that a hub gives without saying for how long. */
const DEFAULT_LEASE_SECONDS = 86_400;
const MAX_REASON = 300;

/** Answers a hub as WebSub (W3C Recommendation, 2018) says: verification of intent, denial, distribution of content. */
export async function answerHub(request: HubRequest, ports: HubPorts): Promise<HubAnswer> {
  const feed = request.feedId === '' ? undefined : await ports.feeds.get(request.feedId);
  if (request.method === 'POST') return distribution(request, feed, ports);
  if (request.method !== 'GET') return { status: 405, body: '', outcome: 'misused' };
  return request.query['hub.mode'] === 'denied' ? denial(request, feed, ports) : verification(request, feed, ports);
}

const isWanted = (feed: Feed | undefined): feed is Feed & { readonly subscription: object } =>
  feed?.subscription !== undefined && feed.status !== 'removed';

/** A hub asks whether it was us who subscribed, or who ended it: we never end one, but let it run out. */
async function verification(
  { query }: HubRequest,
  feed: Feed | undefined,
  { feeds, now }: HubPorts,
): Promise<HubAnswer> {
  const challenge = query['hub.challenge'];
  const isOurs = isWanted(feed) && query['hub.topic'] === feed.subscription.topic;
  if (!isOurs || query['hub.mode'] !== 'subscribe' || challenge === undefined) {
    return { status: 404, body: '', outcome: 'unwanted' };
  }
  const said = Number(query['hub.lease_seconds']);
  const seconds = Number.isFinite(said) && said > 0 ? said : DEFAULT_LEASE_SECONDS;
  const leasedUntil = new Date(Math.min(now().getTime() + seconds * 1_000, LAST_TIME)).toISOString();
  await feeds.change(feed.feedId, { leasedUntil, subscriptionDenied: undefined });
  return { status: 200, body: challenge, outcome: 'verified' };
}

/** The last time of ISO 8601 with a year of four digits. */
const LAST_TIME = Date.UTC(9999, 11, 31);

async function denial({ query }: HubRequest, feed: Feed | undefined, { feeds }: HubPorts): Promise<HubAnswer> {
  if (isWanted(feed) && query['hub.topic'] === feed.subscription.topic) {
    const reason = query['hub.reason']?.slice(0, MAX_REASON) || 'no reason given';
    await feeds.change(feed.feedId, { leasedUntil: undefined, subscriptionDenied: reason });
  }
  return { status: 200, body: '', outcome: 'denied' };
}

/**
 * Keeps what was pushed like a response that was asked for. Where the signature is wrong it is dropped, and the answer
 * is the same: who guesses does not learn how near he was. The poll of the day finds what a broken hub withheld.
 */
async function distribution(
  { headers, body }: HubRequest,
  feed: Feed | undefined,
  { feeds, archive, now }: HubPorts,
): Promise<HubAnswer> {
  // 410 makes a hub forget the subscription.
  if (!isWanted(feed)) return { status: 410, body: '', outcome: 'unwanted' };
  const { feedId, subscription } = feed;
  if (body.length === 0 || !isSigned(body, headers['x-hub-signature'], subscription.secret)) {
    return { status: 202, body: '', outcome: 'unsigned' };
  }
  const at = now().toISOString();
  const contentType = headers['content-type'];
  await putResponse(archive, {
    feedId,
    at,
    url: subscription.topic,
    ...(contentType && { contentType }),
    purpose: { kind: 'push' },
    body,
  });
  await feeds.change(feedId, { pushedAt: at });
  return { status: 202, body: '', outcome: 'pushed' };
}
