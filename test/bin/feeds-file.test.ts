import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { faultOfFeeds } from '../../bin/feeds-file.ts';
import { tempFolder } from '../temp-folder.ts';

it('finds nothing wrong with the file that ships', () => {
  expect(faultOfFeeds('feeds.opml')).toBeUndefined();
});

it('says that a file is missing', () => {
  expect(faultOfFeeds('no-such.opml')).toMatch(/^ENOENT: .*no-such\.opml/);
});

it('says what of a file is no OPML, wherever it lies', async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, 'feeds.opml');
  await writeFile(path, '<opml version="2.0"><body/></opml>');
  expect(faultOfFeeds(path)).toMatch(/no feed/);
});
