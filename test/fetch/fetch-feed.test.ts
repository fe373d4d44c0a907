import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import type { FetchOptions, FetchOutcome } from '../../lambdas/fetch/get.ts';
import { hostPace } from '../../lambdas/fetch/pace.ts';
import { httpServer, type TestServer } from './server.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const FEED = '<rss version="2.0"><channel><title>Wire</title></channel></rss>';
const BINARY = Buffer.alloc(100, 0x90);

const ask = async (
  request: string | Parameters<typeof fetchFeed>[0],
  options: Partial<FetchOptions> = {},
): Promise<FetchOutcome> => {
  const { traffic: _, ...outcome } = await fetchFeed(typeof request === 'string' ? { url: request } : request, {
    userAgent: 'Test/1 (+mail@example.org)',
    allowLoopback: true,
    now: () => NOW,
    ...options,
  });
  return outcome;
};
/** Node 20 has none. */
const compressZstd: unknown = Reflect.get(zlib, 'zstdCompressSync');

const hostOf = (url: string) => new URL(url).host;

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

  it('is asked for by name, with the codings and formats that are read', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    await ask(server.url);
    const headers = server.requests[0]?.headers;
    expect(headers).toMatchObject({
      'user-agent': 'Test/1 (+mail@example.org)',
      'accept-encoding': typeof compressZstd === 'function' ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br',
    });
    expect(headers?.accept).toContain('application/atom+xml');
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

describe('validators', () => {
  const known = { etag: '"1"', lastModified: 'yesterday' };
  const sent = ({ requests }: TestServer) => requests.map(({ headers }) => headers['if-none-match']);

  it('go to the address that gave them, after redirects too, and to no other', async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === '/feed') return response.writeHead(302, { location: '/2026/feed' }).end();
      response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end(FEED);
    });
    const request = { url: `${server.url}/feed`, ...known };
    expect(await ask({ ...request, validatorsFrom: `${server.url}/2026/feed` })).toEqual({ kind: 'not-modified' });
    expect(await ask({ ...request, validatorsFrom: `${server.url}/2025/feed` })).toMatchObject({ kind: 'fetched' });
    expect(sent(server)).toEqual([undefined, '"1"', undefined, undefined]);
  });

  it('are taken to come from the address itself where nobody says otherwise', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(304).end());
    expect(await ask({ url: `${server.url}/feed#top`, ...known })).toEqual({ kind: 'not-modified' });
    expect(sent(server)).toEqual(['"1"']);
  });
});

describe('the traffic', () => {
  it('is every request, and each body as it came', async () => {
    const body = zlib.gzipSync(FEED.repeat(50));
    await using server = await httpServer((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end('see there');
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
    });
    const { traffic } = await fetchFeed({ url: `${server.url}/a` }, { userAgent: 'Test/1', allowLoopback: true });
    expect(traffic).toEqual({ requests: 2, bytes: body.length });
  });

  it('counts what came before a failure', async () => {
    await using server = await httpServer((_request, response) => response.write(FEED));
    const options = { userAgent: 'Test/1', allowLoopback: true, deadline: 200 };
    expect((await fetchFeed(server, options)).traffic).toEqual({ requests: 1, bytes: FEED.length });
  });
});

