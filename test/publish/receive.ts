import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** What SNS puts around a message for a queue. */
const Envelope = z.object({
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string(), Value: z.string() })),
});
export type Envelope = z.infer<typeof Envelope>;

/** Takes all that is in a queue. */
export async function receiveAll(sqs: SQSClient, QueueUrl: string): Promise<Envelope[]> {
  const received: Envelope[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return received;
    received.push(...Messages.map(({ Body = '' }) => Envelope.parse(JSON.parse(Body))));
    const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
