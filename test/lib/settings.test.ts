import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import cdk from '../../cdk.json' with { type: 'json' };
import { DatelineStack } from '../../lib/dateline-stack.ts';
import { readSettings } from '../../lib/settings.ts';
import { createApp, KEY, resource, synthesize } from './synth.ts';

const read = (context: Record<string, unknown>) => readSettings(context, () => undefined);
const faultsOf = (context: Record<string, unknown>): readonly string[] => read(context).faults ?? [];

/** The stacks that a context asks for, beside each other in one app. */
function stacksOf(context: Record<string, unknown>): DatelineStack[] {
  const { stacks, faults = [] } = read(context);
  if (!stacks) throw new Error(faults.join('\n'));
  const app = createApp();
  return stacks.map(({ name, props }) => new DatelineStack(app, name, props));
}

function templateOf(context: Record<string, unknown>): Template {
  const [stack, ...others] = stacksOf(context);
  if (!stack || others.length > 0) throw new Error('not one stack');
  return Template.fromStack(stack);
}

const variables = (template: Template, prefix: string) =>
  resource(template, 'AWS::Lambda::Function', prefix).Properties.Environment.Variables;

describe('the settings', () => {
  it('of cdk.json are the defaults of the stack', () => {
    const { stacks } = read(cdk.context);
    expect(stacks?.map(({ name }) => name)).toEqual(['Dateline']);
    expect(templateOf(cdk.context).toJSON()).toEqual(synthesize().toJSON());
    expect(templateOf({}).toJSON()).toEqual(synthesize().toJSON());
  });

  it('stand all in cdk.json, where people look for them', () => {
    const { faults = [] } = read({ qqqqqqqqqqqq: 1 });
    const [, names = ''] = /there are: (.*)$/.exec(faults[0] ?? '') ?? [];
    const shown = Object.keys(cdk.context).filter((name) => !name.startsWith('@'));
    expect(shown.sort()).toEqual(names.split(', ').sort());
  });

  it.each([
    [
      'tick',
      '15',
      (template) => resource(template, 'AWS::Scheduler::Schedule', 'Polling').Properties.ScheduleExpression,
      'rate(15 minutes)',
    ],
    ['contact', 'a@example.org', (template) => variables(template, 'PollingFetch').CONTACT, 'a@example.org'],
    ['webSub', 'true', (template) => Object.keys(template.findResources('AWS::Lambda::Url')).length, 2],
    ['fetchConcurrency', '40', (template) => concurrencyOf(template, 'PollingFetch'), 40],
    ['ingestConcurrency', '1000', (template) => concurrencyOf(template, 'Ingestion'), 1_000],
    ['responseRetention', '90', (template) => expiryOf(template, 'responses/'), 90],
    ['itemRetention', '365', (template) => expiryOf(template, 'items/'), 365],
    ['itemRetention', '365', (template) => expiryOf(template, 'rejected/'), 365],
    ['itemTtl', '30', (template) => variables(template, 'Ingestion').ITEM_TTL_SECONDS, '2592000'],
    ['itemsRecovery', 'true', (template) => canBeSetBack(template, 'Items'), true],
    ['logRetention', '365', (template) => logDaysOf(template), 365],
    ['logRetention', 'forever', (template) => logDaysOf(template), undefined],
    [
      'removalPolicy',
      'destroy',
      (template) => resource(template, 'AWS::DynamoDB::Table', 'Items').DeletionPolicy,
      'Delete',
    ],
    ['kmsKey', KEY, (template) => resource(template, 'AWS::SNS::Topic').Properties.KmsMasterKeyId, KEY],
  ] satisfies [string, string, (template: Template) => unknown, unknown][])(
    'take %s=%s from the command line',
    (name, value, inTemplate, expected) => {
      const template = templateOf({ ...cdk.context, [name]: value });
      expect(inTemplate(template)).toEqual(expected);
      expect(inTemplate(synthesize())).not.toEqual(expected);
    },
  );

  it('take numbers and truth values as cdk.json has them', () => {
    expect(read({ tick: 2, account: 111122223333, webSub: true }).stacks).toEqual(
      read({ tick: '2', account: '111122223333', webSub: 'true' }).stacks,
    );
  });

  it('hand on the feeds file, and who hears of alarms', () => {
    const { stacks } = read({ feedsFile: 'trial.opml', alarmEmail: 'desk@example.org' });
    expect(stacks?.[0]?.props).toMatchObject({ feedsFile: 'trial.opml', alarmEmail: 'desk@example.org' });
  });

  it('name the one stack', () => {
    expect(stacksOf({ stackName: 'Trial' }).map(({ stackName }) => stackName)).toEqual(['Trial']);
  });

  it('say where the stack stands, or leave that to whoever deploys', () => {
    const [here] = stacksOf(cdk.context);
    const [there] = stacksOf({ region: 'eu-west-1', account: '111122223333' });
    expect(here?.environment).toBe('aws://unknown-account/unknown-region');
    expect(there?.environment).toBe('aws://111122223333/eu-west-1');
  });

  it.each([
    [
      'Limits',
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':policy/Limits']] },
    ],
    ['arn:aws:iam::111122223333:policy/Limits', 'arn:aws:iam::111122223333:policy/Limits'],
  ])('set the permissions boundary %s on every role', (permissionsBoundary, expected) => {
    const roles = Object.values(templateOf({ permissionsBoundary, webSub: true }).findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(5);
    for (const { Properties } of roles) expect(Properties.PermissionsBoundary).toEqual(expected);
  });
});

