import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterFetch } from '../../../lambdas/fetch/after-fetch.ts';
import { fetchFeed } from '../../../lambdas/fetch/fetch-feed.ts';
import { newFeed } from '../../../lambdas/schedule/wished-feeds.ts';
import type { TestServer } from '../server.ts';
import { NOW } from './misbehaviour.ts';
import { MISBEHAVIOURS, misbehavingServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await misbehavingServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(Object.entries(MISBEHAVIOURS))('%s', (_kind, misbehaviours) => {
  it.each(Object.entries(misbehaviours))('%s', async (name, { request, options, outcome, absent = [] }) => {
    const start = performance.now();
    const actual = await fetchFeed(
      { url: `${server.url}/${name}`, ...request },
      { userAgent: 'Test/1', allowLoopback: true, now: () => NOW, ...options },
    );
    expect(actual).toMatchObject(outcome);
    for (const property of absent) expect(actual).not.toHaveProperty(property);
    expect(performance.now() - start).toBeLessThan(5_000);

    // Whatever it was, the feed is asked again, and its state says since when it fails and why.
    const feed = newFeed({ url: server.url, title: name, sample: false }, 'opml', NOW.toISOString());
    const state = afterFetch(feed, actual, { now: NOW, random: 0.5 });
    const days = (Date.parse(state.dueAt) - NOW.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(0);
    expect(days).toBeLessThanOrEqual(actual.kind === 'gone' ? 30 : 7);
    const failed = actual.kind === 'failed' || actual.kind === 'gone';
    expect(state).toMatchObject(
      failed
        ? { failures: 1, failingSince: NOW.toISOString(), lastError: expect.stringContaining(' ') }
        : { failures: 0 },
    );
  });
});
