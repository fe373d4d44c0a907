import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { inBatches } from '../shared/batches.ts';
import { TransientError } from '../shared/errors.ts';
import type { DueFeed } from '../shared/feed-store.ts';
import { sha256 } from '../shared/keys.ts';
import type { FeedMessage } from '../shared/messages.ts';

/** Limit of the SendMessageBatch call. */
const MAX_MESSAGES = 10;
/** Limit of a message group id; a longer host name is shortened to its hash. */
const MAX_GROUP_LENGTH = 128;

/**
 * Sends each due feed to the queue. The message group is the host, so that one publisher is asked one thing at a time.
 * The deduplication id is the feed and its due time: while a poll is waiting or under way, later ticks send nothing.
 *
 * @returns how many were sent
 * @throws TransientError naming those that the queue refused; they stay due
 */
export async function sendDue(due: AsyncIterable<DueFeed>, queue: SQSClient, queueUrl: string): Promise<number> {
  let sent = 0;
  const refused: string[] = [];
  for await (const batch of inBatches(due, MAX_MESSAGES)) {
    const Entries = batch.map(messageOf);
    const { Failed = [] } = await queue.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    refused.push(...Failed.map(({ Id, Message }) => `${batch[Number(Id)]?.feedId} (${Message})`));
    sent += batch.length - Failed.length;
  }
  if (refused.length > 0) throw new TransientError('schedule', `the queue refused ${refused.join(', ')}`);
  return sent;
}

function messageOf({ feedId, host, dueAt }: DueFeed, at: number): SendMessageBatchRequestEntry {
  return {
    Id: String(at),
    MessageBody: JSON.stringify({ feedId, dueAt } satisfies FeedMessage),
    MessageGroupId: host.length <= MAX_GROUP_LENGTH ? host : sha256(host),
    MessageDeduplicationId: sha256(`${feedId} ${dueAt}`),
  };
}
