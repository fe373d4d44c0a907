import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './cdk.ts';

const run = promisify(execFile);

const PARTS = ['bin', 'lib', 'lambdas', 'data', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * A copy of the project whose lexicon knows one topic more, built as data/README.md says.
 *
 * @param topic YAML of `data/topics/own.yaml`
 */
export async function projectWithTopic(folder: string, topic: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'data/topics/own.yaml'), topic);
  await run('npm', ['run', 'build:data'], { cwd: folder });
}
