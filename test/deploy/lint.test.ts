import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdk } from './cdk.ts';
import { pythonTool } from './tools.ts';

const run = promisify(execFile);

/** CDK says that a function comes after its role where the function names the role anyway. */
const IGNORED = ['W3005'];

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-lint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the template', () => {
  it.each([
    ['by default', []],
    [
      'with all that may be asked for',
      [
        ...['-c', 'webSub=true', '-c', 'contact=desk@example.org', '-c', 'alarmEmail=desk@example.org'],
        ...['-c', 'itemRetention=400', '-c', 'itemTtl=90', '-c', 'removalPolicy=destroy'],
        ...['-c', 'permissionsBoundary=Desk', '-c', 'region=eu-central-1', '-c', `kmsKey=${KEY}`],
      ],
    ],
  ])('is clean for cfn-lint, %s', async (_, settings) => {
    await cdk(['synth', '--quiet', '--output', folder, ...settings], {});
    const lint = await pythonTool('cfn-lint');
    const { stdout } = await run(lint, ['--ignore-checks', ...IGNORED, '--', join(folder, 'Dateline.template.json')]);
    expect(stdout).toBe('');
  });
});
