import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const ROOT = join(import.meta.dirname, '../..');

/** Runs the CDK that the README names, as a person does, in the project's folder. @returns seconds */
export async function cdk(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  project: string = ROOT,
): Promise<number> {
  const started = performance.now();
  try {
    await run('npx', ['cdk', ...args, '--no-notices', '--progress', 'events'], {
      cwd: project,
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`cdk ${args.join(' ')} failed:\n${stderr}`, { cause: error });
  }
  return (performance.now() - started) / 1_000;
}

/** The stack's outputs as `--outputs-file` wrote them. */
export async function outputsOf(file: string, stack: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await readFile(file, 'utf8'))[stack];
}
