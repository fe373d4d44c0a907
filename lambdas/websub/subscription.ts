import type { Feed, Hub } from '../shared/domain.ts';
import { sha256 } from '../shared/keys.ts';

const HOUR = 3_600_000;

/** What we ask for. The hub decides; most give between one day and fifteen. */
export const LEASE_SECONDS = 10 * 86_400;
/** A feed with a hub is still polled daily, and each poll may renew: half a day to spare. */
const RENEW_BEFORE = 36 * HOUR;
/** A hub that does not answer, or says no, is asked again, but not with every poll; nor is another hub with each. */
const ASK_AGAIN_AFTER = 12 * HOUR;

/** Polls that find nothing show that a hub pushes all there is. */
const PROBATION = 24 * HOUR;

/** The callback that a feed's hub is told. */
export const callbackOf = (callback: string, feedId: string, secret: string): string =>
  `${callback.replace(/\/+$/, '')}/${feedId}/${tokenOf(secret)}`;

/**
 * What makes the callback an address that nobody can guess (WebSub §4): confirming, extending and denying a lease is not
 * signed.
 */
export const tokenOf = (secret: string): string => sha256(secret).slice(0, 32);

/** Whether the feed's hub should be asked now: nothing runs, or what runs ends soon or is for another hub. */
export function wantsSubscription(feed: Feed, now: Date): feed is Feed & { readonly hub: Hub } {
  const { hub, subscription, leasedUntil, status } = feed;
  if (!hub || status !== 'active') return false;
  if (!subscription) return true;
  const isSame = subscription.url === hub.url && subscription.topic === hub.topic;
  const isRunning = isSame && leasedUntil !== undefined && Date.parse(leasedUntil) - now.getTime() > RENEW_BEFORE;
  return !isRunning && now.getTime() - Date.parse(subscription.at) > ASK_AGAIN_AFTER;
}

/**
 * Until when a hub can be relied on to push what is new, so that a daily poll will do. A hub that has pushed no news yet,
 * or whose feed had news within a day that a poll found first, is not relied on: some push only a part, or old things.
 */
export function pushedUntil({ leasedUntil, pushedAt, lastNewAt }: Feed, now: Date): Date | undefined {
  if (!leasedUntil || !pushedAt || (lastNewAt !== undefined && lastNewAt > pushedAt)) return undefined;
  if (lastNewAt !== undefined && now.getTime() - Date.parse(lastNewAt) < PROBATION) return undefined;
  const end = new Date(leasedUntil);
  return end > now ? end : undefined;
}
