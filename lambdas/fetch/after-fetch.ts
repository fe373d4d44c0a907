import { feedPeriod, waitAfterAnswer } from '../schedule/period.ts';
import type { Feed } from '../shared/domain.ts';
import type { FetchOutcome } from './fetch-feed.ts';

type FetchField =
  | 'dueAt'
  | 'etag'
  | 'lastModified'
  | 'bodyHash'
  | 'failures'
  | 'failingSince'
  | 'lastError'
  | 'lastFetchedAt'
  | 'lastSuccessAt'
  | 'movedTo';

/**
 * The part of the feed's row that fetch owns; `undefined` removes an attribute. The status is there only where it
 * changes, so that a poll does not bring back a feed that was removed meanwhile.
 */
export type FetchState = { readonly [K in FetchField]: Feed[K] } & { readonly status?: Feed['status'] };

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** However long a feed has failed, it is asked once a day: it may be back. */
const MAX_BACKOFF = DAY;
/** A Retry-After beyond a week is a mistake or a way of saying never; a feed is never switched off. */
const MAX_RETRY_AFTER = 7 * DAY;
/** 410 says that the feed is gone for good. Servers err, so it is still asked now and then. */
const GONE_INTERVAL = 30 * DAY;
/** Share of the wait by which a poll comes sooner or later, so that feeds added together drift apart. */
const JITTER = 0.1;

/**
 * The state of a feed after it was asked.
 *
 * @param at.random 0 to 1, spreads the polls
 * @param at.bodyHash SHA-256 of the body that was fetched
 */
export function afterFetch(
  feed: Feed,
  outcome: FetchOutcome,
  at: { readonly now: Date; readonly random: number; readonly bodyHash?: string },
): FetchState {
  const now = at.now.toISOString();
  const dueAfter = (seconds: number) => new Date(at.now.getTime() + Math.round(seconds * 1000)).toISOString();
  const jittered = (seconds: number) => seconds * (1 - JITTER + 2 * JITTER * at.random);
  const period = feedPeriod(feed, now);
  const { etag, lastModified, bodyHash, lastSuccessAt, movedTo } = feed;
  const known = { etag, lastModified, bodyHash, lastSuccessAt, movedTo, lastFetchedAt: now };
  const failed = { ...known, failures: feed.failures + 1, failingSince: feed.failingSince ?? now };

  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified': {
      const isNew = outcome.kind === 'fetched';
      return {
        ...known,
        // A new body has its own validators or none; a 304 only replaces those that it names.
        etag: isNew ? outcome.etag : (outcome.etag ?? etag),
        lastModified: isNew ? outcome.lastModified : (outcome.lastModified ?? lastModified),
        bodyHash: isNew ? at.bodyHash : bodyHash,
        movedTo: outcome.movedTo,
        lastSuccessAt: now,
        failures: 0,
        failingSince: undefined,
        lastError: undefined,
        dueAt: dueAfter(jittered(waitAfterAnswer(feed, outcome.freshFor ?? 0, now))),
        ...(feed.status === 'gone' && { status: 'active' }),
      };
    }
    case 'gone':
      return {
        ...failed,
        lastError: `${feed.host} says that the feed is gone for good (410); it is asked once a month`,
        dueAt: dueAfter(jittered(GONE_INTERVAL)),
        ...(feed.status === 'active' && { status: 'gone' }),
      };
    case 'failed': {
      const backoff = Math.min(period * 2 ** feed.failures, Math.max(period, MAX_BACKOFF));
      // Retry-After is a promise: it is never undercut, only overdone.
      const asked = Math.min(outcome.retryAfter ?? 0, MAX_RETRY_AFTER) * (1 + JITTER * at.random);
      return { ...failed, lastError: outcome.reason, dueAt: dueAfter(Math.max(jittered(backoff), asked)) };
    }
    default:
      return outcome satisfies never;
  }
}
