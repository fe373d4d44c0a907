import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFetch } from '../../lambdas/fetch/after-fetch.ts';
import type { FetchOutcome } from '../../lambdas/fetch/get.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const DAY = 86_400;
const MIDDLE = { now: NOW, random: 0.5 };

const feed = (changes: Partial<Feed> = {}): Feed => ({
  feedId: 'wire-example-00000000',
  url: 'https://wire.example/feed',
  host: 'wire.example',
  publisher: 'wire.example',
  title: 'Wire',
  origin: 'opml',
  status: 'active',
  dueAt: NOW.toISOString(),
  interval: 900,
  failures: 0,
  gaps: [],
  ...changes,
});
const fetched = (facts: Partial<Extract<FetchOutcome, { kind: 'fetched' }>> = {}): FetchOutcome => ({
  kind: 'fetched',
  url: 'https://wire.example/feed',
  body: Buffer.from('x'),
  ...facts,
});
const failed = (retryAfter?: number, status = 503): FetchOutcome => ({
  kind: 'failed',
  cause: 'http',
  status,
  reason: `wire.example answered ${status}`,
  ...(retryAfter !== undefined && { retryAfter }),
});
const wait = (feed: Feed, outcome: FetchOutcome, random = 0.5) =>
  (Date.parse(afterFetch(feed, outcome, { now: NOW, random }).dueAt) - NOW.getTime()) / 1000;

describe('the wait after a success', () => {
  it.each([
    ['is the interval of the feed', undefined, 0.5, 900],
    ['is spread by a tenth down', undefined, 0, 810],
    ['is spread by a tenth up', undefined, 1, 990],
    ['is longer where the answer stays fresh longer', 1800, 0.5, 1800],
    ['is not shorter where it does not', 60, 0.5, 900],
    ['heeds freshness for an hour at most', 7 * DAY, 0.5, 3600],
  ])('%s', (_what, freshFor, random, seconds) => {
    expect(wait(feed(), fetched(freshFor === undefined ? {} : { freshFor }), random)).toBe(seconds);
  });

  it('is the period of its tempo, where that is known', () => {
    const tempo = { at: NOW.toISOString(), window: 30, lately: 0, usually: 1 / 3_600, fastest: 0 };
    expect(wait(feed({ tempo }), fetched())).toBeCloseTo(657, 0);
    const yesterday = new Date(NOW.getTime() - DAY * 1000).toISOString();
    expect(wait(feed({ tempo: { ...tempo, at: yesterday } }), { kind: 'not-modified' })).toBeCloseTo(776, 0);
  });

  it.each([
    ['asks for', 1800, undefined, 1800],
    ['asks for, where the answer stays fresh less long', 1800, 600, 1800],
    ['asks for less than its answer', 600, 1800, 1800],
    ['asks for, an hour at most', DAY, undefined, 3600],
    ['asks for, never less than its interval', 60, undefined, 900],
  ])('is what the feed itself %s', (_what, ttl, freshFor, seconds) => {
    expect(wait(feed({ ttl }), fetched(freshFor === undefined ? {} : { freshFor }))).toBe(seconds);
  });

  it('is that of a slow feed even beyond the hour', () => {
    expect(wait(feed({ interval: 7200 }), { kind: 'not-modified', freshFor: 4000 })).toBe(7200);
  });
});

