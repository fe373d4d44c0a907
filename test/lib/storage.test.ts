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

  it('keeps responses, and items with what could not be read, for as long as it is told', () => {
    const told = synthesize({ responseRetention: Duration.days(90), itemRetention: Duration.days(365) });
    const { Rules } = resource(told, 'AWS::S3::Bucket').Properties.LifecycleConfiguration;
    expect(Rules).toEqual(
      expect.arrayContaining([
        { Id: 'responses', Status: 'Enabled', Prefix: 'responses/', ExpirationInDays: 90 },
        { Id: 'items', Status: 'Enabled', Prefix: 'items/', ExpirationInDays: 365 },
        { Id: 'rejected', Status: 'Enabled', Prefix: 'rejected/', ExpirationInDays: 365 },
      ]),
    );
  });
});

describe('the tables', () => {
  it('are paid by use', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' });
  });

  it('can be set back to any second of the last 35 days: what no replay makes again', () => {
    expect(resource(template, 'AWS::DynamoDB::Table', 'Feeds').Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    synthesize({ itemsRecovery: true }).allResourcesProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('are encrypted with the key that AWS owns, which costs nothing', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: Match.absent() });
  });

  it('let rows of items expire that say when, and no feed', () => {
    const ofItems = resource(template, 'AWS::DynamoDB::Table', 'Items').Properties;
    expect(ofItems.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(resource(template, 'AWS::DynamoDB::Table', 'Feeds').Properties.TimeToLiveSpecification).toBeUndefined();
  });

  it('have the keys that the code reads and writes', () => {
    expect(resource(template, 'AWS::DynamoDB::Table', 'Items').Properties.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(resource(template, 'AWS::DynamoDB::Table', 'Feeds').Properties.KeySchema).toEqual([
      { AttributeName: 'feedId', KeyType: 'HASH' },
    ]);
  });

  it('have no index, which would make each poll dearer by two writes', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { GlobalSecondaryIndexes: Match.absent() });
  });
});
