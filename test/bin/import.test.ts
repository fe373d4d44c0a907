import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

const FIXTURE = join(import.meta.dirname, '../pages/fixtures/radio-page.txt');

it('imports what can be read, names what cannot, and says so by its exit code', async () => {
  await using home = await tempFolder();
  const dateline = async (...args: string[]) => {
    const env = { ...process.env, DATELINE_HOME: home.path };
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', ...args], { env });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: child.exitCode, out, err };
  };
  const imported = await dateline('import', FIXTURE, 'missing.html');
  expect(imported).toMatchObject({ code: 1, out: expect.stringMatching(/^Imported 1 of 2 documents: 1 new story, /) });
  expect(imported.err).toMatch(/^missing\.html: there is no missing\.html$/m);
  expect(await dateline('import', FIXTURE)).toMatchObject({ code: 0, out: expect.stringMatching(/1 known already/) });
  const { out } = await dateline('query', '--feed', 'Imports', '--format', 'ndjson');
  expect(JSON.parse(out)).toMatchObject({
    title: 'Fishing Fleets of Two Coasts Agree to Share the Strait',
    publishedAt: '2005-02-17T00:00:00.000Z',
  });
}, 90_000);

it('takes --url for a single file only', async () => {
  const args = ['--import', 'tsx', 'bin/dateline.ts', 'import', '--url', 'https://wire.example/a', 'a.html', 'b.html'];
  const child = spawn(process.execPath, args);
  const [err] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect([child.exitCode, err]).toEqual([1, expect.stringMatching(/--url says where one file is from/)]);
}, 30_000);