describe('the wait after a failure', () => {
  it('doubles up to a day', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 5000].map((failures) => wait(feed({ failures }), failed()));
    expect(waits).toEqual([900, 1800, 3600, 7200, 14_400, 28_800, 57_600, DAY, DAY]);
  });

  it.each([
    ['is never less than Retry-After', 4000, 0, 4000],
    ['may be a little more', 4000, 1, 4400],
    ['is the backoff where that is longer', 5, 0.5, 900],
    ['heeds a Retry-After of days', 3 * DAY, 0, 3 * DAY],
    ['heeds a Retry-After of years for a week', 900 * DAY, 0, 7 * DAY],
  ])('%s', (_what, retryAfter, random, seconds) => {
    expect(wait(feed(), failed(retryAfter), random)).toBe(seconds);
  });

  it.each([
    ['429', failed(undefined, 429), {}, 1800],
    ['403 with Retry-After', failed(60, 403), {}, 1800],
    ['403 where it has answered before', failed(undefined, 403), { lastSuccessAt: NOW.toISOString() }, 1800],
    ['403 where it never has', failed(undefined, 403), {}, 900],
  ])('is twice as long at once after %s', (_what, outcome, changes, seconds) => {
    expect(wait(feed(changes), outcome)).toBe(seconds);
    expect(/asked too often/.test(afterFetch(feed(changes), outcome, MIDDLE).lastError ?? '')).toBe(seconds > 900);
  });

  it('is a month where the feed is gone', () => {
    expect(wait(feed(), { kind: 'gone' })).toBe(30 * DAY);
  });
});

describe('what is remembered', () => {
  const known = {
    etag: '"1"',
    lastModified: 'then',
    bodyHash: 'aa',
    lastSuccessAt: '2026-11-20T00:00:00.000Z',
    movedTo: 'https://new.example/feed',
  };
  const failing = {
    failures: 3,
    failingSince: '2026-11-23T00:00:00.000Z',
    lastError: 'wire.example refused the connection',
  };

  it('of a new body are its own validators, and the failures are over', () => {
    const state = afterFetch(feed({ ...known, ...failing }), fetched({ etag: '"2"' }), { ...MIDDLE, bodyHash: 'bb' });
    expect(state).toEqual({
      etag: '"2"',
      lastModified: undefined,
      bodyHash: 'bb',
      validatorsFrom: 'https://wire.example/feed',
      movedTo: undefined,
      movedSince: undefined,
      traffic: undefined,
      failures: 0,
      failingSince: undefined,
      lastError: undefined,
      lastFetchedAt: NOW.toISOString(),
      lastSuccessAt: NOW.toISOString(),
      dueAt: '2026-11-24T09:15:00.000Z',
    });
  });

  it('of a 304 is what it names anew, the rest stays', () => {
    const outcome: FetchOutcome = { kind: 'not-modified', etag: '"2"', movedTo: 'https://new.example/feed' };
    expect(afterFetch(feed({ ...known, ...failing }), outcome, MIDDLE)).toMatchObject({
      ...known,
      etag: '"2"',
      failures: 0,
      failingSince: undefined,
      lastError: undefined,
      lastSuccessAt: NOW.toISOString(),
    });
  });

  it('of a failure is since when and why; what was known stays', () => {
    const reason = 'wire.example answered 503';
    const first = afterFetch(feed(known), failed(), MIDDLE);
    expect(first).toMatchObject({ ...known, failures: 1, failingSince: NOW.toISOString(), lastError: reason });
    const later = afterFetch(feed({ ...known, ...failing }), failed(), MIDDLE);
    expect(later).toMatchObject({ ...known, failures: 4, failingSince: failing.failingSince, lastError: reason });
    expect(later.lastFetchedAt).toBe(NOW.toISOString());
  });

  it('of 410 is that the feed is gone, until it is back', () => {
    const gone = afterFetch(feed(), { kind: 'gone' }, MIDDLE);
    expect(gone).toMatchObject({ status: 'gone', failures: 1, failingSince: NOW.toISOString() });
    expect(gone.lastError).toMatch(/^wire\.example .*gone.*410/);
    expect(afterFetch(feed({ status: 'gone' }), fetched(), MIDDLE).status).toBe('active');
  });

  it('of a poll is what it has cost', () => {
    const day = '2026-11-24';
    const before = { day, requests: 5, notModified: 2, bytes: 1_000 };
    const state = afterFetch(
      feed({ traffic: [before] }),
      { kind: 'not-modified' },
      { ...MIDDLE, traffic: { requests: 2, bytes: 0 } },
    );
    expect(state.traffic).toEqual([{ day, requests: 7, notModified: 3, bytes: 1_000 }]);
  });

  it('never is a status that did not change, so that a removed feed stays removed', () => {
    for (const outcome of [fetched(), failed(), { kind: 'not-modified' } as const]) {
      expect(afterFetch(feed(), outcome, MIDDLE)).not.toHaveProperty('status');
    }
    for (const outcome of [fetched(), failed(), { kind: 'gone' } as const]) {
      expect(afterFetch(feed({ status: 'removed' }), outcome, MIDDLE)).not.toHaveProperty('status');
    }
  });
});

