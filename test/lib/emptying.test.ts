import { RemovalPolicy } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { KEY, list, readable, resource, rights, synthesize } from './synth.ts';

const CUSTOM = 'AWS::CloudFormation::CustomResource';
const template = synthesize({ removalPolicy: RemovalPolicy.DESTROY, webSub: true });

describe('a stack that is deleted with its data', () => {
  const [custom] = Object.keys(template.findResources(CUSTOM));

  it('alone has a function that empties the archive', () => {
    expect(Object.keys(template.findResources(CUSTOM))).toHaveLength(1);
    expect(synthesize().findResources(CUSTOM)).toEqual({});
    expect(JSON.stringify(synthesize().toJSON())).not.toContain('Emptying');
  });

  it('lets it do just this', () => {
    const expected = {
      '<StorageEmptyingEmptyLogs>': ['logs:CreateLogStream', 'logs:PutLogEvents'],
      '<Archive>': ['s3:ListBucketVersions'],
      '<Archive>/*': ['s3:DeleteObjectVersion'],
      '<AWS::StackId>': ['cloudformation:DescribeStacks'],
    };
    expect(rights(template, 'StorageEmptyingEmptyRole')).toEqual(expected);
    const withKey = synthesize({ removalPolicy: RemovalPolicy.DESTROY, kmsKey: KEY });
    expect(rights(withKey, 'StorageEmptyingEmptyRole')).toEqual(expected);
  });

  it('waits for it for longer than it may take', () => {
    const { Timeout, Environment } = resource(template, 'AWS::Lambda::Function', 'StorageEmptying').Properties;
    expect(resource(template, CUSTOM).Properties.ServiceTimeout).toBeGreaterThan(Timeout);
    expect(readable(Environment.Variables.ARCHIVE_URL)).toBe('s3://<Archive>');
  });

  it('takes the rights of all who write to the archive away before, and empties it before it goes', () => {
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const writers = policies.filter(([, { Properties }]) => JSON.stringify(Properties).includes('s3:PutObject'));
    expect(writers.map(([id]) => id.replace(/Role.*/, '')).sort()).toEqual([
      'IngestionIngestWorker',
      'PollingFetchWorker',
      'WebSubCallback',
    ]);
    for (const [id, { DependsOn = [] }] of writers) expect(list(DependsOn), id).toContain(custom);
    const { Properties } = resource(template, 'AWS::Lambda::Function', 'StorageEmptying');
    expect(JSON.stringify(Properties)).toContain('{"Ref":"Archive"}');
  });
});
