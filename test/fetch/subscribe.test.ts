import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { hostPace } from '../../lambdas/fetch/pace.ts';
import { subscribe } from '../../lambdas/fetch/subscribe.ts';
import { httpServer } from './server.ts';

const TOPIC = 'https://wire.example/rss';
const OURS = { callback: 'https://us.example/wire/1', secret: 'known to the hub alone' };
const OPTIONS = { userAgent: 'Test/1', allowLoopback: true };

describe('a hub', () => {
  it('is told what to push where, and by what it shows that it is it', async () => {
    const bodies: Promise<string>[] = [];
    await using hub = await httpServer((request, response) => {
      bodies.push(text(request));
      response.writeHead(202).end();
    });
    expect(await subscribe({ url: hub.url, topic: TOPIC }, OURS, OPTIONS)).toBeUndefined();
    const [body = ''] = await Promise.all(bodies);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      'hub.mode': 'subscribe',
      'hub.topic': TOPIC,
      'hub.callback': OURS.callback,
      'hub.secret': OURS.secret,
      'hub.lease_seconds': '864000',
    });
  });

  it.each([
    ['http://127.0.0.1:9/', OPTIONS.userAgent],
    ['http://2130706433/', OPTIONS.userAgent],
    ['http://169.254.169.254/latest/meta-data', OPTIONS.userAgent],
    ['http://[fd00:ec2::254]/', OPTIONS.userAgent],
    ['http://[::ffff:10.0.0.1]/', OPTIONS.userAgent],
  ])('at %s is not asked', async (url, userAgent) => {
    expect(await subscribe({ url, topic: TOPIC }, OURS, { userAgent })).toContain('not on the public internet');
  });

  it('behind a name that leads inside is not asked', async () => {
    const resolve = async () => ['10.0.0.1'];
    const reason = await subscribe({ url: 'http://hub.example/', topic: TOPIC }, OURS, { ...OPTIONS, resolve });
    expect(reason).toContain('not on the public internet');
  });

  it('that redirects is not followed', async () => {
    await using other = await httpServer((_, response) => response.writeHead(202).end());
    await using hub = await httpServer((_, response) => response.writeHead(307, { location: other.url }).end());
    expect(await subscribe({ url: hub.url, topic: TOPIC }, OURS, OPTIONS)).toMatch(/answered 307$/);
    expect(other.requests).toEqual([]);
  });

  it('that does not answer is given up', async () => {
    await using hub = await httpServer(() => {});
    expect(await subscribe({ url: hub.url, topic: TOPIC }, OURS, { ...OPTIONS, deadline: 50 })).toMatch(
      /did not answer within 0.05 s$/,
    );
  });

  it('of many feeds is asked once at a time, and those that wait are not given up', async () => {
    let [now, most] = [0, 0];
    await using hub = await httpServer((_, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now -= 1;
        response.writeHead(202).end();
      }, 60);
    });
    const pace = hostPace(() => 10);
    const asking = [1, 2, 3, 4].map(() =>
      subscribe({ url: hub.url, topic: TOPIC }, OURS, { ...OPTIONS, pace, deadline: 200 }),
    );
    expect(await Promise.all(asking)).toEqual([undefined, undefined, undefined, undefined]);
    expect(most).toBe(1);
  });
});
