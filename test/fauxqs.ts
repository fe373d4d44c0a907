import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** An S3, an SQS and an SNS in this process, on loopback and in memory. */
export interface Fauxqs {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly endpoint: string;
  /** @returns the name of a new bucket */
  newBucket(): Promise<string>;
  /** @returns the URL of a new FIFO queue */
  newFifoQueue(): Promise<string>;
  newQueue(): Promise<{ readonly url: string; readonly arn: string }>;
  /** @returns the ARN of a new topic */
  newTopic(): Promise<string>;
  close(): Promise<void>;
}

export async function openFauxqs(): Promise<Fauxqs> {
  // Not `startFauxqs`, which listens on every address of the machine.
  const server = buildApp({ logger: false });
  const endpoint = await server.listen({ port: 0, host: '127.0.0.1' });
  const account = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const s3 = new S3Client({ ...account, forcePathStyle: true });
  const sqs = new SQSClient({ ...account, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient(account);
  let made = 0;
  return {
    s3,
    sqs,
    sns,
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
    async newQueue() {
      const QueueName = `queue-${++made}`;
      const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName }));
      return { url, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
    },
    async newTopic() {
      return (await sns.send(new CreateTopicCommand({ Name: `topic-${++made}` }))).TopicArn ?? '';
    },
    async close() {
      s3.destroy();
      sqs.destroy();
      sns.destroy();
      await server.close();
    },
  };
}
