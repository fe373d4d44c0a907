import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { PipelineFunction } from '../../lib/pipeline-function.ts';
import { createApp, resource, synthesize } from './synth.ts';

describe('every function', () => {
  const template = synthesize();

  it('is a Node 24 function on arm64 with JSON logs', () => {
    template.resourceCountIs('AWS::Lambda::Function', 6);
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  it('writes to a log group of its own', () => {
    const groups = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.LoggingConfig.LogGroup.Ref,
    );
    expect(groups.sort()).toEqual(Object.keys(template.findResources('AWS::Logs::LogGroup')).sort());
  });

  it('keeps its logs for a month, or for as long as it is told', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    synthesize({ logRetention: RetentionDays.ONE_YEAR }).allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 365,
    });
  });
});

describe('the bundle', () => {
  /** Bundles the schedule function with a feeds file of this content. */
  function bundle(opml: string) {
    const app = createApp(['**']);
    const feeds = join(app.outdir, 'some feeds.opml');
    writeFileSync(feeds, opml);
    const stack = new Stack(app, 'Bundled');
    new PipelineFunction(stack, 'Schedule', {
      step: 'schedule',
      description: '',
      memorySize: 128,
      timeout: Duration.seconds(1),
      files: { 'feeds.opml': feeds },
    });
    const template = Template.fromStack(stack);
    const { S3Key } = resource(template, 'AWS::Lambda::Function').Properties.Code;
    const hash = S3Key.replace('.zip', '');
    return { hash, folder: join(app.outdir, `asset.${hash}`) };
  }

  it('has its map and the files beside it', () => {
    const { folder } = bundle('<opml version="2.0"/>');
    expect(readFileSync(join(folder, 'feeds.opml'), 'utf8')).toBe('<opml version="2.0"/>');
    expect(existsSync(join(folder, 'index.js.map'))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'index.js.map'), 'utf8'))).not.toHaveProperty('sourcesContent');
  });

  it('changes with the feeds file, so that a deploy applies it', () => {
    const one = bundle('<opml version="2.0"/>').hash;
    expect(bundle('<opml version="2.0"/>').hash).toBe(one);
    expect(bundle('<opml version="2.0"><body/></opml>').hash).not.toBe(one);
  });
});