describe('a redirect', () => {
  const chain = (...statuses: number[]) =>
    httpServer((request, response) => {
      const step = Number(request.url?.slice(1));
      const status = statuses[step];
      if (status === undefined) response.end(FEED);
      else response.writeHead(status, { location: `/${step + 1}` }).end('see there');
    });

  it.each([[[301]], [[308, 301]]])(
    'that is for good all along (%j) says where the feed lives now',
    async (statuses) => {
      await using server = await chain(...statuses);
      const end = `${server.url}/${statuses.length}`;
      expect(await ask(`${server.url}/0`)).toMatchObject({ kind: 'fetched', url: end, movedTo: end });
    },
  );

  it.each([[[302]], [[303]], [[307]], [[301, 302]], [[307, 308]]])(
    'for the time being (%j) moves nothing',
    async (statuses) => {
      await using server = await chain(...statuses);
      const outcome = await ask(`${server.url}/0`);
      expect(outcome).toMatchObject({ kind: 'fetched', url: `${server.url}/${statuses.length}` });
      expect(outcome).not.toHaveProperty('movedTo');
    },
  );

  it('names both hosts when the second fails', async () => {
    await using target = await httpServer((_request, response) => response.writeHead(404).end());
    await using server = await httpServer((_request, response) =>
      response.writeHead(302, { location: target.url }).end(),
    );
    expect(await ask(server.url)).toMatchObject({
      reason: `${hostOf(target.url)}, to which ${hostOf(server.url)} redirects, answered 404 Not Found`,
    });
  });

  it('waits for the turn of its host', async () => {
    await using other = await httpServer((_request, response) => response.end(FEED));
    const times: number[] = [];
    await using server = await httpServer((request, response) => {
      times.push(performance.now());
      response.writeHead(302, { location: request.url === '/a' ? '/b' : other.url }).end();
    });
    expect(await ask(`${server.url}/a`, { pace: hostPace(() => 60) })).toMatchObject({ kind: 'fetched' });
    // Timers may fire a millisecond early.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(59);
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

describe('the turn of a host', () => {
  it('is waited for by feeds of other hosts that redirect to it', async () => {
    let [underWay, most] = [0, 0];
    await using shared = await httpServer((_request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      response.write(FEED);
      setTimeout(() => {
        underWay -= 1;
        response.end();
      }, 30);
    });
    await using one = await httpServer((_request, response) => response.writeHead(302, { location: shared.url }).end());
    await using two = await httpServer((_request, response) => response.writeHead(302, { location: shared.url }).end());
    const pace = hostPace(() => 0);
    const outcomes = await Promise.all([one, two].map(({ url }) => ask(url, { pace })));
    expect(outcomes).toMatchObject([{ kind: 'fetched' }, { kind: 'fetched' }]);
    expect(most).toBe(1);
  });

  it('counts into the deadline, and is not used when it comes too late', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const pace = hostPace(() => 0);
    const busy = pace(hostOf(server.url), () => pause(300));
    const outcome = await fetchFeed(server, { userAgent: 'Test/1', allowLoopback: true, deadline: 100, pace });
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'limit', traffic: { requests: 0, bytes: 0 } });
    await busy;
    await pace(hostOf(server.url), () => pause(0));
    expect(server.requests).toEqual([]);
    expect(outcome.traffic.requests).toBe(0);
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

describe('the guard', () => {
  it('lets loopback be asked only where it is allowed', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    expect(await ask(server.url, { allowLoopback: false })).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0300.0250.1.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::7f00:1]/',
  ])('refuses %s without asking', async (url) => {
    expect(await ask(url, { allowLoopback: false })).toMatchObject({
      kind: 'failed',
      cause: 'refused',
      reason: expect.stringContaining('may not be asked'),
    });
  });

  it('checks what the name of each hop resolves to', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(302, { location: 'http://inside.example/latest/meta-data/' }).end();
    });
    expect(await ask(server.url, { resolve: async () => ['169.254.169.254'] })).toMatchObject({
      cause: 'refused',
      reason: expect.stringMatching(/^inside\.example, to which .* has only addresses that may not be asked/),
    });
  });

  it('checks what a name resolves to', async () => {
    const resolve = async () => ['10.0.0.7', 'fe80::1%eth0'];
    expect(await ask('http://wire.example/', { resolve })).toEqual({
      kind: 'failed',
      cause: 'refused',
      reason: 'wire.example has only addresses that may not be asked: not on the public internet',
    });
  });

  it('asks the resolver of the system, and believes it as little', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const url = server.url.replace('127.0.0.1', 'localhost');
    expect(await ask(url)).toMatchObject({ kind: 'fetched' });
    expect(await ask(url, { allowLoopback: false })).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(server.requests).toHaveLength(1);
  });

  it('connects to the addresses that were checked, under the name that was asked for', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const { port } = new URL(server.url);
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return ['192.168.1.1', '127.0.0.1'];
    };
    expect(await ask(`http://wire.example:${port}/`, { resolve })).toMatchObject({ kind: 'fetched' });
    expect(server.requests[0]?.headers.host).toBe(`wire.example:${port}`);
    expect(asked).toBe(1);
  });

  it.each(['ftp://example.org/feed', 'file:///etc/passwd', 'data:text/xml,x', 'nonsense'])(
    'refuses %s',
    async (url) => {
      expect(await ask(url)).toMatchObject({ kind: 'failed', cause: 'refused' });
    },
  );
});

describe('credentials', () => {
  it('go to their own host only and into no outcome', async () => {
    await using other = await httpServer((_request, response) => response.writeHead(404).end());
    await using server = await httpServer((request, response) => {
      response.writeHead(302, { location: request.url === '/a' ? '/b' : `${other.url}/c` }).end();
    });
    const url = server.url.replace('http://', 'http://us%40er:se:cret%zz@');
    const outcome = await ask(`${url}/a`);
    const basic = `Basic ${Buffer.from('us@er:se:cret%zz').toString('base64')}`;
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(outcome).toMatchObject({ kind: 'failed', status: 404 });
    expect(JSON.stringify(outcome)).not.toMatch(/cret|er:/);
  });

  it('are not part of the address that answered', async () => {
    await using server = await httpServer((_request, response) => response.end(FEED));
    const outcome = await ask(`${server.url.replace('http://', 'http://user:secret@')}/feed#top`);
    expect(outcome).toMatchObject({ kind: 'fetched', url: `${server.url}/feed` });
  });
});

it('throws where the fault is ours', async () => {
  await using server = await httpServer((_request, response) => response.end(FEED));
  await expect(ask(server.url, { userAgent: 'two\nlines' })).rejects.toThrow(/user-agent/i);
});
