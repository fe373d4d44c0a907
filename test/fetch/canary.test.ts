import { describe, expect, it } from 'vitest';
import { canaryFeed } from '../../lambdas/canary/canary-feed.ts';
import { fetchCanary, isOwnCanary } from '../../lambdas/fetch/canary.ts';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import { FEED } from './asking.ts';
import { httpServer } from './server.ts';

const OPTIONS = { userAgent: 'Test/1', allowLoopback: true };
const ROW = canaryFeed('s3://bucket/canary/feed.xml', '2026-11-24T08:00:00.000Z');
const signed = (address: string) => async () => `${address}/canary/feed.xml?X-Amz-Signature=secret`;

describe('the own canary', () => {
  it('is the one row, of the one bucket', () => {
    expect(isOwnCanary(ROW, 's3://bucket')).toBe(true);
  });

  it.each([
    ['another bucket', ROW, 's3://other'],
    ['another key', { ...ROW, url: 's3://bucket/items/feed.xml' }, 's3://bucket'],
    ['another feed', { ...ROW, feedId: 'example-org-0a1b2c3d' }, 's3://bucket'],
    ['a feed that a person asked for', { ...ROW, status: 'active' as const }, 's3://bucket'],
    ['a folder', { ...ROW, url: 'file:///data/canary/feed.xml' }, 'file:///data'],
  ])('is not one of %s', (_what, row, archiveUrl) => {
    expect(isOwnCanary(row, archiveUrl)).toBe(false);
  });
});

describe('the canary’s feed', () => {
  it('is asked for at the signed address, and answers under its own', async () => {
    await using server = await httpServer((_request, response) => response.setHeader('etag', '"1"').end(FEED));
    const outcome = await fetchCanary(ROW, signed(server.url), OPTIONS);
    expect(outcome).toMatchObject({ kind: 'fetched', url: ROW.url, etag: '"1"' });
    expect(server.requests[0]?.url).toBe('/canary/feed.xml?X-Amz-Signature=secret');
  });

  it('is asked for conditionally, though the address is another one each time', async () => {
    await using server = await httpServer((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end(),
    );
    const row = { ...ROW, etag: '"1"', validatorsFrom: ROW.url };
    expect(await fetchCanary(row, signed(server.url), OPTIONS)).toMatchObject({ kind: 'not-modified' });
  });

  it('does not move where it is redirected, as the address of that is signed too', async () => {
    await using target = await httpServer((_request, response) => response.end(FEED));
    await using server = await httpServer((_request, response) =>
      response.writeHead(301, { location: `${target.url}/?X-Amz-Signature=other` }).end(),
    );
    const outcome = await fetchCanary(ROW, signed(server.url), OPTIONS);
    expect(outcome).toMatchObject({ kind: 'fetched', url: ROW.url });
    expect(JSON.stringify({ ...outcome, body: '' })).not.toContain('X-Amz');
  });

  it('that is refused says so without the address', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(403).end());
    const outcome = await fetchCanary(ROW, signed(server.url), OPTIONS);
    expect(outcome).toMatchObject({ kind: 'failed', reason: `${new URL(server.url).host} answered 403 Forbidden` });
  });
});

it('an s3: address of any other feed is refused', async () => {
  expect(await fetchFeed({ url: 's3://bucket/canary/feed.xml' }, OPTIONS)).toMatchObject({
    kind: 'failed',
    cause: 'refused',
    reason: expect.stringContaining('only http and https'),
  });
});
