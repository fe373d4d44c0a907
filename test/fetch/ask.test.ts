import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { get } from '../../lambdas/fetch/get.ts';
import { hostPace } from '../../lambdas/fetch/pace.ts';
import { ask, FEED, hostOf } from './asking.ts';
import { httpServer, type TestServer } from './server.ts';

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
    const outcome = await get(server, { userAgent: 'Test/1', allowLoopback: true, deadline: 100, pace });
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'limit', traffic: { requests: 0, bytes: 0 } });
    await busy;
    await pace(hostOf(server.url), () => pause(0));
    expect(server.requests).toEqual([]);
    expect(outcome.traffic.requests).toBe(0);
  });
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
