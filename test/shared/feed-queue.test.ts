import { afterAll, beforeAll, expect, it } from 'vitest';
import { outgoingPage, sendToFeedQueue } from '../../lambdas/shared/feed-queue.ts';
import type { PageRequest } from '../../lambdas/shared/messages.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { receiveAll } from '../schedule/receive-all.ts';

let fauxqs: Fauxqs;
beforeAll(async () => {
  fauxqs = await openFauxqs();
});
afterAll(() => fauxqs.close());

const page = (url: string, step = 0): PageRequest => ({
  feedId: 'a',
  url,
  purpose: { kind: 'gap', from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:00:00.000Z', step },
});

it('sends a page once for each step of its purpose, in the group of the host that will be asked', async () => {
  const queue = { client: fauxqs.sqs, url: await fauxqs.newFifoQueue() };
  const pages = [
    page('https://wire.example/2'),
    page('https://archive.example:8443/2'),
    page('https://wire.example/2', 1),
  ];
  for (let time = 0; time < 3; time++) {
    // Another response may have asked for it again.
    const traced = pages.map((asked) => ({ ...asked, ...(time > 0 && { trace: String(time).repeat(32) }) }));
    expect(await sendToFeedQueue(traced.map(outgoingPage), queue, 'ingest')).toBe(3);
  }
  const received = await receiveAll(fauxqs.sqs, queue.url);
  const bodies = received.map(({ Body = '', Attributes }) => [Attributes?.MessageGroupId, JSON.parse(Body)]);
  expect(bodies).toHaveLength(3);
  expect(bodies).toEqual(
    expect.arrayContaining([
      ['wire.example', pages[0]],
      ['archive.example:8443', pages[1]],
      ['wire.example', pages[2]],
    ]),
  );
});
