import type { Archive } from '../archive/archive.ts';
import { putResponse } from '../archive/responses.ts';
import type { Feed } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { isSigned } from './signature.ts';
import { tokenOf } from './subscription.ts';

/** What a hub sends to the callback of a feed. */
export interface HubRequest {
  readonly feedId: string;
  /** Of the callback: see `tokenOf`. */
  readonly token: string;
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
  /** Of what was pushed. */
  readonly trace?: string;
}

export interface HubPorts {
  readonly feeds: FeedStore;
  readonly archive: Archive;
  readonly now: () => Date;
  readonly newTrace: () => string;
}

/** A lease that a hub gives without saying for how long. */
const DEFAULT_LEASE_SECONDS = 86_400;
/** A hub may give a longer one; it is asked again all the same, as it may be gone by then. */
const MAX_LEASE_SECONDS = 30 * 86_400;
const MAX_REASON = 300;

/** Answers a hub as WebSub (W3C Recommendation, 2018) says: verification of intent, denial, distribution of content. */
export async function answerHub(request: HubRequest, ports: HubPorts): Promise<HubAnswer> {
  const named = request.feedId === '' ? undefined : await ports.feeds.get(request.feedId);
  const feed = isWanted(named) && request.token === tokenOf(named.subscription.secret) ? named : undefined;
  if (request.method === 'POST') return distribution(request, feed, ports);
  if (request.method !== 'GET') return { status: 405, body: '', outcome: 'misused' };
  return request.query['hub.mode'] === 'denied' ? denial(request, feed, ports) : verification(request, feed, ports);
}

type Subscribed = Feed & { readonly subscription: object };

const isWanted = (feed: Feed | undefined): feed is Subscribed =>
  feed?.subscription !== undefined && feed.status !== 'removed';

/** A hub asks whether it was us who subscribed, or who ended it: we never end one, but let it run out. */
async function verification(
  { query }: HubRequest,
  feed: Subscribed | undefined,
  { feeds, now }: HubPorts,
): Promise<HubAnswer> {
  const challenge = query['hub.challenge'];
  if (
    !feed ||
    query['hub.topic'] !== feed.subscription.topic ||
    query['hub.mode'] !== 'subscribe' ||
    challenge === undefined
  ) {
    return { status: 404, body: '', outcome: 'unwanted' };
  }
  const said = Number(query['hub.lease_seconds']);
  const seconds = Number.isFinite(said) && said > 0 ? said : DEFAULT_LEASE_SECONDS;
  const leasedUntil = new Date(now().getTime() + Math.min(seconds, MAX_LEASE_SECONDS) * 1_000).toISOString();
  await feeds.change(feed.feedId, { leasedUntil, subscriptionDenied: undefined });
  return { status: 200, body: challenge, outcome: 'verified' };
}

async function denial({ query }: HubRequest, feed: Subscribed | undefined, { feeds }: HubPorts): Promise<HubAnswer> {
  if (feed && query['hub.topic'] === feed.subscription.topic) {
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
  feed: Subscribed | undefined,
  { archive, now, newTrace }: HubPorts,
): Promise<HubAnswer> {
  // 410 makes a hub forget the subscription.
  if (!feed) return { status: 410, body: '', outcome: 'unwanted' };
  const { feedId, subscription } = feed;
  if (body.length === 0 || !isSigned(body, headers['x-hub-signature'], subscription.secret)) {
    return { status: 202, body: '', outcome: 'unsigned' };
  }
  const at = now().toISOString();
  const trace = newTrace();
  const contentType = headers['content-type'];
  await putResponse(archive, {
    feedId,
    at,
    url: subscription.topic,
    ...(contentType && { contentType }),
    purpose: { kind: 'push' },
    trace,
    body,
  });
  return { status: 202, body: '', outcome: 'pushed', trace };
}
