import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { notificationOf } from '../../lambdas/shared/messages.ts';
import { deadLetterQueue } from '../../remote/dead-letters.ts';
import { all } from '../all.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { newQueue, waiting } from './queues.ts';

const KEYS = Array.from({ length: 12 }, (_, at) =>
  responseKey('wire-0a1b2c3d', new Date(Date.UTC(2026, 10, 24, 8, at)).toISOString(), new Uint8Array()),
);

let fauxqs: Fauxqs;
let dead: string;
let live: string;
beforeAll(async () => {
  fauxqs = await openFauxqs();
});
afterAll(() => fauxqs.close());
beforeEach(async () => {
  [dead, live] = [await newQueue(fauxqs.sqs), await newQueue(fauxqs.sqs)];
});

const bury = async (...keys: string[]) => {
  for (const key of keys) {
    const MessageBody = JSON.stringify(notificationOf(key));
    await fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: dead, MessageBody }));
  }
};
const letters = (sqs = fauxqs.sqs) => deadLetterQueue(sqs, { step: 'ingest', url: dead, backTo: live });
const named = (found: { what: string }[]) => found.map(({ what }) => what).sort();

describe('dead letters', () => {
  it('are looked at, and stay where they are', async () => {
    await bury(...KEYS);
    for (let time = 0; time < 2; time++) expect(named(await all(letters().look()))).toEqual(KEYS);
    expect(await waiting(fauxqs.sqs, live)).toEqual([]);
  });

  it('are let go of where the look ends early', async () => {
    await bury(...KEYS);
    for await (const _ of letters().look()) break;
    expect(await all(letters().look())).toHaveLength(KEYS.length);
  });

  it('go back to their queue as they were, each once', async () => {
    await bury(...KEYS);
    const gone = await all(letters().redrive());
    expect(named(gone)).toEqual(KEYS);
    expect(gone[0]).toMatchObject({ step: 'ingest', feedId: 'wire-0a1b2c3d' });
    expect(await waiting(fauxqs.sqs, dead)).toEqual([]);
    const back = deadLetterQueue(fauxqs.sqs, { step: 'ingest', url: live, backTo: dead });
    expect(named(await all(back.look()))).toEqual(KEYS);
  });

  it('of hosts go back in their message group, though the same was sent a moment ago', async () => {
    [dead, live] = [await fauxqs.newFifoQueue(), await fauxqs.newFifoQueue()];
    const poll = JSON.stringify({ feedId: 'wire-0a1b2c3d', dueAt: '2026-11-24T08:00:00.000Z' });
    const sent = { MessageBody: poll, MessageGroupId: 'wire.example', MessageDeduplicationId: 'same' };
    await fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: live, ...sent }));
    await fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: dead, ...sent }));
    expect(await all(letters().redrive())).toHaveLength(1);
    const { Attributes } = await fauxqs.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: live, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    expect(Attributes?.ApproximateNumberOfMessages).toBe('2');
  });

  it('that fail again meanwhile are left for the next time', async () => {
    const [KEY = '', OTHER = ''] = KEYS;
    await bury(KEY);
    const found: string[] = [];
    for await (const { what } of letters().redrive()) {
      found.push(what);
      await bury(OTHER);
    }
    expect(found).toEqual([KEY]);
    expect(named(await all(letters().look()))).toEqual([OTHER]);
  });

  it('that the queue refuses stay, and are said', async () => {
    const sqs = mockClient(SQSClient);
    const Messages = KEYS.slice(0, 3).map((key, at) => ({
      ...{ MessageId: `m${at}`, ReceiptHandle: `r${at}`, Body: JSON.stringify(notificationOf(key)) },
      Attributes: { SentTimestamp: '0' },
    }));
    sqs.on(ReceiveMessageCommand).resolves({ Messages });
    const Failed = [{ Id: '1', Message: 'too large', Code: 'x', SenderFault: true }];
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed });
    const gone: string[] = [];
    const redrive = async () => {
      for await (const { what } of letters(new SQSClient({ region: 'eu-west-1' })).redrive()) gone.push(what);
    };
    await expect(redrive()).rejects.toThrow(/refused 1 of them: too large/);
    expect(gone).toEqual([KEYS[0], KEYS[2]]);
    const deleted = sqs.commandCalls(DeleteMessageBatchCommand).flatMap(({ args: [{ input }] }) => input.Entries ?? []);
    expect(deleted.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(['r0', 'r2']);
    sqs.restore();
  });
});
