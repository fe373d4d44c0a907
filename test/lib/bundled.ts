import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdk from '../../cdk.json' with { type: 'json' };
import { DatelineStack } from '../../lib/dateline-stack.ts';

/** A function of the stack, as a deploy uploads it. */
export interface BundledFunction {
  /** The logical id without its hash. */
  readonly id: string;
  /** Of the code and its data. */
  readonly folder: string;
  /** As the function gets it, with a stand-in for what only a deploy knows. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Bundles all functions of the stack, those that somebody has to ask for as well. Takes a second for each. */
export function bundleFunctions(outdir: string, context: Readonly<Record<string, unknown>> = {}): BundledFunction[] {
  const app = new App({
    outdir,
    context: { ...cdk.context, ...context, 'aws:cdk:bundling-stacks': ['**'] },
    builtinCloudFormationValidation: false,
  });
  const template = Template.fromStack(new DatelineStack(app, 'Dateline', { webSub: true }));
  return Object.entries(template.findResources('AWS::Lambda::Function')).map(([id, { Properties }]) => ({
    id: id.replace(/[0-9A-F]{8}$/, ''),
    folder: join(outdir, `asset.${Properties.Code.S3Key.replace('.zip', '')}`),
    environment: Object.fromEntries(
      Object.entries(Properties.Environment?.Variables ?? {}).map(([name, value]) => [name, standIn(value)]),
    ),
  }));
}

const SOMETHING = 'https://aws.example/something';

function standIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const [, parts] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  return parts?.map((part) => (typeof part === 'string' ? part : 'something')).join('') ?? SOMETHING;
}
