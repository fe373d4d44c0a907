import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { inBatches } from '../lambdas/shared/batches.ts';
import { InputError } from '../lambdas/shared/errors.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What a function gave up on. */
export interface DeadLetter extends Subject {
  readonly step: 'fetch' | 'ingest';
  /** Why, where the letter itself tells. */
  readonly reason?: string;
}

interface DeadLetterQueue {
  /** The dead letters, left where they are: a hundred or so, and ten of a host. */
  look(): AsyncGenerator<DeadLetter>;
  /**
   * Sends them to the queue that they came from, then deletes them, and yields each that went. One that was killed in
   * between comes twice.
   *
   * @throws InputError where the queue refused some
   */
  redrive(): AsyncGenerator<DeadLetter>;
}

interface Route {
  /** The function that gave up. */
  readonly step: DeadLetter['step'];
  readonly url: string;
  /** URL of the queue that they came from. */
  readonly backTo: string;
}

/** Limit of a batch call. */
const MAX_MESSAGES = 10;
/** Seconds for which a message is held back from others while it is looked at or moved. */
const HELD = 60;
const MOST_LOOKED_AT = 100;

/**
 * SQS has a task of its own for it, StartMessageMoveTask. It does not say what it moves, keeps the deduplication ids, by
 * which a FIFO queue drops what it was sent within five minutes, and no emulator has it.
 */
export function deadLetterQueue(client: SQSClient, { step, url, backTo }: Route): DeadLetterQueue {
  const letterOf = ({ Body = '' }: Message): DeadLetter => ({ step, ...subjectOf(Body) });

  const release = async (messages: readonly Message[]): Promise<void> => {
    for await (const batch of inBatches(messages, MAX_MESSAGES)) {
      const Entries = handlesOf(batch).map((handle) => ({ ...handle, VisibilityTimeout: 0 }));
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
    }
  };

  async function* receive(): AsyncGenerator<Message[]> {
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: MAX_MESSAGES,
          VisibilityTimeout: HELD,
          // A long poll asks all servers of a queue, a short one a few of them.
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['MessageGroupId', 'SentTimestamp'],
        }),
      );
      if (Messages.length === 0) return;
      yield Messages;
    }
  }

  return {
    async *look() {
      const held: Message[] = [];
      try {
        for await (const messages of receive()) {
          held.push(...messages);
          yield* messages.map(letterOf);
          if (held.length >= MOST_LOOKED_AT) return;
        }
      } finally {
        await release(held);
      }
    },

    async *redrive() {
      const begun = Date.now();
      for await (const messages of receive()) {
        // What failed once more meanwhile is here again, and would go round for ever.
        const isOld = ({ Attributes }: Message) => Number(Attributes?.SentTimestamp) <= begun;
        const old = messages.filter(isOld);
        await release(messages.filter((message) => !isOld(message)));
        if (old.length === 0) return;
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({ QueueUrl: backTo, Entries: old.map(again) }),
        );
        const sent = old.filter((_, at) => !Failed.some(({ Id }) => Id === String(at)));
        if (sent.length > 0)
          await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: handlesOf(sent) }));
        yield* sent.map(letterOf);
        if (Failed.length > 0)
          throw new InputError(`the queue of ${step} refused ${Failed.length} of them: ${Failed[0]?.Message}`);
      }
    },
  };
}

const handlesOf = (messages: readonly Message[]) =>
  messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));

/** The id of the dead letter stands for it, so that one that is sent twice over a fault comes once. */
const again = ({ MessageId, Body, Attributes: { MessageGroupId } = {} }: Message, at: number) => ({
  Id: String(at),
  MessageBody: Body,
  ...(MessageGroupId !== undefined && { MessageGroupId, MessageDeduplicationId: MessageId }),
});
