import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readable, resource, rights, synthesize } from './synth.ts';

const template = synthesize();

describe('the canary', () => {
  it('tries the stack every five minutes, and no other function by that schedule', () => {
    const { Properties } = resource(template, 'AWS::Scheduler::Schedule', 'MonitoringCanary');
    expect(Properties.ScheduleExpression).toBe('rate(5 minutes)');
    expect(readable(Properties.Target.Arn)).toBe('<MonitoringCanaryWorkerFunction>');
    expect(rights(template, 'MonitoringCanaryTickRole')).toEqual({
      '<MonitoringCanaryWorkerFunction>': ['lambda:InvokeFunction'],
    });
  });

  it('tries it with each tick where those are slower, so that its feed still holds what was not asked for yet', () => {
    const slow = synthesize({ tick: Duration.minutes(90) });
    const { Properties } = resource(slow, 'AWS::Scheduler::Schedule', 'MonitoringCanary');
    expect(Properties.ScheduleExpression).toBe('rate(90 minutes)');
  });

  it('may write its own feed and its row, look for its stories, and nothing else', () => {
    expect(rights(template, 'MonitoringCanaryWorkerRole')).toEqual({
      '<MonitoringCanaryWorkerLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Items>': ['dynamodb:BatchGetItem', 'dynamodb:Query'],
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      '<Archive>/canary/feed.xml': ['s3:GetObject', 's3:PutObject'],
    });
  });

  it('is told its tables and its archive', () => {
    const { ARCHIVE_URL, ...others } = resource(template, 'AWS::Lambda::Function', 'MonitoringCanary').Properties
      .Environment.Variables;
    expect(readable(ARCHIVE_URL)).toBe('s3://<Archive>');
    expect(others).toEqual({
      FEEDS_TABLE: { Ref: 'Feeds' },
      ITEMS_TABLE: { Ref: 'Items' },
    });
  });

  it('is told to ingest by no notification of its own', () => {
    const { NotificationConfiguration } = resource(template, 'AWS::S3::Bucket').Properties;
    expect(JSON.stringify(NotificationConfiguration)).not.toContain('canary');
  });
});
