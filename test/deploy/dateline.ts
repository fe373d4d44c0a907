import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './cdk.ts';
import { STACK } from './stack.ts';

const run = promisify(execFile);

/** Runs the command line on the deployed stack, as a person does. @returns what it prints */
export async function dateline(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await run('npx', ['dateline', ...args, '--stack', STACK], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
