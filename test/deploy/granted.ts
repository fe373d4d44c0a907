import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { Place } from './aws-call.ts';
import { type Grant, grantsOf, type PolicyDocument } from './policies.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/**
 * What the functions of a stack may do, by the physical name of each: the policies of its template, with the ARNs of what
 * was made of it. From CloudFormation and not from IAM, which the emulator gives none of a stack's inline policies.
 */
export async function grantedTo(
  client: CloudFormationClient,
  StackName: string,
  place: Place,
): Promise<ReadonlyMap<string, readonly Grant[]>> {
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName }));
  const { Resources } = JSON.parse(TemplateBody) as { readonly Resources: Readonly<Record<string, Resource>> };
  const made = await physicalIds(client, StackName);
  const resolve = resolver(made, Resources, place);
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  const ofRole = (role: string): Grant[] =>
    policies
      .filter(({ Properties }) => (Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role))
      .flatMap(({ Properties }) => grantsOf(resolve(Properties.PolicyDocument) as PolicyDocument));
  const functions = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  return new Map(
    functions.map(([id, { Properties }]) => {
      const [role = ''] = (Properties.Role as { 'Fn::GetAtt': string[] })['Fn::GetAtt'];
      return [made.get(id) ?? id, ofRole(role)];
    }),
  );
}

async function physicalIds(client: CloudFormationClient, StackName: string): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResourceSummaries) {
      made.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return made;
}

/** Puts what was made in place of those of CloudFormation's functions that stand in policies. */
function resolver(
  made: ReadonlyMap<string, string>,
  resources: Readonly<Record<string, Resource>>,
  place: Place,
): (value: unknown) => unknown {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
  };
  const physical = (id: string): string => pseudo[id] ?? made.get(id) ?? unknown(`the resource ${id}`);
  const resolve = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(resolve);
    const [[name = '', argument] = []] = Object.entries(value);
    if (name === 'Ref') return physical(String(argument));
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(resolve).join(separator);
    }
    if (name === 'Fn::GetAtt') {
      const [id, attribute] = argument as [string, string];
      return attribute === 'Arn' ? arnOf(resources[id]?.Type, physical(id), place) : unknown(`${id}.${attribute}`);
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part)]));
  };
  return resolve;
}

function arnOf(type: string | undefined, id: string, { account, region }: Place): string {
  const here = `${region}:${account}`;
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return `arn:aws:dynamodb:${here}:table/${id}`;
    case 'AWS::SQS::Queue':
      return `arn:aws:sqs:${here}:${id.split('/').at(-1)}`;
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${id}`;
    case 'AWS::Logs::LogGroup':
      return `arn:aws:logs:${here}:log-group:${id}:*`;
    case 'AWS::Lambda::Function':
      return `arn:aws:lambda:${here}:function:${id}`;
    default:
      return unknown(`the ARN of ${id}, ${type}`);
  }
}

function unknown(what: string): never {
  throw new Error(`a policy names what this test cannot resolve: ${what}`);
}
