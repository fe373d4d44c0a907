import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDue } from '../../lambdas/schedule/send-due.ts';
import { TransientError } from '../../lambdas/shared/errors.ts';
import type { DueFeed } from '../../lambdas/shared/feed-store.ts';
import { FeedMessage } from '../../lambdas/shared/messages.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { receiveAll } from './receive-all.ts';

const QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/000000000000/feeds.fifo';
const T0 = '2026-11-24T08:00:00.000Z';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

const feed = (feedId: string, host = `${feedId}.example`, dueAt = T0): DueFeed => ({ feedId, host, dueAt });
const feeds = (count: number): DueFeed[] => Array.from({ length: count }, (_, at) => feed(`feed-${at}`));
async function* due(...given: DueFeed[]): AsyncGenerator<DueFeed> {
  yield* given;
}

describe('sending due feeds', () => {
  const sqs = mockClient(SQSClient);
  const queue = new SQSClient({ region: 'us-east-1' });
  afterAll(() => sqs.restore());
  const sentBatches = () =>
    sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input.Entries ?? []);

  it('makes a message of whom and as of when, its group the host', async () => {
    sqs.reset().on(SendMessageBatchCommand).resolves({ Failed: [] });
    expect(await sendDue(due(feed('a', 'example.org:8080')), TRACE, queue, QUEUE_URL)).toBe(1);
    expect(sqs).toHaveReceivedCommandExactlyOnceWith(SendMessageBatchCommand, {
      QueueUrl: QUEUE_URL,
      Entries: [
        {
          Id: '0',
          MessageBody: JSON.stringify({ feedId: 'a', dueAt: T0, trace: TRACE }),
          MessageGroupId: 'example.org:8080',
          MessageDeduplicationId: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
  });

  it('tells apart feeds and due times, and nothing else', async () => {
    sqs.reset().on(SendMessageBatchCommand).resolves({});
    const later = '2026-11-24T08:15:00.000Z';
    await sendDue(
      due(feed('a'), feed('b'), feed('a', 'a.example', later), feed('a', 'moved.example')),
      TRACE,
      queue,
      QUEUE_URL,
    );
    const [a, b, aLater, aMoved] = sentBatches()[0]?.map(({ MessageDeduplicationId }) => MessageDeduplicationId) ?? [];
    expect(new Set([a, b, aLater]).size).toBe(3);
    expect(aMoved).toBe(a);
  });

  it.each([
    [0, []],
    [10, [10]],
    [11, [10, 1]],
    [25, [10, 10, 5]],
  ])('sends %i feeds in batches that the call takes', async (count, sizes) => {
    sqs.reset().on(SendMessageBatchCommand).resolves({});
    expect(await sendDue(due(...feeds(count)), TRACE, queue, QUEUE_URL)).toBe(count);
    expect(sentBatches().map(({ length }) => length)).toEqual(sizes);
    for (const batch of sentBatches()) expect(new Set(batch.map(({ Id }) => Id)).size).toBe(batch.length);
  });

  it('shortens a group name that the queue would refuse', async () => {
    sqs.reset().on(SendMessageBatchCommand).resolves({});
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    await sendDue(due(feed('a', host), feed('b', host), feed('c', `x${host}`)), TRACE, queue, QUEUE_URL);
    const groups = sentBatches()[0]?.map(({ MessageGroupId }) => MessageGroupId ?? '') ?? [];
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(128);
    expect(groups[0]).toBe(groups[1]);
    expect(groups[2]).not.toBe(groups[0]);
  });

  it('names the feeds that the queue refused, after it has sent all the others', async () => {
    sqs
      .reset()
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [{ Id: '3', SenderFault: false, Code: 'InternalError', Message: 'try again' }] })
      .resolves({ Failed: [{ Id: '1', SenderFault: true, Code: 'InvalidParameterValue', Message: 'too long' }] });
    const sending = sendDue(due(...feeds(12)), TRACE, queue, QUEUE_URL);
    await expect(sending).rejects.toBeInstanceOf(TransientError);
    await expect(sending).rejects.toThrow('the queue refused feed-3 (try again), feed-11 (too long)');
    expect(sqs).toHaveReceivedCommandTimes(SendMessageBatchCommand, 2);
  });

  it('lets a fault of the queue through', async () => {
    sqs.reset().on(SendMessageBatchCommand).rejects(new Error('no such queue'));
    await expect(sendDue(due(feed('a')), TRACE, queue, QUEUE_URL)).rejects.toThrow('no such queue');
  });
});

describe('due feeds in a FIFO queue', () => {
  let fauxqs: Fauxqs;
  beforeAll(async () => {
    fauxqs = await openFauxqs();
  });
  afterAll(() => fauxqs.close());

  it('arrive once a due time, however often they are sent, in order within their host', async () => {
    const url = await fauxqs.newFifoQueue();
    const given = Array.from({ length: 23 }, (_, at) => feed(`feed-${at}`, `host-${at % 4}.example`));
    for (const digit of ['1', '2', '3'])
      expect(await sendDue(due(...given), digit.repeat(32), fauxqs.sqs, url)).toBe(23);

    const received = await receiveAll(fauxqs.sqs, url);
    const idOf = ({ Body = '' }) => FeedMessage.parse(JSON.parse(Body)).feedId;
    expect(received.map(idOf).sort()).toEqual(given.map(({ feedId }) => feedId).sort());
    for (const host of ['host-0.example', 'host-1.example', 'host-2.example', 'host-3.example']) {
      const ofHost = received.filter(({ Attributes }) => Attributes?.MessageGroupId === host);
      expect(ofHost.map(idOf)).toEqual(given.filter((one) => one.host === host).map(({ feedId }) => feedId));
    }
  });

  it('are sent again once they have been polled and are due anew', async () => {
    const url = await fauxqs.newFifoQueue();
    await sendDue(due(feed('a')), TRACE, fauxqs.sqs, url);
    await sendDue(due(feed('a', 'a.example', '2026-11-24T08:15:00.000Z')), TRACE, fauxqs.sqs, url);
    expect(await receiveAll(fauxqs.sqs, url)).toHaveLength(2);
  });
});
