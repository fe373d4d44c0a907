import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { inBatches } from '../lambdas/shared/batches.ts';
import { InputError } from '../lambdas/shared/errors.ts';
import { notificationOf } from '../lambdas/shared/messages.ts';

/** Limit of the SendMessageBatch call. */
const MAX_MESSAGES = 10;

/**
 * Puts stored objects into the ingest queue, as the bucket does with new ones.
 *
 * @throws InputError naming those that the queue refused, after all the others were sent
 */
export async function sendKeys(client: SQSClient, url: string, keys: readonly string[]): Promise<void> {
  const refused: string[] = [];
  for await (const batch of inBatches(keys, MAX_MESSAGES)) {
    const Entries = batch.map((key, at) => ({ Id: String(at), MessageBody: JSON.stringify(notificationOf(key)) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    refused.push(...Failed.map(({ Id, Message }) => `${batch[Number(Id)]} (${Message})`));
  }
  if (refused.length > 0) {
    throw new InputError(`the ingest queue refused ${refused.join(', ')}; repeat it, what comes twice is done once`);
  }
}
