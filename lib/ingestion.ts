import { Duration } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV, PREFIX } from '../lambdas/shared/names.ts';
import type { Alerts } from './alerts.ts';
import type { SharedProps } from './pipeline-function.ts';
import { QueueWorker } from './queue-worker.ts';
import type { Storage } from './storage.ts';

export interface IngestionProps extends SharedProps {
  readonly storage: Storage;
  /** Told of what comes in. */
  readonly alerts: Alerts;
  /** Takes what ingest asks for beside the feeds: pages that may fill a gap. */
  readonly feedQueue: Queue;
  /** How many ingest functions may run at once. @default 3 */
  readonly ingestConcurrency?: number | undefined;
  /** How long the rows of a story are kept after its last change; what the archive holds stays. @default - for good */
  readonly itemTtl?: Duration | undefined;
}

/** From the stored response to rows that answer queries. */
export class Ingestion extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly log: ILogGroup;

  constructor(scope: Construct, id: string, props: IngestionProps) {
    super(scope, id);
    const { storage, feedQueue, itemTtl, logRetention, encryptionKey } = props;
    const ingest = new QueueWorker(this, 'Ingest', {
      worker: {
        step: 'ingest',
        description: 'Parses, identifies, archives, tags, indexes and publishes the entries of a stored response',
        memorySize: 1769,
        timeout: Duration.minutes(2),
        environment: {
          [ENV.feedQueueUrl]: feedQueue.queueUrl,
          ...(itemTtl && { [ENV.itemTtl]: String(itemTtl.toSeconds()) }),
        },
        ...{ logRetention, encryptionKey },
      },
      maxConcurrency: props.ingestConcurrency ?? 3,
      maxReceiveCount: 5,
      maxBatchingWindow: Duration.seconds(1),
    });
    ingest.worker.allow(['sqs:SendMessage'], feedQueue.queueArn);
    storage.bindFeeds(ingest.worker, ['GetItem', 'UpdateItem']);
    storage.bindItems(ingest.worker, ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem']);
    storage.bindArchive(ingest.worker, {
      get: [PREFIX.responses, PREFIX.items],
      put: [PREFIX.items, PREFIX.rejected],
    });
    props.alerts.bindPublisher(ingest.worker);
    storage.notifyOfResponses(ingest.queue);
    this.queue = ingest.queue;
    this.deadLetterQueue = ingest.deadLetterQueue;
    this.log = ingest.worker.function.logGroup;
  }
}
