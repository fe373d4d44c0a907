import { Aws, Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Ingestion } from './ingestion.ts';
import type { Metrics } from './metrics.ts';
import type { PipelineFunction } from './pipeline-function.ts';
import type { Polling } from './polling.ts';
import type { Storage } from './storage.ts';

export interface DashboardProps {
  readonly metrics: Metrics;
  readonly alarms: readonly Alarm[];
  readonly storage: Storage;
  readonly polling: Polling;
  readonly ingestion: Ingestion;
  /** By the name that the dashboard shows. */
  readonly functions: Readonly<Record<string, PipelineFunction>>;
}

const WIDTH = 24;
const PERIOD = Duration.minutes(5);
const { SUM, MAXIMUM } = Stats;

/**
 * First what people feel, then what it comes from. @returns its address
 *
 * It stays below 50 metrics: up to three such dashboards are free in an account.
 */
export function drawDashboard(scope: Construct, id: string, props: DashboardProps): string {
  const { alarms } = props;
  const dashboard = new Dashboard(scope, id, {
    defaultInterval: Duration.days(1),
    widgets: [
      [
        new TextWidget({
          markdown: 'What to do about an alarm stands in the section of README.md that its description names.',
          width: WIDTH,
          height: 1,
        }),
      ],
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WIDTH, height: 3 })],
      ...feltRows(props),
      ...causeRows(props),
    ],
  });
  return `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${dashboard.dashboardName}`;
}

function feltRows({ metrics }: DashboardProps): IWidget[][] {
  const { newItems, delay, canaryDelay, newsOverdue, failingFeeds } = metrics;
  return [
    row(
      graph('New stories', [newItems.with({ statistic: SUM, label: 'in 5 minutes' })]),
      graph('Published → found, seconds', [
        delay.with({ statistic: Stats.p(50), label: 'half of the stories' }),
        delay.with({ statistic: Stats.p(99), label: '99 of 100' }),
      ]),
      graph('Canary, seconds', [canaryDelay.with({ statistic: MAXIMUM, label: 'published → found' })]),
    ),
    row(
      graph('Stories overdue', [
        newsOverdue.with({ statistic: MAXIMUM, period: Duration.minutes(15), label: 'stories' }),
      ]),
      graph('Feeds that fail, %', [
        failingFeeds.with({ statistic: MAXIMUM, period: Duration.minutes(15), label: 'for more than an hour' }),
      ]),
    ),
  ];
}

function causeRows({ storage, polling, ingestion, functions }: DashboardProps): IWidget[][] {
  const ofFunctions = (metric: (fn: PipelineFunction['function'], label: string) => IMetric): IMetric[] =>
    Object.entries(functions).map(([label, { function: fn }]) => metric(fn, label));
  const tables = Object.entries({ Items: storage.items, Feeds: storage.feeds });
  const ofTables = (kinds: Readonly<Record<string, string>>): IMetric[] =>
    tables.flatMap(([name, table]) =>
      Object.entries(kinds).map(([metric, what]) => table.metric(metric, { statistic: SUM, label: `${name} ${what}` })),
    );
  const oldest = { statistic: MAXIMUM, period: PERIOD };
  return [
    row(
      graph('Oldest message, seconds', [
        polling.feedQueue.metricApproximateAgeOfOldestMessage({ ...oldest, label: 'polls to make' }),
        ingestion.queue.metricApproximateAgeOfOldestMessage({ ...oldest, label: 'responses to take in' }),
      ]),
      graph('Dead letters', [
        polling.feedDeadLetterQueue.metricApproximateNumberOfMessagesVisible({ ...oldest, label: 'of fetch' }),
        ingestion.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ ...oldest, label: 'of ingest' }),
      ]),
    ),
    row(
      graph(
        'Runs',
        ofFunctions((fn, label) => fn.metricInvocations({ label })),
      ),
      graph(
        'Errors',
        ofFunctions((fn, label) => fn.metricErrors({ label })),
      ),
      graph(
        'Duration, longest, ms',
        ofFunctions((fn, label) => fn.metricDuration({ statistic: MAXIMUM, label })),
      ),
      graph(
        'Runs refused',
        ofFunctions((fn, label) => fn.metricThrottles({ label })),
      ),
    ),
    row(
      graph('DynamoDB units', ofTables({ ConsumedReadCapacityUnits: 'read', ConsumedWriteCapacityUnits: 'written' })),
      graph('DynamoDB requests refused', ofTables({ ReadThrottleEvents: 'reads', WriteThrottleEvents: 'writes' })),
    ),
  ];
}

const graph = (title: string, left: IMetric[]) => (width: number) =>
  new GraphWidget({ title, left, width, height: 6, period: PERIOD, leftYAxis: { min: 0, showUnits: false } });

const row = (...graphs: ((width: number) => IWidget)[]): IWidget[] => graphs.map((of) => of(WIDTH / graphs.length));
