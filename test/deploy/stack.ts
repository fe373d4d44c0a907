import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk, outputsOf } from './cdk.ts';
import { type GatedFunctions, gatedFunctions } from './functions.ts';
import { type MiniStack, startMiniStack } from './ministack.ts';

export const STACK = 'Dateline';

/** The stack as a person deploys it, in an AWS on loopback. */
export interface DeployedStack {
  readonly aws: MiniStack;
  readonly outputs: Readonly<Record<string, string>>;
  readonly functions: GatedFunctions;
  /** Seconds. */
  readonly bootstrapTook: number;
  /** Deploys, or deploys once more, with these feeds. @param project its folder, where it is not this one @returns seconds */
  deploy(opml: string, project?: string): Promise<number>;
  close(): Promise<void>;
}

export async function bootstrapped(): Promise<DeployedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-deploy-'));
  const aws = await startMiniStack();
  const functions = gatedFunctions(aws, STACK);
  let outputs: Readonly<Record<string, string>> = {};
  const close = async (): Promise<void> => {
    await aws.close();
    await functions.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const bootstrapTook = await cdk(['bootstrap'], aws.env);
    return {
      aws,
      bootstrapTook,
      functions,
      close,
      get outputs() {
        return outputs;
      },
      async deploy(opml, project) {
        const feedsFile = join(folder, 'feeds.opml');
        const outputsFile = join(folder, 'outputs.json');
        await writeFile(feedsFile, opml);
        const quietly = ['--require-approval', 'never', '--outputs-file', outputsFile];
        const seconds = await cdk(['deploy', STACK, ...quietly, '-c', `feedsFile=${feedsFile}`], aws.env, project);
        outputs = await outputsOf(outputsFile, STACK);
        await functions.gate();
        return seconds;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
