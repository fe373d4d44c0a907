import type { Feed } from '../shared/domain.ts';
import type { FetchOutcome } from './get.ts';

type Failed = Extract<FetchOutcome, { kind: 'failed' }>;

const DAY = 86_400;
/** However long a feed has failed, it is asked once a day: it may be back. */
const MAX_BACKOFF = DAY;
/** A Retry-After beyond a week is a mistake or a way of saying never; a feed is never switched off. */
const MAX_RETRY_AFTER = 7 * DAY;
/** Share of the wait by which a poll comes sooner or later, so that feeds added together drift apart. */
const JITTER = 0.1;

/** @param random 0 to 1 */
export const jittered = (seconds: number, random: number): number => seconds * (1 - JITTER + 2 * JITTER * random);

/**
 * Seconds until a feed that failed is asked again: twice as long each time, and never less than Retry-After.
 *
 * @param period seconds between its polls when all is well
 * @param random 0 to 1
 */
export function waitAfterFailure(
  feed: Feed,
  outcome: Failed,
  { period, random }: { readonly period: number; readonly random: number },
): number {
  const doublings = feed.failures + Number(isThrottled(feed, outcome));
  const backoff = Math.min(period * 2 ** doublings, Math.max(period, MAX_BACKOFF));
  // Retry-After is a promise: it is never undercut, only overdone.
  const asked = Math.min(outcome.retryAfter ?? 0, MAX_RETRY_AFTER) * (1 + JITTER * random);
  return Math.max(jittered(backoff, random), asked);
}

/** 429, and what means the same: 403 by a host that names a time or that has answered before. */
export const isThrottled = (feed: Feed, { status, retryAfter }: Failed): boolean =>
  status === 429 || (status === 403 && (retryAfter ?? feed.lastSuccessAt) !== undefined);
