import { CreateQueueCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { LOCAL_ACCOUNT } from './database.ts';
import { sqsRecord, type Worker } from './sqs-record.ts';

/** The feed queue of the local run: a FIFO queue in memory. What it loses with the process is still due at the next tick. */
export interface FeedQueue {
  readonly endpoint: string;
  readonly url: string;
  /**
   * Hands messages to a function as an event source mapping does, until the queue is empty or the signal stops it.
   *
   * @returns how many messages it handed on
   */
  drain(worker: Worker, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** Batches under way at once: different hosts, since the queue gives out one batch of a host at a time. */
const WORKERS = 8;

export async function openFeedQueue(): Promise<FeedQueue> {
  // Not `startFauxqs`, which listens on every address of the machine.
  const server = buildApp({ logger: false });
  const endpoint = await server.listen({ port: 0, host: '127.0.0.1' });
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = LOCAL_ACCOUNT;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new SQSClient({ endpoint, region, credentials, useQueueUrlAsEndpoint: false });
  const { QueueUrl: url = '' } = await client.send(
    new CreateQueueCommand({ QueueName: 'feeds.fifo', Attributes: { FifoQueue: 'true', VisibilityTimeout: '900' } }),
  );

  const work = async (worker: Worker, signal: AbortSignal): Promise<number> => {
    let handed = 0;
    while (!signal.aborted) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
      );
      if (Messages.length === 0) break;
      handed += Messages.length;
      const { batchItemFailures } = await worker({
        Records: Messages.map(({ MessageId = '', Body = '', Attributes, ReceiptHandle }) =>
          sqsRecord(MessageId, Body, Attributes, ReceiptHandle),
        ),
      });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = Messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
      const Entries = done.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
      if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    }
    return handed;
  };

  return {
    endpoint,
    url,
    drain: async (worker, signal) => {
      const handed = await Promise.all(Array.from({ length: WORKERS }, () => work(worker, signal)));
      return handed.reduce((sum, number) => sum + number, 0);
    },
    async close() {
      client.destroy();
      await server.close();
    },
  };
}
