import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENV } from '../../lambdas/shared/names.ts';
import { cdk, outputsOf } from './cdk.ts';
import { type MiniStack, startMiniStack } from './ministack.ts';

export const STACK = 'Dateline';

/** The stack as a person deploys it, in an AWS on loopback. */
export interface DeployedStack {
  readonly aws: MiniStack;
  readonly outputs: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly bootstrapTook: number;
  /** Deploys once more with these feeds. @returns seconds */
  deploy(opml: string): Promise<number>;
  /** Names of the functions that are deployed. */
  functions(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function bootstrapped(): Promise<DeployedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-deploy-'));
  const aws = await startMiniStack();
  let outputs: Readonly<Record<string, string>> = {};

  const lambda = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(`${aws.endpoint}/2015-03-31/functions${path}`, init);
    if (!response.ok) throw new Error(`Lambda answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const functions = async (): Promise<Configuration[]> =>
    ((await lambda('/')) as { Functions: Configuration[] }).Functions.filter(({ FunctionName }) =>
      FunctionName.startsWith(STACK),
    );

  /** The stack never lets a function ask loopback addresses, where the sample wire is; the test does, by Lambda's own API. */
  const allowLoopback = async (): Promise<void> => {
    for (const { FunctionName, Environment } of await functions()) {
      if (!FunctionName.includes('Fetch')) continue;
      const Variables = { ...Environment?.Variables, [ENV.allowLoopback]: 'true', [ENV.hostInterval]: '0' };
      await lambda(`/${FunctionName}/configuration`, {
        method: 'PUT',
        body: JSON.stringify({ Environment: { Variables } }),
      });
    }
  };

  try {
    const bootstrapTook = await cdk(['bootstrap'], aws.env);
    return {
      aws,
      bootstrapTook,
      get outputs() {
        return outputs;
      },
      async deploy(opml) {
        const feedsFile = join(folder, 'feeds.opml');
        const outputsFile = join(folder, 'outputs.json');
        await writeFile(feedsFile, opml);
        const seconds = await cdk(
          [
            'deploy',
            STACK,
            '--require-approval',
            'never',
            '--outputs-file',
            outputsFile,
            '-c',
            `feedsFile=${feedsFile}`,
          ],
          aws.env,
        );
        outputs = await outputsOf(outputsFile, STACK);
        await allowLoopback();
        return seconds;
      },
      functions: async () => (await functions()).map(({ FunctionName }) => FunctionName),
      async close() {
        await aws.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await aws.close();
    throw error;
  }
}

interface Configuration {
  readonly FunctionName: string;
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
}
