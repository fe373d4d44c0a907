import type { Feed, Hub } from '../shared/domain.ts';

const HOUR = 3_600_000;

/** What we ask for. The hub decides; most give between one day and fifteen. */
export const LEASE_SECONDS = 10 * 86_400;
/** A feed with a hub is still polled daily, and each poll may renew: half a day to spare. */
const RENEW_BEFORE = 36 * HOUR;
/** A hub that does not answer, or says no, is asked again, but not with every poll. */
const ASK_AGAIN_AFTER = 12 * HOUR;

/** The path of the callback that a feed's hub is told. */
export const callbackOf = (callback: string, feedId: string): string => `${callback.replace(/\/+$/, '')}/${feedId}`;

/** Whether the feed's hub should be asked now: nothing runs, or what runs ends soon or is for another hub. */
export function wantsSubscription(feed: Feed, now: Date): feed is Feed & { readonly hub: Hub } {
  const { hub, subscription, leasedUntil, status } = feed;
  if (!hub || status !== 'active') return false;
  if (!subscription || subscription.url !== hub.url || subscription.topic !== hub.topic) return true;
  const isRunning = leasedUntil !== undefined && Date.parse(leasedUntil) - now.getTime() > RENEW_BEFORE;
  return !isRunning && now.getTime() - Date.parse(subscription.at) > ASK_AGAIN_AFTER;
}

/**
 * Until when a hub can be relied on to push what is new, so that a daily poll will do. A hub that has not pushed yet, or
 * whose feed had news that a poll found first, is not relied on.
 */
export function pushedUntil({ leasedUntil, pushedAt, lastNewAt }: Feed, now: Date): Date | undefined {
  if (!leasedUntil || !pushedAt || (lastNewAt !== undefined && lastNewAt > pushedAt)) return undefined;
  const end = new Date(leasedUntil);
  return end > now ? end : undefined;
}
