import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV, PREFIX } from '../lambdas/shared/names.ts';
import { PipelineFunction, type SharedProps } from './pipeline-function.ts';
import { QueueWorker } from './queue-worker.ts';
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

  constructor(scope: Construct, id: string, props: PollingProps) {
    super(scope, id);
    const { storage, logRetention, encryptionKey } = props;

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
    this.startEvery(props.tick ?? Duration.minutes(1), schedule);
  }

  /**
   * A missed tick is never made up for: the next one finds the same feeds due. So there is neither a retry nor a
   * dead-letter queue here; nor reserved concurrency, since ticks that overlap do no harm (conditional writes,
   * deduplication ids) and a new account has none to reserve.
   */
  private startEvery(tick: Duration, schedule: PipelineFunction): void {
    const stale = { maxEventAge: Duration.minutes(1), retryAttempts: 0 };
    schedule.function.configureAsyncInvoke(stale);
    const role = new Role(this, 'TickRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [schedule.function.functionArn] }),
    );
    new Schedule(this, 'Tick', {
      description: 'Looks for due feeds',
      schedule: ScheduleExpression.rate(tick),
      // The target's own grant would cover every version of the function as well.
      target: new LambdaInvoke(schedule.function, { role: role.withoutPolicyUpdates(), ...stale }),
    });
  }
}
