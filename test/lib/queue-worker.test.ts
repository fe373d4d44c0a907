import { describe, expect, it } from 'vitest';
import { resource, synthesize } from './synth.ts';

const template = synthesize();

describe.each([
  { of: 'PollingFetch', tries: 3, batch: 5 },
  { of: 'IngestionIngest', tries: 5, batch: 10 },
])('the queue worker $of', ({ of, tries, batch }) => {
  const queue = resource(template, 'AWS::SQS::Queue', `${of}Queue`);
  const deadLetters = resource(template, 'AWS::SQS::Queue', `${of}DeadLetterQueue`);
  const worker = resource(template, 'AWS::Lambda::Function', `${of}WorkerFunction`);

  it('sets a message aside when it has failed too often', () => {
    expect(queue.Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] },
      maxReceiveCount: tries,
    });
  });

  it('keeps what was set aside for the longest time there is, longer than the queue itself', () => {
    expect(deadLetters.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    expect(queue.Properties.MessageRetentionPeriod).toBeUndefined();
  });

  it('hides a message for six times as long as the worker may run', () => {
    expect(queue.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker.Properties.Timeout);
  });

  it('encrypts both queues', () => {
    expect(queue.Properties.SqsManagedSseEnabled).toBe(true);
    expect(deadLetters.Properties.SqsManagedSseEnabled).toBe(true);
  });

  it('hands over a few messages at a time and takes back the failed ones alone', () => {
    expect(resource(template, 'AWS::Lambda::EventSourceMapping', of).Properties).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': [queue.id, 'Arn'] },
      FunctionName: { Ref: worker.id },
      BatchSize: batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

it('runs no more workers by default than a new account has, with one left for the tick and one for a query', () => {
  const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
  const most = mappings.reduce((sum, { Properties }) => sum + Properties.ScalingConfig.MaximumConcurrency, 0);
  expect(most).toBeLessThanOrEqual(10 - 2);
});
