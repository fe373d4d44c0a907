import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { LOCAL_ACCOUNT } from './database.ts';

/** A deployed function that takes messages from a queue. */
export type Worker = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** A message as Lambda gets it from a queue. */
export function sqsRecord(
  messageId: string,
  body: string,
  attributes: Readonly<Record<string, string>> = {},
  receiptHandle = messageId,
): SQSRecord {
  return {
    messageId,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: LOCAL_ACCOUNT.AWS_ACCESS_KEY_ID,
      ApproximateFirstReceiveTimestamp: '0',
      ...attributes,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${LOCAL_ACCOUNT.AWS_REGION}:000000000000:local`,
    awsRegion: LOCAL_ACCOUNT.AWS_REGION,
  };
}