const concurrencyOf = (template: Template, prefix: string): unknown =>
  resource(template, 'AWS::Lambda::EventSourceMapping', prefix).Properties.ScalingConfig.MaximumConcurrency;

const canBeSetBack = (template: Template, table: string): unknown =>
  resource(template, 'AWS::DynamoDB::Table', table).Properties.PointInTimeRecoverySpecification
    ?.PointInTimeRecoveryEnabled;

const logDaysOf = (template: Template): unknown =>
  resource(template, 'AWS::Logs::LogGroup', 'Query').Properties?.RetentionInDays;

const expiryOf = (template: Template, prefix: string): unknown =>
  resource(template, 'AWS::S3::Bucket').Properties.LifecycleConfiguration.Rules.find(
    (rule: { Prefix?: string }) => rule.Prefix === prefix,
  )?.ExpirationInDays;

describe('several stacks', () => {
  const context = {
    tick: 5,
    contact: 'a@example.org',
    kmsKey: KEY,
    stacks: { Live: {}, Trial: { tick: '10', kmsKey: '' } },
  };

  it('stand beside each other, each with its own settings on top of the others', () => {
    const [live, trial, ...others] = stacksOf(context).map((stack) => ({
      name: stack.stackName,
      template: Template.fromStack(stack),
    }));
    if (!live || !trial) throw new Error('too few stacks');
    expect([live.name, trial.name, others]).toEqual(['Live', 'Trial', []]);
    const tickOf = ({ template }: typeof live) =>
      resource(template, 'AWS::Scheduler::Schedule', 'Polling').Properties.ScheduleExpression;
    expect([live, trial].map(tickOf)).toEqual(['rate(5 minutes)', 'rate(10 minutes)']);
    expect([live, trial].map(({ template }) => variables(template, 'PollingFetch').CONTACT)).toEqual(
      Array(2).fill('a@example.org'),
    );
    expect([live, trial].map(({ template }) => JSON.stringify(template.toJSON()).includes(KEY))).toEqual([true, false]);
  });

  it('can be given on the command line as JSON', () => {
    expect(read({ ...context, stacks: JSON.stringify(context.stacks) })).toEqual(read(context));
  });

  it('are told apart by more than capitals, which their databases are not', () => {
    expect(faultsOf({ stacks: { Live: {}, Trial: {}, live: {} } })).toEqual([
      'the name of a stack is "live"; allowed: one that differs from Live in more than capitals',
    ]);
  });

  it('have faults that name the stack', () => {
    expect(faultsOf({ stacks: { Trial: { tick: 0 }, 'a b': {} } })).toEqual([
      'the name of a stack is "a b"; allowed: letters, digits and hyphens, a letter first',
      'stacks.Trial.tick is 0; allowed: whole minutes, 1 to 1440',
    ]);
    expect(faultsOf({ stacks: { Trial: { stackName: 'Other' } } })).toEqual([
      expect.stringMatching(/^stacks\.Trial\.stackName is no setting; /),
    ]);
  });
});

