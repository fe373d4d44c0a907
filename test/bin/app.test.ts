import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Runs the CDK app as the CDK's command line does. */
async function synthesize(context: Record<string, unknown>): Promise<{ code: unknown; stderr: string }> {
  await using folder = await tempFolder();
  const env = { ...process.env, CDK_OUTDIR: folder.path, CDK_CONTEXT_JSON: JSON.stringify(context) };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { cwd: ROOT, env }, (error, _, stderr) =>
      resolve({ code: error?.code, stderr }),
    );
  });
}

it('says what is wrong with the settings in a few lines, and nothing of its own code', async () => {
  const { code, stderr } = await synthesize({ tick: 'abc', feedsFile: 'no-such.opml' });
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'Settings that cannot be (in cdk.json or by -c name=value):',
    '  tick is "abc"; allowed: whole minutes, 1 to 1440',
    expect.stringMatching(/^ {2}feedsFile is "no-such\.opml"; ENOENT: /),
  ]);
});
