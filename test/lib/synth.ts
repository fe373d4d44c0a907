import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import cdk from '../../cdk.json' with { type: 'json' };
import { DatelineStack, type DatelineStackProps } from '../../lib/dateline-stack.ts';

const scratch = mkdtempSync(join(tmpdir(), 'dateline-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** An app with the flags of cdk.json. @param bundled patterns of the stacks whose code is bundled, which takes its time */
export function createApp(bundled: readonly string[] = []): App {
  const outdir = mkdtempSync(join(scratch, 'app-'));
  const context = { ...cdk.context, 'aws:cdk:bundling-stacks': bundled };
  return new App({ outdir, context, builtinCloudFormationValidation: false });
}

/** A key as a person may have one. */
export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const synthesize = (props: DatelineStackProps = {}): Template =>
  Template.fromStack(new DatelineStack(createApp(), 'Dateline', props));

export type Found = ReturnType<Template['findResources']>[string];

/** The one resource of `type` whose logical id begins with `prefix`. */
export function resource(template: Template, type: string, prefix = ''): Found & { readonly id: string } {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  const [only, ...others] = found;
  if (!only || others.length > 0) throw new Error(`${found.length} resources ${type} ${prefix}`);
  return { ...only[1], id: only[0] };
}

/** CloudFormation's intrinsics as a person would say them: `<Archive.Arn>/items/*`, ids without their hash. */
export function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as { 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]]; Ref?: string };
  const id = intrinsic['Fn::GetAtt']?.[0] ?? intrinsic.Ref;
  if (id !== undefined) return `<${id.replace(/[0-9A-F]{8}$/, '')}>`;
  const join = intrinsic['Fn::Join'];
  if (!join) throw new Error(`not a readable value: ${JSON.stringify(value)}`);
  return join[1].map(readable).join(join[0]);
}

export interface Statement {
  readonly Action: string | string[];
  readonly Effect: string;
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/**
 * What the role whose logical id begins with `prefix` may do: resource → actions, `… via s3` where it may use a key through
 * that service alone. Fails on anything else but a plain Allow.
 */
export function rights(template: Template, prefix: string): Record<string, string[]> {
  const role = resource(template, 'AWS::IAM::Role', prefix);
  if (role.Properties.ManagedPolicyArns || role.Properties.Policies) throw new Error(`${role.id} has other policies`);
  const attached = Object.values(template.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
    Properties.Roles.some((at: { Ref?: string }) => at.Ref === role.id),
  );
  const allowed: Record<string, string[]> = {};
  for (const { Effect, Action, Resource, Condition, ...rest } of attached.flatMap(
    ({ Properties }): Statement[] => Properties.PolicyDocument.Statement,
  )) {
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error(`not a plain Allow in ${role.id}`);
    const through = Condition ? ` via ${serviceOf(Condition)}` : '';
    for (const target of list(Resource).map((name) => `${readable(name)}${through}`)) {
      allowed[target] = [...(allowed[target] ?? []), ...list(Action)].sort();
    }
  }
  return allowed;
}

function serviceOf(condition: NonNullable<Statement['Condition']>): string {
  const via = condition.StringEquals?.['kms:ViaService'];
  const service = via === undefined ? undefined : /^(\w+)\.<AWS::Region>\.amazonaws\.com$/.exec(readable(via))?.[1];
  if (!service || JSON.stringify(condition) !== JSON.stringify({ StringEquals: { 'kms:ViaService': via } }))
    throw new Error(`not a condition that is known: ${JSON.stringify(condition)}`);
  return service;
}

/** What an event source mapping asks of a queue. */
export const TO_WORK_OFF_A_QUEUE = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
