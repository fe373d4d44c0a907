import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What is known to work together; newer ones have to be tried first. */
const PACKAGES = {
  // The emulator's Athena runs on DuckDB.
  ministack: ['ministack==1.5.33', 'duckdb==2.0.1'],
  'cfn-lint': ['cfn-lint==1.58.0'],
} as const;
const NODE = 'node@24.9.0';

export const CACHE = join(import.meta.dirname, '../../node_modules/.cache/dateline-deploy');
const NODE_PREFIX = join(CACHE, 'node');
/** The folder of the Node that is deployed. */
export const NODE_24 = join(NODE_PREFIX, 'node_modules/node/bin');

/** Installs a program from PyPI beside the project's packages, where it is not there yet. @returns its path */
export async function pythonTool(name: keyof typeof PACKAGES): Promise<string> {
  const packages = PACKAGES[name];
  const venv = join(CACHE, packages.join('-'));
  const program = join(venv, 'bin', name);
  if (!existsSync(program)) {
    await mkdir(CACHE, { recursive: true });
    await run('python3', ['-m', 'venv', venv]);
    await run(join(venv, 'bin/pip'), ['install', '--quiet', ...packages]);
  }
  return program;
}

/** The same for Node 24. Not in `devDependencies`: npm would put its `node` before the person's own in every script. */
export async function installNode24(): Promise<void> {
  if (existsSync(join(NODE_24, 'node'))) return;
  await mkdir(CACHE, { recursive: true });
  await run('npm', ['install', '--prefix', NODE_PREFIX, '--no-audit', '--no-fund', '--no-save', NODE]);
}
