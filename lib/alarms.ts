import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { canaryPeriod } from './canary.ts';
import { HEALTH_PERIOD } from './health.ts';
import type { Ingestion } from './ingestion.ts';
import type { Metrics } from './metrics.ts';
import type { Polling } from './polling.ts';

export interface AlarmsProps {
  readonly metrics: Metrics;
  readonly polling: Polling;
  readonly ingestion: Ingestion;
  /** Who is written to when an alarm begins and when it ends. @default - nobody; the alarms show on the dashboard */
  readonly alarmEmail?: string | undefined;
  /** Its policy has to let CloudWatch use it. @default - what alarms say is not encrypted where it is kept */
  readonly encryptionKey?: IKey | undefined;
}

interface Watched {
  /** What people feel, in a sentence. */
  readonly felt: string;
  /** Section of the README's runbook. */
  readonly runbook: string;
  /** Of one metric: what is computed from several costs as many alarms. */
  readonly metric: Metric;
  /** It rings above. */
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods: number;
  /** What it means when nothing is said. */
  readonly silence: TreatMissingData;
}

const MINUTES_5 = Duration.minutes(5);
/** Of a story, from its publication until it is found: beyond, it is yesterday's news. */
const LATE = Duration.hours(12);
/** How long the canary may wait, with a tick a minute. */
const CANARY_LIMIT = Duration.minutes(5);
/**
 * Stories. Nights and weekends are slower than the average that they are reckoned by: feeds of one time zone, at a tenth
 * of their pace by night and a third at weekends, came to 60 once in three weeks and hardly ever to 80.
 */
const OVERDUE = 80;
/** Percent. */
const FAILING = 25;
/** Refused runs in five minutes; some come whenever load rises, and are repeated at once. */
const REFUSED = 20;

/** What a person is woken for: ten alarms, as many as are free in an account. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, { alarmEmail, encryptionKey, ...props }: AlarmsProps) {
    super(scope, id);
    this.all = Object.entries(watched(props)).map(([name, { felt, runbook, periods, silence, ...watch }]) => {
      return new Alarm(this, name, {
        alarmDescription: `${felt} README.md#${runbook}`,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: periods,
        treatMissingData: silence,
        ...watch,
      });
    });
    if (alarmEmail !== undefined) this.tell(alarmEmail, encryptionKey);
  }

  private tell(address: string, encryptionKey: IKey | undefined): void {
    const topic = new Topic(this, 'Topic', { enforceSSL: true, ...(encryptionKey && { masterKey: encryptionKey }) });
    // Otherwise not by the key that AWS keeps for SNS, as alarms may not use that one; a message says no more than the
    // description of the alarm.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    topic.addSubscription(new EmailSubscription(address));
    const action = new SnsAction(topic);
    for (const alarm of this.all) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

const lettersIn = (queue: Queue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: MINUTES_5 });

function watched({
  metrics,
  polling,
  ingestion,
}: Omit<AlarmsProps, 'alarmEmail' | 'encryptionKey'>): Record<string, Watched> {
  const ofCanary = canaryPeriod(polling.tick);
  const slowTick = Math.max(0, polling.tick.toSeconds() - 60);
  const tickPeriod = Duration.seconds(Math.max(MINUTES_5.toSeconds(), polling.tick.toSeconds()));
  return {
    NewsOverdue: {
      felt: 'Nothing new has come in for longer than is usual: queries and alerts are silent.',
      runbook: 'news-overdue',
      metric: metrics.newsOverdue.with({ statistic: Stats.MAXIMUM, period: HEALTH_PERIOD }),
      threshold: OVERDUE,
      periods: 2,
      // Whoever does not look may not call it quiet.
      silence: TreatMissingData.BREACHING,
    },
    ResponsesWaiting: {
      felt: 'What publishers have sent is stored but not taken in: stories come late, none is lost.',
      runbook: 'responses-waiting',
      metric: ingestion.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: MINUTES_5 }),
      threshold: Duration.minutes(15).toSeconds(),
      periods: 3,
      // SQS says nothing of a queue that has long been empty.
      silence: TreatMissingData.NOT_BREACHING,
    },
    FetchDeadLetters: {
      felt: 'Polls were given up on through a fault of our own: feeds may be missing.',
      runbook: 'dead-letters-of-fetch',
      metric: lettersIn(polling.feedDeadLetterQueue),
      threshold: 0,
      periods: 1,
      // SQS falls silent over a queue that nobody touches, and the letters lie there all the same.
      silence: TreatMissingData.IGNORE,
    },
    IngestDeadLetters: {
      felt: 'Stored responses could not be taken in: their stories are missing until they are sent again.',
      runbook: 'dead-letters-of-ingest',
      metric: lettersIn(ingestion.deadLetterQueue),
      threshold: 0,
      periods: 1,
      // As for those of fetch.
      silence: TreatMissingData.IGNORE,
    },
    FailingFeeds: {
      felt: 'Many feeds have failed for more than an hour: what they publish is missing.',
      runbook: 'failing-feeds',
      metric: metrics.failingFeeds.with({ statistic: Stats.MAXIMUM, period: HEALTH_PERIOD }),
      threshold: FAILING,
      periods: 2,
      // That health is not told is what the alarm of overdue news says.
      silence: TreatMissingData.IGNORE,
    },
    StoriesLate: {
      felt: 'One story in a hundred is found more than half a day after it was published.',
      runbook: 'stories-late',
      metric: metrics.delay.with({ statistic: Stats.percentile(99), period: Duration.hours(1) }),
      threshold: LATE.toSeconds(),
      periods: 3,
      // An hour without a new story has no late one.
      silence: TreatMissingData.NOT_BREACHING,
    },
    Throttles: {
      felt: 'Lambda refuses to run what takes stories in, as the account runs all that it may: stories come late.',
      runbook: 'throttles',
      // Of DynamoDB's the dashboard tells, and the age of what waits: one more metric would be the first that costs.
      metric: ingestion.ingest.function.metricThrottles({ statistic: Stats.SUM, period: MINUTES_5 }),
      threshold: REFUSED,
      periods: 3,
      // A function that nothing calls is not refused.
      silence: TreatMissingData.NOT_BREACHING,
    },
    CanarySlow: {
      felt: 'A story of the stack’s own is not found in time after it was published: so it is with all others.',
      runbook: 'canary-slow',
      metric: metrics.canaryDelay.with({ statistic: Stats.MAXIMUM, period: ofCanary }),
      threshold: CANARY_LIMIT.toSeconds() + slowTick,
      periods: 3,
      // Then it is blind, which has an alarm of its own.
      silence: TreatMissingData.IGNORE,
    },
    CanaryBlind: {
      felt: 'The canary says nothing: nobody would notice if stories came late.',
      runbook: 'canary-blind',
      // No delay is that long: it rings for silence alone.
      metric: metrics.canaryDelay.with({ statistic: Stats.MINIMUM, period: ofCanary }),
      threshold: Duration.days(365).toSeconds(),
      periods: 3,
      silence: TreatMissingData.BREACHING,
    },
    NoTick: {
      felt: 'The feeds file cannot be read, or the clock of the stack stands still: changes of feeds are not heeded, or nothing is polled.',
      runbook: 'no-tick',
      metric: polling.schedule.function.metricErrors({ statistic: Stats.SUM, period: tickPeriod }),
      threshold: 0,
      periods: 3,
      // Lambda counts errors whenever it runs: none and not even a zero is no run.
      silence: TreatMissingData.BREACHING,
    },
  };
}