describe('a feed that has moved', () => {
  const movedTo = 'https://new.example/feed';
  const since = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * DAY * 1000).toISOString();
  const moving = (daysAgo: number) => feed({ movedTo, movedSince: since(daysAgo), lastSuccessAt: since(1) });

  it('is noted with the day that it was first said', () => {
    const first = afterFetch(feed(), fetched({ movedTo }), MIDDLE);
    expect(first).toMatchObject({ movedTo, movedSince: NOW.toISOString() });
    expect(first).not.toHaveProperty('host');
    expect(afterFetch(moving(3), { kind: 'not-modified', movedTo }, MIDDLE).movedSince).toBe(since(3));
    expect(afterFetch(moving(3), fetched({ movedTo: 'https://other.example/' }), MIDDLE)).toMatchObject({
      movedTo: 'https://other.example/',
      movedSince: NOW.toISOString(),
    });
    expect(afterFetch(moving(3), fetched(), MIDDLE)).toMatchObject({ movedTo: undefined, movedSince: undefined });
  });

  it('is asked at the new host after seven days of the same answer', () => {
    expect(afterFetch(moving(6.9), fetched({ movedTo }), MIDDLE)).not.toHaveProperty('host');
    expect(afterFetch(moving(7), fetched({ movedTo }), MIDDLE)).toMatchObject({ movedTo, host: 'new.example' });
  });

  it('stays where it is while the new address answers', () => {
    const state = afterFetch({ ...moving(9), host: 'new.example' }, fetched(), MIDDLE);
    expect(state).toMatchObject({ movedTo, movedSince: since(9) });
    expect(state).not.toHaveProperty('host');
  });

  it('keeps what is known while its old address fails', () => {
    expect(afterFetch(moving(3), failed(), MIDDLE)).toMatchObject({ movedTo, movedSince: since(3) });
  });

  it.each([failed(), { kind: 'gone' } as const])(
    'is asked at its old address when the new one fails (%j)',
    (outcome) => {
      const state = afterFetch({ ...moving(9), host: 'new.example' }, outcome, MIDDLE);
      expect(state).toMatchObject({ movedTo: undefined, movedSince: undefined, host: 'wire.example', failures: 1 });
      expect(state).not.toHaveProperty('status');
      expect(state.lastError).toMatch(/^(wire|new)\.example /);
      expect(state.dueAt).toBe('2026-11-24T09:15:00.000Z');
    },
  );
});

it('always asks again, later than now and within bounds', () => {
  const seconds = fc.integer({ min: 0, max: 1e9 });
  const outcome = fc.oneof(
    seconds.map((freshFor) => fetched({ freshFor })),
    seconds.map((freshFor): FetchOutcome => ({ kind: 'not-modified', freshFor })),
    fc.tuple(fc.option(seconds, { nil: undefined }), fc.constantFrom(403, 429, 500)).map((said) => failed(...said)),
    fc.constant<FetchOutcome>({ kind: 'gone' }),
  );
  fc.assert(
    fc.property(
      outcome,
      fc.integer({ min: 60, max: DAY }),
      fc.nat({ max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (outcome, interval, failures, random) => {
        const after = wait(feed({ interval, failures }), outcome, random);
        const latest = { fetched: DAY, 'not-modified': DAY, gone: 30 * DAY, failed: 7 * DAY }[outcome.kind];
        expect(after).toBeGreaterThanOrEqual(0.9 * interval - 0.001);
        expect(after).toBeLessThanOrEqual(1.1 * latest + 0.001);
        const asked = outcome.kind === 'failed' ? Math.min(outcome.retryAfter ?? 0, 7 * DAY) : 0;
        expect(after).toBeGreaterThanOrEqual(asked);
      },
    ),
  );
});
