import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fetchFeed } from '../../lambdas/fetch/fetch-feed.ts';
import type { FetchOptions, FetchOutcome } from '../../lambdas/fetch/get.ts';
import { httpServer, rawServer } from './server.ts';

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
      'accept-encoding': 'gzip, deflate, br',
    });
    expect(headers?.accept).toContain('application/atom+xml');
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
  });

  it.each([
    ['gzip', gzipSync(FEED)],
    ['X-GZIP', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
  ])('in %s is decoded', async (coding, body) => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(body);
    });
    const outcome = await ask(server.url);
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(FEED);
  });
});

describe('a conditional request', () => {
  it('sends both validators back as they came and takes the newer ones of a 304', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(304, { etag: '"2"', expires: 'Tue, 24 Nov 2026 09:10:00 GMT' }).end();
    });
    const known = { url: server.url, etag: 'W/"caf\u00e9", odd', lastModified: 'yesterday' };
    const outcome = await ask(known);
    expect(server.requests[0]?.headers).toMatchObject({
      'if-none-match': 'W/"caf\u00e9", odd',
      'if-modified-since': 'yesterday',
    });
    expect(outcome).toEqual({ kind: 'not-modified', etag: '"2"', freshFor: 600 });
  });

  it('that was none cannot be answered by 304', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(304).end());
    expect(await ask(server.url)).toMatchObject({ kind: 'failed', cause: 'http', status: 304 });
  });
});

