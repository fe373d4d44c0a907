import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resource, synthesize } from './synth.ts';

const template = synthesize();
const TABLES = ['Items', 'Feeds'];

describe('storage', () => {
  it('has logical ids that no refactoring may change, or CloudFormation puts empty stores in place of full ones', () => {
    expect(resource(template, 'AWS::S3::Bucket').id).toBe('Archive');
    expect(Object.keys(template.findResources('AWS::DynamoDB::Table')).sort()).toEqual(['Feeds', 'Items']);
  });

  it('outlives the stack', () => {
    for (const [type, id] of [['AWS::S3::Bucket', 'Archive'], ...TABLES.map((id) => ['AWS::DynamoDB::Table', id])]) {
      expect(resource(template, type ?? '', id)).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
    }
    for (const id of TABLES)
      expect(resource(template, 'AWS::DynamoDB::Table', id).Properties.DeletionProtectionEnabled).toBe(true);
  });

  it('goes with the stack when that is wished for', () => {
    const fleeting = synthesize({ removalPolicy: RemovalPolicy.DESTROY });
    fleeting.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    fleeting.allResources('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' });
    fleeting.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
  });
});

describe('the archive', () => {
  it('is encrypted, closed to the public and has no ACLs', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it('keeps responses for 30 days, items for good, and what was deleted for a week', () => {
    const { LifecycleConfiguration, VersioningConfiguration } = resource(template, 'AWS::S3::Bucket').Properties;
    expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(LifecycleConfiguration.Rules).toEqual([
      { Id: 'responses', Status: 'Enabled', Prefix: 'responses/', ExpirationInDays: 30 },
      {
        Id: 'leftovers',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        NoncurrentVersionExpiration: { NoncurrentDays: 7 },
        ExpiredObjectDeleteMarker: true,
      },
      expect.objectContaining({ Id: 'query-results' }),
    ]);
  });

  it('keeps responses for as long as it is told', () => {
    synthesize({ responseRetention: Duration.days(90) }).hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ Prefix: 'responses/', ExpirationInDays: 90 })]),
      },
    });
  });
});

describe('the tables', () => {
  it('can be put back to any second of the last 35 days, and are paid by use', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('are encrypted with the key that AWS owns, which costs nothing', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: Match.absent() });
  });

  it('let nothing expire', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { TimeToLiveSpecification: Match.absent() });
  });

  it('have the keys that the code reads and writes', () => {
    expect(resource(template, 'AWS::DynamoDB::Table', 'Items').Properties.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(resource(template, 'AWS::DynamoDB::Table', 'Feeds').Properties).toMatchObject({
      KeySchema: [{ AttributeName: 'feedId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['host'] },
        },
      ],
    });
  });
});
