import { describe, expect, it } from 'vitest';
import { fetchPage } from '../../lambdas/fetch/fetch-page.ts';
import { type FetchOutcome, get } from '../../lambdas/fetch/get.ts';
import { createRobots } from '../../lambdas/fetch/robots.ts';
import { httpServer } from './server.ts';

const AGENT = 'Dateline/0.1 (+desk@news.example)';
const file = (text: string): FetchOutcome => ({ kind: 'fetched', url: '', body: Buffer.from(text) });
const failed = (status?: number): FetchOutcome => ({
  ...{ kind: 'failed', cause: 'http', reason: 'news.example answered badly' },
  ...(status !== undefined && { status }),
});
const robotsOf = (answer: FetchOutcome, now = () => 0) => createRobots(async () => answer, AGENT, now);

describe('createRobots', () => {
  it.each([
    ['User-agent: *\nDisallow: /private/', '/private/x', false],
    ['User-agent: *\nDisallow: /private/', '/public/x', true],
    ['User-agent: Dateline\nDisallow: /\n\nUser-agent: *\nAllow: /', '/x', false],
    ['User-agent: OtherBot\nDisallow: /', '/x', true],
    ['User-agent: *\nDisallow: /\nAllow: /news/', '/news/x', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/x.pdf', false],
    ['<html>not found</html>', '/x', true],
  ])('goes by %j for %s', async (text, path, allowed) => {
    expect((await robotsOf(file(text))(`https://news.example${path}`)).allowed).toBe(allowed);
  });

  it.each([
    [failed(404), true],
    [failed(403), true],
    [{ kind: 'gone' } as const, true],
    [failed(200), true],
    [failed(429), false],
    [failed(503), false],
    [failed(), false],
  ])('takes %j for the leave %s', async (answer, allowed) => {
    expect((await robotsOf(answer)('https://news.example/x')).allowed).toBe(allowed);
  });

  it('names the host that says no, and why nobody could be asked', async () => {
    expect(await robotsOf(file('User-agent: *\nDisallow: /'))('https://news.example/x')).toEqual({
      allowed: false,
      reason: 'asks robots not to fetch it (robots.txt)',
    });
    expect(await robotsOf(failed(503))('https://news.example/x')).toMatchObject({
      reason: 'could not be asked for its robots.txt, and until it is no page is fetched: news.example answered badly',
    });
  });

  it('asks a host once an hour, and one that failed sooner', async () => {
    const asked: string[] = [];
    let time = 0;
    let answer = file('');
    const robots = createRobots(
      async (url) => {
        asked.push(url);
        return answer;
      },
      AGENT,
      () => time,
    );
    await robots('https://news.example/a');
    await robots('https://news.example/b');
    await robots('https://other.example/a');
    expect(asked).toEqual(['https://news.example/robots.txt', 'https://other.example/robots.txt']);
    time = 3_600_001;
    answer = failed(500);
    await robots('https://news.example/c');
    time += 300_001;
    await robots('https://news.example/d');
    expect(asked).toHaveLength(4);
  });
});

describe('fetchPage', () => {
  const options = { userAgent: AGENT, allowLoopback: true };
  const robots = () => createRobots((url) => get({ url }, options), AGENT);

  it('does not ask for a page that robots.txt keeps to itself', async () => {
    await using server = await httpServer((_, response) => response.end('User-agent: *\nDisallow: /kept/'));
    const outcome = await fetchPage(`${server.url}/kept/story`, options, robots());
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'refused' });
    expect(server.requests.map(({ url }) => url)).toEqual(['/robots.txt']);
  });

  it('brings the page where nothing speaks against it', async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404);
      response.end('<p>a story');
    });
    const outcome = await fetchPage(`${server.url}/story`, options, robots());
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe('<p>a story');
  });

  it.each(['the same host', 'another host'])(
    'does not follow a redirect to a page that %s keeps to itself',
    async (whose) => {
      await using kept = await httpServer((_, response) => response.end('User-agent: *\nDisallow: /kept'));
      await using open = await httpServer((request, response) => {
        if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /kept');
        else
          response
            .writeHead(302, { location: whose === 'another host' ? `${kept.url}/kept/story` : '/kept/story' })
            .end();
      });
      expect(await fetchPage(`${open.url}/story`, options, robots())).toMatchObject({
        cause: 'refused',
        reason: expect.stringMatching(/^127\.0\.0\.1:\d+.* asks robots not to fetch it \(robots\.txt\)$/),
      });
      expect([...open.requests, ...kept.requests].map(({ url }) => url)).not.toContain('/kept/story');
    },
  );

  it('waits for a robots.txt no longer than for a page', async () => {
    await using server = await httpServer(
      (request, response) => request.url === '/robots.txt' || response.end('<p>a story'),
    );
    const outcome = await fetchPage(`${server.url}/story`, { ...options, deadline: 100 }, robots());
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'limit' });
  });
});
