import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdk from '../cdk.json' with { type: 'json' };
import { DatelineStack } from './dateline-stack.ts';

/** The stack's CloudFormation template, as far as a caller reads it. */
export interface StackTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/** Synthesizes the stack in this process with the flags of cdk.json. No code is bundled, as nothing is deployed from here. */
export function synthesizeTemplate(): StackTemplate {
  const outdir = mkdtempSync(join(tmpdir(), 'dateline-'));
  try {
    const app = new App({
      outdir,
      context: { ...cdk.context, 'aws:cdk:bundling-stacks': [] },
      // A second and a half of checks that `cdk synth` makes before every deploy.
      builtinCloudFormationValidation: false,
    });
    const stack = new DatelineStack(app, 'Dateline');
    return app.synth().getStackArtifact(stack.artifactId).template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
