import { expect, it } from 'vitest';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import { FEED } from './asking.ts';
import { httpServer } from './server.ts';

const OPTIONS = { userAgent: 'Test/1', allowLoopback: true };

it('asks for the formats of feeds first, and takes any', async () => {
  await using server = await httpServer((_request, response) => response.end(FEED));
  expect(await fetchFeed(server, OPTIONS)).toMatchObject({ kind: 'fetched' });
  expect(server.requests[0]?.headers.accept).toMatch(
    /^application\/atom\+xml, application\/rss\+xml, .*\*\/\*;q=0\.1$/,
  );
});

it('says what a web page is that came instead, and who sent it', async () => {
  await using target = await httpServer((_request, response) => response.end('<html><title>Sorry</title></html>'));
  await using server = await httpServer((_request, response) =>
    response.writeHead(302, { location: target.url }).end(),
  );
  expect(await fetchFeed(server, OPTIONS)).toEqual({
    kind: 'failed',
    cause: 'not-a-feed',
    reason: `${new URL(target.url).host}, to which ${new URL(server.url).host} redirects, answered a web page, "Sorry", and no feed`,
    traffic: { requests: 2, bytes: 33 },
  });
});
