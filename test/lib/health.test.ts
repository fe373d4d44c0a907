import { describe, expect, it } from 'vitest';
import { resource, rights, synthesize } from './synth.ts';

const template = synthesize();

describe('the health function', () => {
  it('looks over the feeds every quarter of an hour', () => {
    const { ScheduleExpression } = resource(template, 'AWS::Scheduler::Schedule', 'MonitoringHealth').Properties;
    expect(ScheduleExpression).toBe('rate(15 minutes)');
  });

  it('may read the feeds and nothing else', () => {
    expect(rights(template, 'MonitoringHealthWorkerRole')).toEqual({
      '<MonitoringHealthWorkerLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Feeds>': ['dynamodb:Scan'],
    });
  });
});
