import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeedQueue, openFeedQueue } from '../../local/feed-queue.ts';
import type { Worker } from '../../local/sqs-record.ts';

let queue: FeedQueue;
let client: SQSClient;
beforeEach(async () => {
  queue = await openFeedQueue();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SQSClient({ endpoint: queue.endpoint, region: 'us-east-1', credentials });
});
afterEach(async () => {
  client.destroy();
  await queue.close();
});

/** Sends messages `group-number`. */
async function send(...bodies: string[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += 10) {
    const Entries = bodies.slice(at, at + 10).map((body, Id) => ({
      Id: String(Id),
      MessageBody: body,
      MessageGroupId: body.slice(0, 1),
      MessageDeduplicationId: body,
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    expect(Failed).toEqual([]);
  }
}

const done = { batchItemFailures: [] };
const forever = new AbortController().signal;

describe('the feed queue', () => {
  it('hands on every message once, in order within its group', async () => {
    const sent = Array.from({ length: 36 }, (_, at) => `${'abc'[at % 3]}${Math.floor(at / 3)}`);
    await send(...sent);
    const bodies: string[] = [];
    await queue.drain(async ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
      return done;
    }, forever);
    expect([...bodies].sort()).toEqual([...sent].sort());
    for (const group of 'abc') {
      const isOfGroup = (body: string): boolean => body.startsWith(group);
      expect(bodies.filter(isOfGroup)).toEqual(sent.filter(isOfGroup));
    }
  });

  it('never gives out two batches of a group at a time, and works on groups side by side', async () => {
    await send('a0', 'a1', 'a2', 'b0', 'b1', 'b2');
    const underWay = new Set<string>();
    const clashes: string[] = [];
    await queue.drain(async ({ Records }) => {
      const groups = Records.map(({ attributes }) => attributes.MessageGroupId ?? 'none');
      clashes.push(...groups.filter((group) => underWay.has(group)));
      for (const group of groups) underWay.add(group);
      await pause(10);
      for (const group of groups) underWay.delete(group);
      return done;
    }, forever);
    expect(clashes).toEqual([]);
  });

  it('makes records as Lambda gets them', async () => {
    await send('a0');
    await queue.drain(async ({ Records: [record] }) => {
      expect(record).toMatchObject({ body: 'a0', eventSource: 'aws:sqs', attributes: { MessageGroupId: 'a' } });
      expect(record?.messageId).toMatch(/./);
      return done;
    }, forever);
  });

  it('does not give out again at once what failed, nor what follows it in its group', async () => {
    await send('a0', 'a1', 'b0');
    const bodies: string[] = [];
    const failOnA: Worker = async ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
      return {
        batchItemFailures: Records.filter(({ body }) => body === 'a0').map(({ messageId }) => ({
          itemIdentifier: messageId,
        })),
      };
    };
    await queue.drain(failOnA, forever);
    await queue.drain(failOnA, forever);
    expect(bodies.sort()).toEqual(['a0', 'b0']);
  });

  it('stops at the signal after what is under way, and keeps the rest', async () => {
    const sent = Array.from({ length: 30 }, (_, at) => `a${at}`);
    await send(...sent);
    const stop = new AbortController();
    const bodies: string[] = [];
    const note: Worker = async ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
      stop.abort();
      return done;
    };
    await queue.drain(note, stop.signal);
    expect(bodies.length).toBeLessThan(sent.length);
    await queue.drain(note, forever);
    expect(bodies).toEqual(sent);
  });
});
