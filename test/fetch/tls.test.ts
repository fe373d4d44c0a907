import { expect, it } from 'vitest';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import type { FetchOptions } from '../../lambdas/fetch/get.ts';
import { CERTIFICATE, httpServer, httpsServer } from './server.ts';

const FEED = '<rss version="2.0"><channel/></rss>';
const ask = (url: string, options: Partial<FetchOptions> = {}) =>
  fetchFeed({ url }, { userAgent: 'Test/1', allowLoopback: true, ca: CERTIFICATE, ...options });
const UNTRUSTED = {
  kind: 'failed',
  cause: 'network',
  reason: expect.stringContaining('does not offer a TLS connection that can be trusted'),
};

it('asks over TLS whom it can trust', async () => {
  await using server = await httpsServer((_request, response) => response.end(FEED));
  expect(await ask(server.url)).toMatchObject({ kind: 'fetched', url: `${server.url}/` });
});

it('asks nobody who vouches for himself, or has the certificate of another name', async () => {
  await using server = await httpsServer((_request, response) => response.end(FEED));
  expect(await fetchFeed(server, { userAgent: 'Test/1', allowLoopback: true })).toMatchObject(UNTRUSTED);
  const other = server.url.replace('127.0.0.1', 'wire.example');
  expect(await ask(other, { resolve: async () => ['127.0.0.1'] })).toMatchObject(UNTRUSTED);
  expect(server.requests).toEqual([]);
});

it('goes from http to https', async () => {
  await using safe = await httpsServer((_request, response) => response.end(FEED));
  await using server = await httpServer((_request, response) =>
    response.writeHead(301, { location: `${safe.url}/feed` }).end(),
  );
  expect(await ask(server.url)).toMatchObject({ kind: 'fetched', movedTo: `${safe.url}/feed` });
});

it('does not go from https to http, and says what to do', async () => {
  await using open = await httpServer((_request, response) => response.end(FEED));
  await using server = await httpsServer((_request, response) =>
    response.writeHead(302, { location: `${open.url}/feed` }).end(),
  );
  expect(await ask(server.url)).toMatchObject({
    kind: 'failed',
    cause: 'refused',
    reason: expect.stringMatching(`redirects from https to http, where anybody .* add the feed as ${open.url}/feed$`),
  });
  expect(open.requests).toEqual([]);
});
