import { RemovalPolicy } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { KEY, resource, rights, synthesize } from './synth.ts';

const template = synthesize({
  kmsKey: KEY,
  webSub: true,
  alarmEmail: 'desk@example.org',
  removalPolicy: RemovalPolicy.DESTROY,
});
const propertiesOf = (type: string): Record<string, unknown>[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

describe('a stack with a key', () => {
  it('encrypts the bucket with it, by a key of the bucket that spares calls', () => {
    expect(resource(template, 'AWS::S3::Bucket').Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
        },
      ],
    });
  });

  it.each([
    ['table', 'AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }],
    ['queue', 'AWS::SQS::Queue', { KmsMasterKeyId: KEY }],
    ['topic', 'AWS::SNS::Topic', { KmsMasterKeyId: KEY }],
    ['log group', 'AWS::Logs::LogGroup', { KmsKeyId: KEY }],
  ])('encrypts every %s with it', (_, type, expected) => {
    expect(propertiesOf(type)).not.toEqual([]);
    for (const properties of propertiesOf(type)) expect(properties).toMatchObject(expected);
  });

  it('makes no key', () => {
    template.resourceCountIs('AWS::KMS::Key', 0);
  });

  const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];
  it.each([
    ['PollingScheduleRole', { dynamodb: ['kms:Decrypt'], sqs: BOTH }],
    ['PollingFetchWorkerRole', { dynamodb: ['kms:Decrypt'], s3: BOTH, sqs: ['kms:Decrypt'] }],
    ['MonitoringCanaryWorkerRole', { dynamodb: ['kms:Decrypt'], s3: BOTH }],
    ['MonitoringHealthWorkerRole', { dynamodb: ['kms:Decrypt'] }],
    ['IngestionIngestWorkerRole', { dynamodb: ['kms:Decrypt'], s3: BOTH, sns: BOTH, sqs: BOTH }],
    ['QueryAnswerRole', { dynamodb: ['kms:Decrypt'] }],
    ['WebSubCallbackRole', { dynamodb: ['kms:Decrypt'], s3: ['kms:GenerateDataKey'] }],
    ['StorageEmptyingEmptyRole', {}],
    ['PollingTickRole', {}],
  ])('lets %s use it for just this', (role, expected) => {
    const onKey = Object.entries(rights(template, role)).filter(([resource]) => resource.startsWith(KEY));
    expect(Object.fromEntries(onKey)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([service, actions]) => [`${KEY} via ${service}`, [...actions]])),
    );
  });

  it('gives its functions the same rights otherwise', () => {
    const without = synthesize({ webSub: true, removalPolicy: RemovalPolicy.DESTROY });
    for (const id of Object.keys(template.findResources('AWS::IAM::Role'))) {
      const others = Object.entries(rights(template, id)).filter(([resource]) => !resource.startsWith(KEY));
      expect(Object.fromEntries(others), id).toEqual(rights(without, id));
    }
  });
});

it('names no key in a stack that has none', () => {
  expect(JSON.stringify(synthesize({ webSub: true }).findResources('AWS::IAM::Policy'))).not.toContain('kms:');
});
