import type { SQSClient } from '@aws-sdk/client-sqs';
import { type Outgoing, sendToFeedQueue } from '../shared/feed-queue.ts';
import type { DueFeed } from '../shared/feed-store.ts';

/**
 * Sends each due feed to the queue, once a due time: while a poll is waiting or under way, later ticks send nothing.
 *
 * @param trace of the tick
 * @returns how many were sent
 * @throws TransientError naming those that the queue refused; they stay due
 */
export function sendDue(
  due: AsyncIterable<DueFeed>,
  trace: string,
  queue: SQSClient,
  queueUrl: string,
): Promise<number> {
  return sendToFeedQueue(pollsOf(due, trace), { client: queue, url: queueUrl }, 'schedule');
}

async function* pollsOf(due: AsyncIterable<DueFeed>, trace: string): AsyncGenerator<Outgoing> {
  for await (const { feedId, host, dueAt } of due) {
    yield { message: { feedId, dueAt, trace }, host, once: `${feedId} ${dueAt}` };
  }
}
