import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { inBatches } from './batches.ts';
import { TransientError } from './errors.ts';
import { sha256 } from './keys.ts';
import type { FeedMessage, PageRequest } from './messages.ts';

/** Limit of the SendMessageBatch call. */
const MAX_MESSAGES = 10;
/** Limit of a message group id; a longer host name is shortened to its hash. */
const MAX_GROUP_LENGTH = 128;

/** A message for the feed queue. */
export interface Outgoing {
  readonly message: FeedMessage;
  /** `host[:port]` that will be asked: the message group, so that one publisher is asked one thing at a time. */
  readonly host: string;
  /** Two messages of a host that agree in this are one, if they come within five minutes. */
  readonly once: string;
}

export interface FeedQueueAddress {
  readonly client: SQSClient;
  readonly url: string;
}

/**
 * @param step who sends, for the error
 * @returns how many were sent
 * @throws TransientError naming those that the queue refused, after all the others were sent
 */
export async function sendToFeedQueue(
  messages: Iterable<Outgoing> | AsyncIterable<Outgoing>,
  { client, url }: FeedQueueAddress,
  step: string,
): Promise<number> {
  let sent = 0;
  const refused: string[] = [];
  for await (const batch of inBatches(messages, MAX_MESSAGES)) {
    const Entries = batch.map(entryOf);
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    refused.push(...Failed.map(({ Id, Message }) => `${batch[Number(Id)]?.message.feedId} (${Message})`));
    sent += batch.length - Failed.length;
  }
  if (refused.length > 0) throw new TransientError(step, `the queue refused ${refused.join(', ')}`);
  return sent;
}

/** A page as a message. The same page for the same purpose is one, however often and by whomever it is asked for. */
export function outgoingPage(page: PageRequest): Outgoing {
  const { trace: _, ...asked } = page;
  return { message: page, host: new URL(page.url).host, once: JSON.stringify(asked) };
}

function entryOf({ message, host, once }: Outgoing, at: number): SendMessageBatchRequestEntry {
  return {
    Id: String(at),
    MessageBody: JSON.stringify(message),
    MessageGroupId: host.length <= MAX_GROUP_LENGTH ? host : sha256(host),
    MessageDeduplicationId: sha256(once),
  };
}
