import { Duration } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV, PREFIX } from '../lambdas/shared/names.ts';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import { QueueWorker } from './queue-worker.ts';
import { startEvery } from './start-every.ts';
import type { Storage } from './storage.ts';

export interface PollingProps extends SharedProps {
  readonly storage: Storage;
  /** The OPML file of the feeds that are wished for, from the project's root. @default 'feeds.opml' */
  readonly feedsFile?: string | undefined;
  /** How often due feeds are looked for; whole minutes. @default Duration.minutes(1) */
  readonly tick?: Duration | undefined;
  /** A mail address or page that tells publishers who polls them. @default - the User-Agent names nobody */
  readonly contact?: string | undefined;
  /** Public address at which WebSub hubs reach this stack. @default - nothing is subscribed */
  readonly webSubCallback?: string | undefined;
  /** How many fetch functions may run at once. The default leaves a new account, which has 10 in all, some to spare. @default 5 */
  readonly fetchConcurrency?: number | undefined;
}

/** From the clock to the response in the archive: which feeds are due, then one polite request at a time for each host. */
export class Polling extends Construct {
  readonly feedQueue: Queue;
  readonly feedDeadLetterQueue: Queue;
  readonly fetchLog: ILogGroup;
  readonly fetch: PipelineFunction;
  readonly schedule: PipelineFunction;
  readonly tick: Duration;

  constructor(scope: Construct, id: string, props: PollingProps) {
    super(scope, id);
    const { storage, logRetention, encryptionKey } = props;
    this.tick = props.tick ?? Duration.minutes(1);

    const fetch = new QueueWorker(this, 'Fetch', {
      worker: {
        step: 'fetch',
        description: 'Asks publishers for due feeds and stores what they answer',
        memorySize: 256,
        timeout: Duration.minutes(3),
        environment: {
          ...(props.contact !== undefined && { [ENV.contact]: props.contact }),
          ...(props.webSubCallback !== undefined && { [ENV.webSubCallback]: props.webSubCallback }),
        },
        ...{ logRetention, encryptionKey },
      },
      fifo: true,
      // All feeds of a batch may be of one host, and each may name a slow hub: five times 20 s for the feed, 10 s for the
      // hub and a pause after each fit into the timeout.
      batchSize: 5,
      maxConcurrency: props.fetchConcurrency ?? 5,
      // A message that fails holds up its host for a visibility timeout each time, and the next tick asks again anyway.
      maxReceiveCount: 3,
    });
    storage.bindFeeds(fetch.worker, ['GetItem', 'UpdateItem']);
    storage.bindArchive(fetch.worker, { put: [PREFIX.responses] });
    storage.bindCanaryFeed(fetch.worker, 'reader');
    this.fetch = fetch.worker;
    this.feedQueue = fetch.queue;
    this.feedDeadLetterQueue = fetch.deadLetterQueue;
    this.fetchLog = fetch.worker.function.logGroup;

    const schedule = new PipelineFunction(this, 'Schedule', {
      step: 'schedule',
      description: 'Applies feeds.opml and queues the feeds that are due',
      memorySize: 256,
      timeout: Duration.minutes(1),
      environment: { [ENV.feedsFile]: 'feeds.opml', [ENV.feedQueueUrl]: this.feedQueue.queueUrl },
      files: { 'feeds.opml': props.feedsFile ?? 'feeds.opml' },
      ...{ logRetention, encryptionKey },
    });
    storage.bindFeeds(schedule, ['GetItem', 'PutItem', 'UpdateItem', 'Scan']);
    schedule.allow(['sqs:SendMessage'], this.feedQueue.queueArn);
    startEvery(this, 'Tick', this.tick, schedule, 'Looks for due feeds');
    this.schedule = schedule;
  }
}
