import { execFile } from 'node:child_process';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');

const FOLDERS = ['bin', 'cost', 'data', 'lambdas', 'lib', 'local', 'remote'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json', 'feeds.opml'];

/**
 * Lays a copy of the project into a folder, whose lexicon knows one topic more, built as data/README.md says.
 *
 * @param topic YAML of `data/topics/own.yaml`
 */
export async function projectWithTopic(folder: string, topic: string): Promise<void> {
  for (const part of [...FOLDERS, ...FILES]) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'data/topics/own.yaml'), `${topic}\n`);
  await run('npm', ['run', 'build:data'], { cwd: folder });
}
