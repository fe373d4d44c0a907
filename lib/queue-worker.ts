import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type CfnQueue, DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { PipelineFunction, type PipelineFunctionProps } from './pipeline-function.ts';

export interface QueueWorkerProps {
  readonly worker: PipelineFunctionProps;
  /** How many copies of the worker may run at once; 2 at least. */
  readonly maxConcurrency: number;
  /** How often a message is tried before it is set aside. */
  readonly maxReceiveCount: number;
  /** In order within a message group, groups side by side. The sender gives the deduplication id. @default false */
  readonly fifo?: boolean;
  /** Messages that one invocation gets at the most. @default 10 */
  readonly batchSize?: number;
  /** How long to gather a batch. A FIFO queue takes none. @default - no wait */
  readonly maxBatchingWindow?: Duration;
}

/** A queue, the queue for what it could not handle, and the function that works it off, message by message. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly worker: PipelineFunction;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { encryptionKey } = props.worker;
    const shape = {
      // Only `true` may be said: CloudFormation refuses `FifoQueue: false`.
      ...(props.fifo && {
        fifo: true,
        fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      }),
      ...(!encryptionKey && { encryption: QueueEncryption.SQS_MANAGED }),
      enforceSSL: true,
    };
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', { ...shape, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...shape,
      // AWS's rule: Lambda may hold a batch through retries of its own when it is throttled.
      visibilityTimeout: Duration.seconds(6 * props.worker.timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceiveCount },
    });
    for (const { node } of encryptionKey ? [this.queue, this.deadLetterQueue] : []) {
      // The queue's own property: by CDK's, the worker might decrypt anything with the key, not only what SQS hands it.
      (node.defaultChild as CfnQueue).kmsMasterKeyId = encryptionKey?.keyArn;
    }
    this.worker = new PipelineFunction(this, 'Worker', props.worker);
    this.worker.allowKey(['sqs:ReceiveMessage']);
    this.worker.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: props.batchSize ?? 10,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
        ...(props.maxBatchingWindow && { maxBatchingWindow: props.maxBatchingWindow }),
      }),
    );
  }
}