describe('a wrong setting', () => {
  it.each([
    ['tick', ['', '0', 0, '1.5', 1.5, -1, '1441', '1e2', 'PT5M', 'abc', true, null]],
    ['feedsFile', ['', 7]],
    ['contact', ['two words', 'a (b)', 7]],
    ['webSub', ['', 'yes', 1]],
    ['itemsRecovery', ['', 'yes', 1]],
    ['fetchConcurrency', ['1', '1001', 'many']],
    ['ingestConcurrency', ['1', '1001', 'many']],
    ['responseRetention', ['0', 'forever', '']],
    ['itemRetention', ['0', 'never', '']],
    ['itemTtl', ['0', '0.5', '']],
    ['logRetention', ['31', 31, '0', '9999', '']],
    ['alarmEmail', ['desk', 'desk@example', 'a@example.org, b@example.org']],
    ['removalPolicy', ['', 'delete', 'snapshot', 'RETAIN']],
    ['kmsKey', ['alias/mine', 'arn:aws:kms:eu-west-1:111122223333:alias/mine', '1234abcd-12ab-34cd-56ef-1234567890ab']],
    ['permissionsBoundary', ['two words', 'arn:aws:iam::111122223333:role/x']],
    ['region', ['Ireland', 'eu-west', 'eu_west_1']],
    ['account', ['123', 'me', 1.5]],
    ['stackName', ['', 'two words', '1st', 7]],
    ['stacks', ['Trial', ['Trial'], { Trial: 'x' }, 7, '{']],
  ])('of %s names itself, what it is and what is allowed', (name, values) => {
    for (const value of values)
      expect(faultsOf({ [name]: value }), JSON.stringify(value)).toEqual([
        expect.stringMatching(
          new RegExp(`^${name} is ${JSON.stringify(value).replace(/[[\]{}()\\.|*+?^$]/g, '\\$&')}; allowed: .{4}`),
        ),
      ]);
  });

  it('is told with all the others', () => {
    expect(faultsOf({ tick: 'abc', removalPolicy: 'keep', contcat: 'a@example.org' })).toEqual([
      'tick is "abc"; allowed: whole minutes, 1 to 1440',
      'removalPolicy is "keep"; allowed: "retain" or "destroy"',
      'contcat is no setting; did you mean contact?',
    ]);
  });

  it('of the days of logs lists those that CloudWatch knows', () => {
    expect(faultsOf({ logRetention: '10' })[0]).toMatch(/1, 3, 5, 7, 14, 30, .*, 3653\), or "forever"$/);
  });

  it.each([
    ['tikc', 'tick'],
    ['stack', 'stacks'],
    ['FeedsFile', 'feedsFile'],
    ['log-retention', 'logRetention'],
    ['alarmMail', 'alarmEmail'],
  ])('is told by the name %s that is no setting, beside %s that is', (name, meant) => {
    expect(faultsOf({ [name]: 'x' })).toEqual([`${name} is no setting; did you mean ${meant}?`]);
  });

  it('is none of CDK’s own', () => {
    const own = [
      '@aws-cdk/core:x',
      '@aws-cdk-containers/x:y',
      'aws:cdk:bundling-stacks',
      'aws-cdk:enableDiffNoFail',
      'cdk-migrate',
    ];
    const kept = [
      'availability-zones:account=111122223333:region=eu-west-1',
      'acknowledged-issue-numbers',
      'cli-telemetry',
    ];
    expect(faultsOf(Object.fromEntries([...own, ...kept].map((name) => [name, 'x'])))).toEqual([]);
  });

  it('is a key of another region than the stack', () => {
    expect(faultsOf({ kmsKey: KEY, region: 'us-east-1' })).toEqual([
      `kmsKey is "${KEY}"; allowed: a key of the stack’s region, us-east-1`,
    ]);
    expect(faultsOf({ kmsKey: KEY, region: 'eu-west-1' })).toEqual([]);
  });

  it('is a feeds file that cannot be read, the default one as well', () => {
    const unreadable = (context: Record<string, unknown>) =>
      readSettings(context, (path) => `no OPML in ${path}`).faults;
    expect(unreadable({ stacks: { Live: {}, Trial: { feedsFile: 'trial.opml' } } })).toEqual([
      'feedsFile is "feeds.opml"; no OPML in feeds.opml',
      'stacks.Trial.feedsFile is "trial.opml"; no OPML in trial.opml',
    ]);
  });
});
