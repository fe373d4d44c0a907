import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { CANARY, METRIC } from '../lambdas/shared/names.ts';

/** What of the functions' reports becomes a metric: the lines that match, and the field that is its value. */
interface Drawn {
  readonly from: 'ingest' | 'health' | 'canary';
  readonly pattern: string;
  readonly value: string;
}

const isNoCanary = `$.feedId != "${CANARY.feedId}"`;

const DRAWN: Readonly<Record<keyof typeof METRIC, Drawn>> = {
  newItems: {
    from: 'ingest',
    pattern: `{ $.step = "ingest" && $.recorded.new = * && ${isNoCanary} }`,
    value: '$.recorded.new',
  },
  delay: { from: 'ingest', pattern: `{ $.step = "story" && $.delay = * && ${isNoCanary} }`, value: '$.delay' },
  failingFeeds: { from: 'health', pattern: '{ $.step = "health" && $.failingFeeds = * }', value: '$.failingFeeds' },
  newsOverdue: { from: 'health', pattern: '{ $.step = "health" && $.newsOverdue = * }', value: '$.newsOverdue' },
  canaryDelay: { from: 'canary', pattern: '{ $.step = "canary" && $.delay = * }', value: '$.delay' },
};

export type Metrics = Readonly<Record<keyof typeof METRIC, Metric>>;

/**
 * Draws the stack's metrics from what its functions log, so that no function has to know of CloudWatch. They have no
 * dimensions, as each combination of those is a metric to pay for; the stack's name is in the namespace.
 */
export function drawMetrics(scope: Construct, logs: Readonly<Record<Drawn['from'], ILogGroup>>): Metrics {
  const namespace = `Dateline/${Stack.of(scope).stackName}`;
  const draw = (name: keyof typeof METRIC): Metric => {
    const { from, pattern, value } = DRAWN[name];
    const metricName = METRIC[name];
    new MetricFilter(scope, metricName, {
      logGroup: logs[from],
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: namespace,
      metricName,
      metricValue: value,
    });
    return new Metric({ namespace, metricName });
  };
  return {
    newItems: draw('newItems'),
    delay: draw('delay'),
    failingFeeds: draw('failingFeeds'),
    newsOverdue: draw('newsOverdue'),
    canaryDelay: draw('canaryDelay'),
  };
}