describe('a refusal of the publisher', () => {
  it.each([404, 403, 500, 503, 206, 204, 402])('%i is a failure that says so', async (status) => {
    await using server = await httpServer((_request, response) => response.writeHead(status).end());
    const outcome = await ask(server.url);
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'http', status });
    expect(outcome).not.toHaveProperty('retryAfter');
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(`${hostOf(server.url)} answered ${status} `);
  });

  it.each([
    ['120', 120],
    ['Tue, 24 Nov 2026 09:02:00 GMT', 120],
    ['Tuesday, 24-Nov-26 09:02:00 GMT', 120],
    ['Tue Nov 24 09:02:00 2026', 120],
  ])('waits as Retry-After: %s says', async (value, retryAfter) => {
    await using server = await httpServer((_request, response) =>
      response.writeHead(429, { 'retry-after': value }).end(),
    );
    expect(await ask(server.url)).toMatchObject({ kind: 'failed', status: 429, retryAfter });
  });

  it('410 means that the feed is gone', async () => {
    await using server = await httpServer((_request, response) => response.writeHead(410).end('bye'));
    expect(await ask(server.url)).toEqual({ kind: 'gone' });
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

  it('is followed five times, not six', async () => {
    await using five = await chain(302, 302, 302, 302, 302);
    expect(await ask(`${five.url}/0`)).toMatchObject({ kind: 'fetched', url: `${five.url}/5` });
    await using six = await chain(302, 302, 302, 302, 302, 302);
    expect(await ask(`${six.url}/0`)).toMatchObject({ kind: 'failed', cause: 'limit' });
    expect(six.requests).toHaveLength(6);
  });

  it('in a circle ends', async () => {
    await using server = await httpServer((request, response) => {
      response.writeHead(301, { location: request.url === '/a' ? '/b' : '/a' }).end();
    });
    expect(await ask(`${server.url}/a`)).toEqual({
      kind: 'failed',
      cause: 'http',
      reason: `${hostOf(server.url)} redirects in a circle`,
    });
    expect(server.requests).toHaveLength(2);
  });

  it('names both hosts when the second fails', async () => {
    await using target = await httpServer((_request, response) => response.writeHead(404).end());
    await using server = await httpServer((_request, response) =>
      response.writeHead(302, { location: target.url }).end(),
    );
    expect(await ask(server.url)).toMatchObject({
      reason: `${hostOf(target.url)}, to which ${hostOf(server.url)} redirects, answered 404 Not Found`,
    });
  });

  it('to an endless body is followed all the same', async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === '/feed') return response.end(FEED);
      response.writeHead(302, { location: '/feed' }).write('x');
    });
    expect(await ask(server.url)).toMatchObject({ kind: 'fetched' });
  });

  it.each([undefined, 'http://[', 'ftp://example.org/feed', 'file:///etc/passwd'])(
    'to %s is a failure',
    async (location) => {
      await using server = await httpServer((_request, response) =>
        response.writeHead(302, location ? { location } : {}).end(),
      );
      expect(await ask(server.url)).toMatchObject({ kind: 'failed' });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('a body', () => {
  const serve = (body: Uint8Array | string, headers: Record<string, string> = {}) =>
    httpServer((_request, response) => response.writeHead(200, headers).end(body));

  it.each([{}, { 'content-length': '0' }, { 'content-length': '0', 'content-encoding': 'gzip' }])(
    'that is empty is a failure (%j)',
    async (headers) => {
      await using server = await serve('', headers);
      expect(await ask(server.url)).toMatchObject({
        kind: 'failed',
        cause: 'http',
        status: 200,
        reason: `${hostOf(server.url)} answered an empty body`,
      });
    },
  );

  it('is read up to the limit and no further', async () => {
    await using server = await serve('x'.repeat(1000));
    expect(await ask(server.url, { maxBytes: 1000 })).toMatchObject({ kind: 'fetched' });
    expect(await ask(server.url, { maxBytes: 999 })).toMatchObject({
      kind: 'failed',
      cause: 'limit',
      reason: `${hostOf(server.url)} sent more than 999 bytes`,
    });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(200_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(200_000_000))],
  ])('that is a bomb in %s costs little memory', async (coding, bomb) => {
    await using server = await serve(bomb, { 'content-encoding': coding });
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

  it.each([
    ['gzip', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
  ])('in %s that is cut off is a failure, not a short feed', async (coding, body) => {
    await using server = await serve(body.subarray(0, -6), { 'content-encoding': coding });
    expect(await ask(server.url)).toMatchObject({
      kind: 'failed',
      cause: 'network',
      reason: expect.stringContaining('broken or cut off'),
    });
  });

  it.each(['gzip', 'deflate', 'br'])('that is not in %s, as it claims to be, is a failure', async (coding) => {
    await using server = await serve('\xff\xff\xff plain text', { 'content-encoding': coding });
    expect(await ask(server.url)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('broken or cut off'),
    });
  });

  it.each(['compress', 'constructor'])('in a coding that was not asked for (%s) is a failure', async (coding) => {
    await using server = await serve(BINARY, { 'content-encoding': coding });
    expect(await ask(server.url)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining(`not asked for: ${coding}`),
    });
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

  it.each([
    ['shorter than announced', `HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n${FEED}`],
    ['cut off between two chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n'],
    ['cut off within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss>'],
  ])('that is %s is a failure', async (_what, bytes) => {
    await using server = await rawServer(bytes);
    expect(await ask(server.url)).toMatchObject({ kind: 'failed', cause: 'network' });
  });
});

describe('the deadline', () => {
  it.each([
    ['never answers', () => {}],
    [
      'drips',
      (write: (text: string) => void) => {
        write('<rss>');
        return setInterval(() => write(' '), 20);
      },
    ],
  ])('ends a request to a server that %s', async (_what, behave) => {
    await using server = await httpServer((_request, response) => {
      const drip = behave((text) => response.write(text));
      response.once('close', () => clearInterval(drip ?? undefined));
    });
    const start = performance.now();
    expect(await ask(server.url, { deadline: 200 })).toEqual({
      kind: 'failed',
      cause: 'limit',
      reason: `${hostOf(server.url)} did not answer in full within 0.2 s`,
    });
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('also ends redirects that are each in time', async () => {
    await using server = await httpServer((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 80);
    });
    expect(await ask(server.url, { deadline: 200 })).toMatchObject({ kind: 'failed', cause: 'limit' });
    expect(server.requests.length).toBeLessThan(5);
  });

  it('also ends a name server that never answers', async () => {
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

  it.each([
    ['hangs up', '', 'closed the connection before the answer was complete'],
    ['speaks something else', 'SSH-2.0-OpenSSH_9.6\r\n', 'does not answer in HTTP'],
    ['sends headers without end', `HTTP/1.1 200 OK\r\n${'X-Filler: 0123456789\r\n'.repeat(5_000)}`, 'more headers'],
  ])('%s', async (_what, bytes, reason) => {
    await using server = await rawServer(bytes);
    expect(await ask(server.url)).toMatchObject({
      kind: 'failed',
      cause: 'network',
      reason: expect.stringContaining(reason),
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

  it('holds at each hop', async () => {
    await using server = await httpServer((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    expect(await ask(server.url)).toMatchObject({ kind: 'failed', cause: 'refused' });
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
