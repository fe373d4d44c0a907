import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { taggerVersion } from '../../lambdas/tag/tag.ts';
import { DatelineStack } from '../../lib/dateline-stack.ts';
import { createApp, type Found, KEY, list, readable, resource, type Statement, synthesize } from './synth.ts';

const template = synthesize();
const statementsOf = (type: string): Statement[] =>
  Object.values(template.findResources(type)).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

describe('names', () => {
  /** The properties by which a resource of these types would get a name that a second stack could not have. */
  const NAMES = [
    'BucketName',
    'TableName',
    'QueueName',
    'TopicName',
    'FunctionName',
    'RoleName',
    'LogGroupName',
    'Name',
    'GroupName',
  ];

  it('are left to CloudFormation', () => {
    for (const [id, { Type, Properties }] of Object.entries<Found>(template.toJSON().Resources)) {
      // An event source mapping's FunctionName says which function it calls.
      const named = Type === 'AWS::Lambda::EventSourceMapping' || Type === 'AWS::Lambda::EventInvokeConfig';
      // A workgroup must have a name: that of the stack.
      const names =
        named || Type === 'AWS::Athena::WorkGroup'
          ? []
          : Object.keys(Properties ?? {}).filter((name) => NAMES.includes(name));
      expect(names, id).toEqual([]);
    }
  });

  it('do not meet when two stacks stand in one account', () => {
    const app = createApp();
    const live = new DatelineStack(app, 'Dateline');
    const trial = new DatelineStack(app, 'DatelineTrial');
    const [ofLive, ofTrial] = [live, trial].map((stack) => Template.fromStack(stack).toJSON());
    const kinds = (resources: Found[]): unknown[] => resources.map(({ Type }) => Type);
    expect(kinds(Object.values(ofTrial?.Resources))).toEqual(kinds(Object.values(ofLive?.Resources)));
    expect(live.dependencies).toEqual([]);
    expect(trial.dependencies).toEqual([]);
  });
});

describe('outputs', () => {
  it('say where everything is, and by which version it tags', () => {
    const outputs = Object.entries<{ Value: unknown }>(template.toJSON().Outputs);
    expect(Object.fromEntries(outputs.map(([name, { Value }]) => [name, readable(Value)]))).toEqual({
      FetchLogGroupName: '<PollingFetchWorkerLogs>',
      IngestLogGroupName: '<IngestionIngestWorkerLogs>',
      QueryUrl: '<QueryAnswerFunctionFunctionUrl>',
      TaggerVersion: taggerVersion,
      ItemsTableName: '<Items>',
      FeedsTableName: '<Feeds>',
      ArchiveBucketName: '<Archive>',
      FeedQueueUrl: '<PollingFetchQueue>',
      FeedDeadLetterQueueUrl: '<PollingFetchDeadLetterQueue>',
      IngestQueueUrl: '<IngestionIngestQueue>',
      IngestDeadLetterQueueUrl: '<IngestionIngestDeadLetterQueue>',
      AlertsTopicArn: '<Alerts>',
      AthenaDatabaseName: '<CatalogDatabase>',
      AthenaWorkGroupName: '<CatalogWorkGroup>',
    });
  });
});

describe('TLS', () => {
  const refused = (statement: Statement): boolean =>
    statement.Effect === 'Deny' && statement.Condition?.Bool?.['aws:SecureTransport'] === 'false';

  it('is the only way to the bucket, from version 1.2 on', () => {
    const { Bucket, PolicyDocument } = resource(template, 'AWS::S3::BucketPolicy').Properties;
    expect(Bucket).toEqual({ Ref: 'Archive' });
    expect(PolicyDocument.Statement.filter(refused)).toMatchObject([{ Action: 's3:*', Principal: { AWS: '*' } }]);
    expect(PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
    );
  });

  it('is the only way to each queue', () => {
    const refusing = Object.values(template.findResources('AWS::SQS::QueuePolicy'))
      .filter(({ Properties }) => Properties.PolicyDocument.Statement.some(refused))
      .flatMap(({ Properties }) => Properties.Queues.map(({ Ref }: { Ref: string }) => Ref));
    expect(refusing.sort()).toEqual(Object.keys(template.findResources('AWS::SQS::Queue')).sort());
  });
});

describe('policies', () => {
  it('have no wildcard but the three key prefixes of the archive', () => {
    const statements = statementsOf('AWS::IAM::Policy');
    expect(statements.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'))).toEqual([]);
    const wild = statements.flatMap(({ Resource }) => list(Resource).map(readable)).filter((arn) => arn.includes('*'));
    expect([...new Set(wild)].sort()).toEqual(['<Archive>/items/*', '<Archive>/rejected/*', '<Archive>/responses/*']);
  });

  it('open nothing to everyone', () => {
    const resourcePolicies = [...statementsOf('AWS::SQS::QueuePolicy'), ...statementsOf('AWS::S3::BucketPolicy')];
    const open = resourcePolicies.filter(({ Principal }) => JSON.stringify(Principal).includes('*'));
    expect(open.length).toBeGreaterThan(0);
    expect(open.map(({ Effect }) => Effect)).not.toContain('Allow');
  });
});

describe('cdk-nag', () => {
  const findings = (fill: (app: ReturnType<typeof createApp>) => void): string[] => {
    const app = createApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    app.node.setContext('@aws-cdk/core:failSynthOnValidationErrors', false);
    fill(app);
    app.synth();
    const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
    return report.pluginReports.flatMap(({ violations }: { violations: { ruleName: string }[] }) =>
      violations.map(({ ruleName }) => ruleName),
    );
  };

  it.each([
    ['of the default stack', {}],
    ['of one with a key of its own', { kmsKey: KEY }],
    ['of one that is deleted with its data', { removalPolicy: RemovalPolicy.DESTROY }],
  ])('finds nothing that is not acknowledged %s', (_, props) => {
    expect(findings((app) => new DatelineStack(app, 'Dateline', { ...props, webSub: true }))).toEqual([]);
  });

  it('is awake', () => {
    expect(findings((app) => new Bucket(new Stack(app, 'Open'), 'Bucket'))).toContain('AwsSolutions-S10');
  });
});
