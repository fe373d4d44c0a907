import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readable, resource, rights, synthesize, TO_WORK_OFF_A_QUEUE } from './synth.ts';

const template = synthesize();
const variables = (prefix: string): Record<string, unknown> =>
  resource(template, 'AWS::Lambda::Function', prefix).Properties.Environment.Variables;

describe('the tick', () => {
  it('calls the schedule function each minute', () => {
    const { Properties } = resource(template, 'AWS::Scheduler::Schedule', 'Polling');
    expect(Properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
    expect(readable(Properties.Target.Arn)).toBe('<PollingScheduleFunction>');
  });

  it('comes as often as it is told', () => {
    synthesize({ tick: Duration.minutes(15) }).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(15 minutes)',
    });
  });

  it('is not made up for when it is missed', () => {
    const once = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 };
    template.allResourcesProperties('AWS::Scheduler::Schedule', { Target: { RetryPolicy: once } });
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', once);
  });

  it('may call that function and nothing else, for this account only', () => {
    expect(rights(template, 'PollingTickRole')).toEqual({ '<PollingScheduleFunction>': ['lambda:InvokeFunction'] });
    expect(
      resource(template, 'AWS::IAM::Role', 'PollingTickRole').Properties.AssumeRolePolicyDocument.Statement,
    ).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});

describe('the schedule function', () => {
  it('may do just this', () => {
    expect(rights(template, 'PollingScheduleRole')).toEqual({
      '<PollingScheduleLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:UpdateItem'],
      '<PollingFetchQueue>': ['sqs:SendMessage'],
    });
  });

  it('is told its table, its queue and its file', () => {
    expect(variables('PollingSchedule')).toEqual({
      FEEDS_TABLE: { Ref: 'Feeds' },
      FEED_QUEUE_URL: { Ref: resource(template, 'AWS::SQS::Queue', 'PollingFetchQueue').id },
      FEEDS_FILE: 'feeds.opml',
    });
  });

  it('reserves no concurrency, of which a new account has none', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
  });
});

describe('the feed queue', () => {
  it('keeps the order within a host and none between hosts', () => {
    for (const prefix of ['PollingFetchQueue', 'PollingFetchDeadLetterQueue']) {
      expect(resource(template, 'AWS::SQS::Queue', prefix).Properties).toMatchObject({
        FifoQueue: true,
        FifoThroughputLimit: 'perMessageGroupId',
        DeduplicationScope: 'messageGroup',
      });
    }
  });

  it('leaves the deduplication id to the sender', () => {
    template.allResourcesProperties('AWS::SQS::Queue', { ContentBasedDeduplication: Match.absent() });
  });
});

describe('the fetch function', () => {
  it('may do just this', () => {
    expect(rights(template, 'PollingFetchWorkerRole')).toEqual({
      '<PollingFetchWorkerLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<PollingFetchQueue>': TO_WORK_OFF_A_QUEUE,
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      '<Archive>/responses/*': ['s3:PutObject'],
      '<Archive>/canary/feed.xml': ['s3:GetObject'],
    });
  });

  it('is told its table, its archive and whom to name, and never to ask loopback addresses', () => {
    const { ARCHIVE_URL, ...others } = variables('PollingFetch');
    expect(readable(ARCHIVE_URL)).toBe('s3://<Archive>');
    expect(others).toEqual({
      FEEDS_TABLE: { Ref: 'Feeds' },
    });
  });

  it('has the time for a batch of one host that lets it wait for each feed and each hub', () => {
    const { BatchSize } = resource(template, 'AWS::Lambda::EventSourceMapping', 'PollingFetch').Properties;
    const { Timeout } = resource(template, 'AWS::Lambda::Function', 'PollingFetch').Properties;
    expect(Timeout).toBeGreaterThan(BatchSize * (20 + 1 + 10 + 1));
  });

  it('names the contact and runs in as many copies as it is told', () => {
    const told = synthesize({ contact: 'https://example.org/polling', fetchConcurrency: 40 });
    told.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CONTACT: 'https://example.org/polling' } },
    });
    told.hasResourceProperties('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 40 } });
  });
});
