import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { get } from '../../lambdas/fetch/get.ts';
import { ask, FEED } from './asking.ts';
import { httpServer } from './server.ts';

const BINARY = Buffer.alloc(100, 0x90);
/** Node 20 has none. */
const compressZstd: unknown = Reflect.get(zlib, 'zstdCompressSync');

describe('an answer', () => {
  it('is the body with what its headers say', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/rss+xml; charset=utf-8',
        etag: 'W/"a b"',
        'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT',
        'cache-control': 'public, max-age=300',
        age: '60',
      });
      response.end(FEED);
    });
    expect(await ask(`${server.url}/feed`)).toEqual({
      kind: 'fetched',
      url: `${server.url}/feed`,
      body: Buffer.from(FEED),
      contentType: 'application/rss+xml; charset=utf-8',
      etag: 'W/"a b"',
      lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT',
      freshFor: 240,
    });
  });

  it('is asked for by name, in the codings that are read', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    await ask(server.url);
    const headers = server.requests[0]?.headers;
    expect(headers).toMatchObject({
      accept: '*/*',
      'user-agent': 'Test/1 (+mail@example.org)',
      'accept-encoding': typeof compressZstd === 'function' ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br',
    });
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
  });

  it.runIf(typeof compressZstd === 'function')('in zstd is decoded, within the same limits', async () => {
    const compressed = (data: string | Buffer): Buffer =>
      typeof compressZstd === 'function' ? compressZstd(data) : Buffer.from(data);
    const bodies = [compressed(FEED), compressed(FEED).subarray(0, -4), compressed(Buffer.alloc(200_000_000)), BINARY];
    await using server = await httpServer((request, response) => {
      response.writeHead(200, { 'content-encoding': 'zstd' }).end(bodies[Number(request.url?.slice(1))]);
    });
    expect(await ask(`${server.url}/0`)).toMatchObject({ kind: 'fetched', body: Buffer.from(FEED) });
    expect(await ask(`${server.url}/1`)).toMatchObject({ reason: expect.stringContaining('broken or cut off') });
    expect(await ask(`${server.url}/2`)).toMatchObject({ reason: expect.stringContaining('10,485,760 bytes') });
    expect(await ask(`${server.url}/3`)).toMatchObject({ reason: expect.stringContaining('broken or cut off') });
  });
});

describe('the traffic', () => {
  it('is every request, and each body as it came', async () => {
    const body = zlib.gzipSync(FEED.repeat(50));
    await using server = await httpServer((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end('see there');
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
    });
    const { traffic } = await get({ url: `${server.url}/a` }, { userAgent: 'Test/1', allowLoopback: true });
    expect(traffic).toEqual({ requests: 2, bytes: body.length });
  });

  it('counts what came before a failure', async () => {
    await using server = await httpServer((_request, response) => response.write(FEED));
    const options = { userAgent: 'Test/1', allowLoopback: true, deadline: 200 };
    expect((await get(server, options)).traffic).toEqual({ requests: 1, bytes: FEED.length });
  });
});

describe('a body', () => {
  it.each([
    ['gzip', zlib.gzipSync(Buffer.alloc(200_000_000))],
    [
      'br',
      zlib.brotliCompressSync(Buffer.alloc(200_000_000), { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
    ],
  ])('that is a bomb in %s costs little memory', async (coding, bomb) => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }, 1);
    const outcome = await ask(server.url);
    clearInterval(watch);
    expect(outcome).toMatchObject({
      kind: 'failed',
      cause: 'limit',
      reason: expect.stringContaining('10,485,760 bytes'),
    });
    expect(peak).toBeLessThan(60_000_000);
  });

  it('that is endless and of no use leaves nothing behind', async () => {
    let closed: Promise<unknown> | undefined;
    await using server = await httpServer((_request, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-encoding': 'compress' }).write(BINARY);
    });
    expect(await ask(server.url)).toMatchObject({ kind: 'failed', cause: 'http' });
    expect(await closed).toEqual([]);
  });
});

describe('the deadline', () => {
  it('ends a name server that never answers', async () => {
    const resolve = () => new Promise<never>(() => {});
    expect(await ask('http://wire.example/', { deadline: 100, resolve })).toMatchObject({
      kind: 'failed',
      cause: 'limit',
      reason: 'wire.example did not answer in full within 0.1 s',
    });
  });
});

describe('a host that cannot be asked', () => {
  it('refuses the connection', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({
      kind: 'failed',
      cause: 'network',
      reason: `127.0.0.1:${port} refused the connection (ECONNREFUSED)`,
    });
  });

  it('has no address', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    expect(await ask('http://wire.example/', { resolve })).toMatchObject({
      cause: 'network',
      reason: 'wire.example has no address: its name is not known (ENOTFOUND)',
    });
  });

  it('has no TLS', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    expect(await ask(server.url.replace('http:', 'https:'))).toMatchObject({
      cause: 'network',
      reason: expect.stringContaining('does not offer a TLS connection that can be trusted'),
    });
  });
});

it('throws where the fault is ours', async () => {
  await using server = await httpServer((_request, response) => response.end(FEED));
  await expect(ask(server.url, { userAgent: 'two\nlines' })).rejects.toThrow(/user-agent/i);
});
