import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readable, resource, rights, type Statement, synthesize, TO_WORK_OFF_A_QUEUE } from './synth.ts';

const template = synthesize();

describe('ingestion', () => {
  it('hears of every stored response and of no other object', () => {
    const { NotificationConfiguration } = resource(template, 'AWS::S3::Bucket').Properties;
    expect(NotificationConfiguration).toEqual({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'responses/' }] } },
          Queue: { 'Fn::GetAtt': [resource(template, 'AWS::SQS::Queue', 'IngestionIngestQueue').id, 'Arn'] },
        },
      ],
    });
  });

  it('lets S3 write to its queue for this account only, and before the bucket is made', () => {
    const policy = resource(template, 'AWS::SQS::QueuePolicy', 'IngestionIngestQueue');
    const statements: Statement[] = policy.Properties.PolicyDocument.Statement;
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 's3.amazonaws.com' },
        Resource: policy.Properties.PolicyDocument.Statement[0].Resource,
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    expect(resource(template, 'AWS::S3::Bucket').DependsOn).toContain(policy.id);
  });

  it('may do just this', () => {
    expect(rights(template, 'IngestionIngestWorkerRole')).toEqual({
      '<IngestionIngestWorkerLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<IngestionIngestQueue>': TO_WORK_OFF_A_QUEUE,
      '<PollingFetchQueue>': ['sqs:SendMessage'],
      '<Feeds>': ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      '<Items>': [
        'dynamodb:BatchGetItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      '<Archive>': ['s3:ListBucket'],
      '<Archive>/responses/*': ['s3:GetObject'],
      '<Archive>/items/*': ['s3:GetObject', 's3:PutObject'],
      '<Archive>/rejected/*': ['s3:PutObject'],
      '<Alerts>': ['sns:Publish'],
    });
  });

  it('is told its tables, its archive, the feed queue and whom to tell', () => {
    const { Variables } = resource(template, 'AWS::Lambda::Function', 'Ingestion').Properties.Environment;
    const { ARCHIVE_URL, ...others } = Variables;
    expect(readable(ARCHIVE_URL)).toBe('s3://<Archive>');
    expect(others).toEqual({
      FEEDS_TABLE: { Ref: 'Feeds' },
      ITEMS_TABLE: { Ref: 'Items' },
      ALERTS_TOPIC: { Ref: 'Alerts' },
      FEED_QUEUE_URL: { Ref: resource(template, 'AWS::SQS::Queue', 'PollingFetchQueue').id },
    });
  });

  it('has one whole vCPU, and gathers its batches for a second', () => {
    expect(resource(template, 'AWS::Lambda::Function', 'Ingestion').Properties.MemorySize).toBe(1769);
    expect(resource(template, 'AWS::Lambda::EventSourceMapping', 'Ingestion').Properties).toMatchObject({
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 3 },
    });
  });

  it('is told how long the rows of a story are kept, where it is not for good', () => {
    const { Variables } = resource(synthesize({ itemTtl: Duration.days(90) }), 'AWS::Lambda::Function', 'Ingestion')
      .Properties.Environment;
    expect(Variables.ITEM_TTL_SECONDS).toBe('7776000');
  });

  it('runs in as many copies as it is told', () => {
    const { Properties } = resource(synthesize({ ingestConcurrency: 20 }), 'AWS::Lambda::EventSourceMapping', 'Ingest');
    expect(Properties.ScalingConfig).toEqual({ MaximumConcurrency: 20 });
  });
});
