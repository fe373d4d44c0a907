import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFeed } from '../../../lambdas/fetch/fetch-feed.ts';
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
  });
});
