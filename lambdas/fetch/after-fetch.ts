import { feedPeriod, waitAfterAnswer } from '../schedule/period.ts';
import type { Feed } from '../shared/domain.ts';
import { pushedUntil } from '../websub/subscription.ts';
import type { Traffic } from './ask.ts';
import { countTraffic } from './count-traffic.ts';
import type { FetchOutcome } from './get.ts';
import { addressToAsk, isMoved, moveAfter } from './moved.ts';
import { isThrottled, jittered, waitAfterFailure } from './wait-after-failure.ts';

type FetchField =
  | 'dueAt'
  | 'etag'
  | 'lastModified'
  | 'validatorsFrom'
  | 'bodyHash'
  | 'failures'
  | 'failingSince'
  | 'lastError'
  | 'lastFetchedAt'
  | 'lastSuccessAt'
  | 'movedTo'
  | 'movedSince'
  | 'traffic';

/**
 * The part of the feed's row that fetch owns; `undefined` removes an attribute. The status is there only where it
 * changes, so that a poll does not bring back a feed that was removed meanwhile; the host only where the feed is asked
 * at another one from now on.
 */
export type FetchState = { readonly [K in FetchField]: Feed[K] } & {
  readonly status?: Feed['status'];
  readonly host?: string;
};

interface Poll {
  readonly now: Date;
  /** 0 to 1, spreads the polls. */
  readonly random: number;
  /** Of the body that was fetched: see `body-hash.ts`. */
  readonly bodyHash?: string;
  /** What the poll has cost. */
  readonly traffic?: Traffic;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** 410 says that the feed is gone for good. Servers err, so it is still asked now and then. */
const GONE_INTERVAL = 30 * DAY;

/** Seconds for which a hub can be relied on; a feed is polled daily all the same. */
function secondsPushed(feed: Feed, now: Date): number {
  const until = pushedUntil(feed, now);
  return until ? Math.min(DAY, (until.getTime() - now.getTime()) / 1_000) : 0;
}

/** The state of a feed after it was asked. */
export function afterFetch(feed: Feed, outcome: FetchOutcome, poll: Poll): FetchState {
  const state = stateAfter(feed, outcome, poll);
  const { host } = new URL(addressToAsk({ ...state, url: feed.url }));
  return host === feed.host ? state : { ...state, host };
}

function stateAfter(feed: Feed, outcome: FetchOutcome, { now: at, random, ...poll }: Poll): FetchState {
  const now = at.toISOString();
  const dueAfter = (seconds: number) => new Date(at.getTime() + Math.round(seconds * 1000)).toISOString();
  const { etag, lastModified, validatorsFrom, bodyHash, lastSuccessAt, movedTo, movedSince, traffic } = feed;
  const known = {
    ...{ etag, lastModified, validatorsFrom, bodyHash, lastSuccessAt, movedTo, movedSince },
    lastFetchedAt: now,
    traffic: poll.traffic ? countTraffic(traffic, poll.traffic, outcome.kind === 'not-modified', now) : traffic,
  };
  const period = feedPeriod(feed, now);
  const hasMoved = isMoved(feed);
  const failed = {
    ...known,
    failures: feed.failures + 1,
    failingSince: feed.failingSince ?? now,
    // A new address that fails is not believed any longer: the old one is asked next.
    ...(hasMoved && { movedTo: undefined, movedSince: undefined }),
  };

  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified': {
      const isNew = outcome.kind === 'fetched';
      const wish = Math.max(outcome.freshFor ?? 0, feed.ttl ?? 0);
      return {
        ...known,
        // A new body has its own validators or none; a 304 only replaces those that it names.
        etag: isNew ? outcome.etag : (outcome.etag ?? etag),
        lastModified: isNew ? outcome.lastModified : (outcome.lastModified ?? lastModified),
        validatorsFrom: isNew ? outcome.url : validatorsFrom,
        bodyHash: isNew ? poll.bodyHash : bodyHash,
        ...moveAfter(feed, outcome.movedTo, now),
        lastSuccessAt: now,
        failures: 0,
        failingSince: undefined,
        lastError: undefined,
        dueAt: dueAfter(jittered(Math.max(waitAfterAnswer(feed, wish, now), secondsPushed(feed, at)), random)),
        ...(feed.status === 'gone' && { status: 'active' }),
      };
    }
    case 'gone': {
      const next = hasMoved ? 'where it has moved to; its old address is asked next' : 'it is asked once a month';
      return {
        ...failed,
        lastError: `${feed.host} says that the feed is gone for good (410), ${next}`,
        dueAt: dueAfter(jittered(hasMoved ? period : GONE_INTERVAL, random)),
        ...(feed.status === 'active' && !hasMoved && { status: 'gone' }),
      };
    }
    case 'failed': {
      const why = isThrottled(feed, outcome) ? '; it is asked less, as it may be asked too often' : '';
      return {
        ...failed,
        lastError: `${outcome.reason}${why}`,
        dueAt: dueAfter(waitAfterFailure(feed, outcome, { period, random })),
      };
    }
    default:
      return outcome satisfies never;
  }
}
