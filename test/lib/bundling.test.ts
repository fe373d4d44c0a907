import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bundlingOf } from '../../lib/bundling.ts';
import { tempFolder } from '../temp-folder.ts';
import { createApp } from './synth.ts';

const run = promisify(execFile);

it('lays a file beside the code whatever its path is called', async () => {
  await using folder = await tempFolder();
  const odd = join(folder.path, 'news of $HOME & `pwd` "desk" \'s.opml');
  const output = join(folder.path, 'a $output "folder"');
  await mkdir(output);
  await writeFile(odd, '<opml/>');
  const { afterBundling } = bundlingOf(createApp(), { 'feeds.opml': odd }).commandHooks ?? expect.fail('no hooks');
  // As CDK runs it.
  for (const command of afterBundling('', output)) await run('bash', ['-c', command]);
  expect(await readFile(join(output, 'feeds.opml'), 'utf8')).toBe('<opml/>');
});
