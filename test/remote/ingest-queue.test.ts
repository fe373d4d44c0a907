import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { notifiedKeys, ObjectNotification } from '../../lambdas/shared/messages.ts';
import { sendKeys } from '../../remote/ingest-queue.ts';

const KEYS = Array.from({ length: 23 }, (_, at) =>
  responseKey('wire-example-0a1b2c3d', new Date(Date.UTC(2026, 10, 24, 8, at)).toISOString(), new Uint8Array()),
);

it('sends each key as the bucket would, ten at a time', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(SendMessageBatchCommand).resolves({});
  await sendKeys(new SQSClient({ region: 'eu-west-1' }), 'https://sqs.example/q', KEYS);
  const sent = sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input.Entries ?? []);
  expect(sent.map(({ length }) => length)).toEqual([10, 10, 3]);
  const keys = sent
    .flat()
    .flatMap(({ MessageBody = '' }) => notifiedKeys(ObjectNotification.parse(JSON.parse(MessageBody))));
  expect(keys).toEqual(KEYS);
  sqs.restore();
});

it('names what the queue refused, after it has sent the others', async () => {
  const sqs = mockClient(SQSClient);
  sqs
    .on(SendMessageBatchCommand)
    .resolvesOnce({ Successful: [], Failed: [{ Id: '3', Message: 'throttled', Code: 'x', SenderFault: false }] })
    .resolves({});
  const sending = sendKeys(new SQSClient({ region: 'eu-west-1' }), 'https://sqs.example/q', KEYS);
  await expect(sending).rejects.toThrow(`refused ${KEYS[3]} (throttled)`);
  expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(3);
  sqs.restore();
});
