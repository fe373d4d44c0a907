import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { METRIC } from '../../lambdas/shared/names.ts';
import { readable, resource, type Statement, synthesize } from './synth.ts';

const template = synthesize();
const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => ({
  name: id.replace(/^MonitoringAlarms|[0-9A-F]{8}$/g, ''),
  ...Properties,
}));
const alarm = (name: string, of = template) =>
  resource(of, 'AWS::CloudWatch::Alarm', `MonitoringAlarms${name}`).Properties;
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('each alarm', () => {
  it('is one of ten, and of a single metric: so many are free, and one that is computed costs as many as it reads', () => {
    for (const { name, MetricName, Metrics } of alarms) {
      expect(MetricName, name).toEqual(expect.any(String));
      expect(Metrics, name).toBeUndefined();
    }
    expect(alarms).toHaveLength(10);
  });

  it('says what people feel, and where the runbook says what to do', () => {
    const sections = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const { name, AlarmDescription } of alarms) {
      const [, anchor] = /^[A-Z].+\. README\.md#([a-z-]+)$/.exec(AlarmDescription) ?? expect.fail(AlarmDescription);
      expect(sections, name).toContain(anchor);
    }
  });

  it('has decided what silence means', () => {
    const decided = Object.fromEntries(alarms.map(({ name, TreatMissingData }) => [name, TreatMissingData]));
    expect(decided).toEqual({
      NewsOverdue: 'breaching',
      ResponsesWaiting: 'notBreaching',
      FetchDeadLetters: 'ignore',
      IngestDeadLetters: 'ignore',
      FailingFeeds: 'ignore',
      StoriesLate: 'notBreaching',
      Throttles: 'notBreaching',
      CanarySlow: 'ignore',
      CanaryBlind: 'breaching',
      NoTick: 'breaching',
    });
  });

  it('of a metric of our own reads one that is drawn', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'Dateline/Dateline').map(({ MetricName }) => MetricName);
    const { newsOverdue, failingFeeds, delay, canaryDelay } = METRIC;
    expect(own.sort()).toEqual([newsOverdue, failingFeeds, delay, canaryDelay, canaryDelay].sort());
  });
});

describe('the alarm', () => {
  it.each([
    ['ResponsesWaiting', '<IngestionIngestQueue>'],
    ['FetchDeadLetters', '<PollingFetchDeadLetterQueue>'],
    ['IngestDeadLetters', '<IngestionIngestDeadLetterQueue>'],
    ['Throttles', '<IngestionIngestWorkerFunction>'],
    ['NoTick', '<PollingScheduleFunction>'],
  ])('%s watches %s', (name, watched) => {
    expect(readable(alarm(name).Dimensions[0].Value)).toBe(watched);
  });

  it('of dead letters rings for the first one', () => {
    for (const name of ['FetchDeadLetters', 'IngestDeadLetters']) {
      expect(alarm(name)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
      });
    }
  });

  it('of stories that are late goes by 99 of 100', () => {
    expect(alarm('StoriesLate')).toMatchObject({ ExtendedStatistic: 'p99', Threshold: 12 * 3_600 });
  });

  it('of a slow canary rings after five minutes, or as much later as the tick is slower', () => {
    expect(alarm('CanarySlow').Threshold).toBe(300);
    expect(alarm('CanarySlow', synthesize({ tick: Duration.minutes(15) })).Threshold).toBe(300 + 14 * 60);
  });

  it.each([1, 15, 90, 1_440])(
    'of a slow canary can ring, and that of a blind one for silence alone, with a tick of %i minutes',
    (minutes) => {
      const slow = synthesize({ tick: Duration.minutes(minutes) });
      const [late, blind] = ['CanarySlow', 'CanaryBlind'].map((name) => alarm(name, slow));
      // What is told at the most: the age of the oldest of the twelve entries.
      const longest = 12 * late.Period;
      expect(late.Threshold).toBeLessThan(longest);
      expect(blind.Threshold).toBeGreaterThan(longest);
      // CloudWatch looks back for a day at the most, or for a week where the periods are hours.
      for (const { Period, EvaluationPeriods } of [late, blind, alarm('NoTick', slow)])
        expect(Period * EvaluationPeriods).toBeLessThanOrEqual((Period < 3_600 ? 1 : 7) * 86_400);
    },
  );

  it('of a clock that stands still waits for three ticks', () => {
    expect(alarm('NoTick').Period).toBe(300);
    expect(alarm('NoTick', synthesize({ tick: Duration.minutes(15) })).Period).toBe(900);
  });
});

describe('whom the alarms tell', () => {
  it('is nobody unless an address is given', () => {
    expect(alarms.filter(({ AlarmActions }) => AlarmActions !== undefined)).toEqual([]);
    expect(Object.keys(template.findResources('AWS::SNS::Topic'))).toEqual(['Alerts']);
  });

  describe('with an address', () => {
    const told = synthesize({ alarmEmail: 'desk@example.org' });
    const topic = resource(told, 'AWS::SNS::Topic', 'Monitoring').id;

    it('is that one, when each alarm begins and when it ends', () => {
      expect(resource(told, 'AWS::SNS::Subscription').Properties).toEqual({
        Protocol: 'email',
        Endpoint: 'desk@example.org',
        TopicArn: { Ref: topic },
      });
      for (const { Properties } of Object.values(told.findResources('AWS::CloudWatch::Alarm'))) {
        expect(Properties).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
      }
    });

    it('hears it from CloudWatch of this account alone', () => {
      const policy = resource(told, 'AWS::SNS::TopicPolicy', 'Monitoring').Properties.PolicyDocument;
      const statements: Statement[] = policy.Statement;
      expect(statements.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Resource: { Ref: topic },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ]);
    });
  });
});
