import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** An S3 and an SQS in this process, on loopback and in memory. */
export interface Fauxqs {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly endpoint: string;
  /** @returns the name of a new bucket */
  newBucket(): Promise<string>;
  /** @returns the URL of a new FIFO queue */
  newFifoQueue(): Promise<string>;
  close(): Promise<void>;
}

export async function openFauxqs(): Promise<Fauxqs> {
  // Not `startFauxqs`, which listens on every address of the machine.
  const server = buildApp({ logger: false });
  const endpoint = await server.listen({ port: 0, host: '127.0.0.1' });
  const account = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const s3 = new S3Client({ ...account, forcePathStyle: true });
  const sqs = new SQSClient({ ...account, useQueueUrlAsEndpoint: false });
  let made = 0;
  return {
    s3,
    sqs,
    endpoint,
    async newBucket() {
      const Bucket = `bucket-${++made}`;
      await s3.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    async newFifoQueue() {
      const QueueName = `queue-${++made}.fifo`;
      const created = await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } }));
      return created.QueueUrl ?? '';
    },
    async close() {
      s3.destroy();
      sqs.destroy();
      await server.close();
    },
  };
}
