import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getResponse } from '../../lambdas/archive/responses.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { createFeedStore } from '../../lambdas/shared/feed-store.ts';
import { answerHub, type HubPorts, type HubRequest } from '../../lambdas/websub/answer.ts';
import { tokenOf } from '../../lambdas/websub/subscription.ts';
import { all } from '../all.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { emptyTable } from '../empty-table.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const TOPIC = 'https://wire.example/rss';
const SECRET = 'known to the hub alone';
const BODY = Buffer.from('<rss version="2.0"><channel><item><title>One</title></item></channel></rss>');
const FEED: Feed = {
  ...newFeed({ url: TOPIC, title: 'Wire', sample: false }, 'opml', '2026-11-24T00:00:00.000Z'),
  subscription: { url: 'https://hub.example/', topic: TOPIC, secret: SECRET, at: '2026-11-24T11:00:00.000Z' },
};
const { feedId } = FEED;
const TOKEN = tokenOf(SECRET);
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let dynamo: Dynamo;
let ports: HubPorts;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  await emptyTable(dynamo.client, dynamo.tables.feeds);
  ports = {
    feeds: createFeedStore(dynamo.client, dynamo.tables.feeds),
    archive: memoryArchive(),
    now: () => NOW,
    newTrace: () => TRACE,
  };
  await ports.feeds.create(FEED);
});

const asks = (query: HubRequest['query'], to = feedId, token = TOKEN) =>
  answerHub({ feedId: to, token, method: 'GET', query, headers: {}, body: Buffer.alloc(0) }, ports);
const pushes = (signature: string | undefined, to = feedId) =>
  answerHub(
    {
      feedId: to,
      token: TOKEN,
      method: 'POST',
      query: {},
      headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': signature },
      body: BODY,
    },
    ports,
  );
const signature = (secret: string): string => `sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`;
const now = () => ports.feeds.get(feedId);
const stored = () => all(ports.archive.list('responses/'));
const intent = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'c0ffee' };

describe('a hub that asks whether it was us', () => {
  it('gets its challenge back, and its lease is kept', async () => {
    expect(await asks({ ...intent, 'hub.lease_seconds': '864000' })).toMatchObject({ status: 200, body: 'c0ffee' });
    expect(await now()).toMatchObject({ leasedUntil: '2026-12-04T12:00:00.000Z' });
  });

  it.each([undefined, '0', '-5', 'soon'])('for %s seconds has a day', async (seconds) => {
    await asks({ ...intent, 'hub.lease_seconds': seconds });
    expect(await now()).toMatchObject({ leasedUntil: '2026-11-25T12:00:00.000Z' });
  });

  it('is asked again within a month, however long a lease it gives', async () => {
    await asks({ ...intent, 'hub.lease_seconds': '1e99' });
    expect(await now()).toMatchObject({ leasedUntil: '2026-12-24T12:00:00.000Z' });
  });

  it('must know the callback, as nothing else shows who asks', async () => {
    expect(await asks({ ...intent, 'hub.lease_seconds': '864000' }, feedId, tokenOf('guess'))).toMatchObject({
      status: 404,
    });
    expect(await now()).toEqual(FEED);
    await asks({ ...intent, 'hub.lease_seconds': '864000' });
    const leased = await now();
    await asks({ 'hub.mode': 'denied', 'hub.topic': TOPIC, 'hub.reason': 'forged' }, feedId, tokenOf('guess'));
    expect(await now()).toEqual(leased);
  });

  it.each([
    ['another topic', feedId, { ...intent, 'hub.topic': 'https://other.example/rss' }],
    ['another mode', feedId, { ...intent, 'hub.mode': 'unsubscribe' }],
    ['no challenge', feedId, { ...intent, 'hub.challenge': undefined }],
    ['a feed that is not known', 'unknown', intent],
    ['no feed', '', intent],
  ])('with %s is told no', async (_what, to, query) => {
    expect(await asks(query, to)).toMatchObject({ status: 404, body: '' });
    expect(await now()).toEqual(FEED);
  });

  it('of a feed that is removed is told no', async () => {
    await ports.feeds.change(feedId, { status: 'removed' });
    expect(await asks(intent)).toMatchObject({ status: 404 });
  });
});

describe('a hub that denies', () => {
  it('ends its lease and leaves its reason', async () => {
    await asks({ ...intent, 'hub.lease_seconds': '864000' });
    expect(await asks({ 'hub.mode': 'denied', 'hub.topic': TOPIC, 'hub.reason': 'over quota' })).toMatchObject({
      status: 200,
    });
    expect(await now()).toMatchObject({ subscriptionDenied: 'over quota' });
    expect(await now()).not.toHaveProperty('leasedUntil');
  });
});

describe('what is pushed', () => {
  it('with the signature of our secret is stored like a response, marked as pushed', async () => {
    expect(await pushes(signature(SECRET))).toMatchObject({ status: 202, outcome: 'pushed', trace: TRACE });
    const [key = ''] = await stored();
    expect(await getResponse(ports.archive, key)).toMatchObject({
      feedId,
      url: TOPIC,
      contentType: 'application/rss+xml',
      purpose: { kind: 'push' },
      trace: TRACE,
    });
    expect(Buffer.from((await getResponse(ports.archive, key)).body)).toEqual(BODY);
  });

  it.each([
    ['no signature', undefined],
    ['that of another secret', signature('guess')],
  ])('with %s is dropped, which the sender is not told', async (_what, header) => {
    const [good, bad] = [await pushes(signature(SECRET)), await pushes(header)];
    expect([bad.status, bad.body]).toEqual([good.status, good.body]);
    expect(await stored()).toHaveLength(1);
  });

  it.each(['unknown', 'removed'])('to a feed that is %s is refused for good', async (which) => {
    if (which === 'removed') await ports.feeds.change(feedId, { status: 'removed' });
    expect(await pushes(signature(SECRET), which === 'removed' ? feedId : which)).toMatchObject({ status: 410 });
    expect(await stored()).toEqual([]);
  });
});

it('any other method is refused', async () => {
  const put = { feedId, token: TOKEN, method: 'PUT', query: {}, headers: {}, body: BODY };
  expect(await answerHub(put, ports)).toMatchObject({ status: 405 });
});
