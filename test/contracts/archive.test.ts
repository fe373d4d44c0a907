import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFileArchive, notificationsFolder, notifiedKey } from '../../lambdas/archive/file-archive.ts';
import { openArchive } from '../../lambdas/archive/open-archive.ts';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { all } from '../all.ts';
import { type Fauxqs, openFauxqs } from '../fauxqs.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';
import { archiveContract } from './archive.ts';

let fauxqs: Fauxqs;
beforeAll(async () => {
  fauxqs = await openFauxqs();
});
afterAll(() => fauxqs.close());

const folders: TempFolder[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder[Symbol.asyncDispose]();
});
async function newFolder(): Promise<string> {
  const folder = await tempFolder();
  folders.push(folder);
  return folder.path;
}

archiveContract('S3', async () => createS3Archive(fauxqs.s3, await fauxqs.newBucket()));
archiveContract('files', async () => createFileArchive(await newFolder()));

const KEY = 'responses/dt=2026-11-24/feed=bbc-co-uk-3f9a12c4/20261124T084643000Z-0123456789abcdef.gz';
const body = Buffer.from('a body');

describe('the archive of files', () => {
  it('lays them out as the bucket does', async () => {
    const root = await newFolder();
    await createFileArchive(root).put(KEY, { body, metadata: { url: 'https://example.org/' } });
    expect(await readFile(join(root, KEY), 'utf8')).toBe('a body');
  });

  it('leaves word of responses only', async () => {
    const root = await newFolder();
    const archive = createFileArchive(root);
    await archive.put(KEY, { body, metadata: {} });
    await archive.put('items/a.ndjson.gz', { body, metadata: {} });
    await archive.put('rejected/a.ndjson.gz', { body, metadata: {} });
    expect((await readdir(notificationsFolder(root))).map(notifiedKey)).toEqual([KEY]);
  });

  it('leaves word of a response after it is there', async () => {
    const root = await newFolder();
    // A file where the folder of notifications should be: the last step fails.
    await writeFile(notificationsFolder(root), '');
    const archive = createFileArchive(root);
    await expect(archive.put(KEY, { body, metadata: { url: 'https://example.org/' } })).rejects.toThrow();
    expect(await archive.get(KEY)).toEqual({ body, metadata: { url: 'https://example.org/' } });
  });

  it('leaves no word of a response that could not be stored', async () => {
    const root = await newFolder();
    await writeFile(join(root, 'responses'), '');
    await expect(createFileArchive(root).put(KEY, { body, metadata: {} })).rejects.toThrow();
    expect(await readdir(root)).not.toContain('.notifications');
  });

  it('shows an object whole or not at all while it is replaced', async () => {
    const archive = createFileArchive(await newFolder());
    const bodies = ['a', 'b'].map((letter) => Buffer.alloc(3_000_000, letter));
    let isWriting = true;
    const writing = (async () => {
      for (let round = 0; round < 20; round++) {
        for (const whole of bodies) await archive.put(KEY, { body: whole, metadata: {} });
      }
      isWriting = false;
    })();
    let seen = 0;
    while (isWriting) {
      const object = await archive.get(KEY);
      if (!object) continue;
      seen += 1;
      expect(bodies.some((whole) => whole.equals(object.body))).toBe(true);
    }
    await writing;
    expect(seen).toBeGreaterThan(0);
  });

  it('does not list what a killed writer left, nor its own books', async () => {
    const root = await newFolder();
    const archive = createFileArchive(root);
    await archive.put(KEY, { body, metadata: { url: 'https://example.org/' } });
    await mkdir(join(root, '.unfinished'), { recursive: true });
    await writeFile(join(root, '.unfinished', 'half'), 'ha');
    expect(await all(archive.list(''))).toEqual([KEY]);
  });

  it('says so where the file system fails', async () => {
    const root = await newFolder();
    await mkdir(join(root, KEY), { recursive: true });
    await expect(createFileArchive(root).put(KEY, { body, metadata: {} })).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('the archive of S3', () => {
  it('says so where the bucket is not there', async () => {
    const archive = createS3Archive(fauxqs.s3, 'no-such-bucket');
    await expect(archive.get(KEY)).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(archive.put(KEY, { body, metadata: {} })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('the archive of a URL', () => {
  it('is a folder, its name decoded', async () => {
    const root = join(await newFolder(), 'a b ü');
    await openArchive(new URL(`file://${encodeURI(root)}`).href).put('items/a.gz', { body, metadata: {} });
    expect(await readFile(join(root, 'items/a.gz'), 'utf8')).toBe('a body');
  });

  it.each(['https://example.org/bucket', 'ftp://example.org/'])('is not %s', (url) => {
    expect(() => openArchive(url)).toThrow(InputError);
  });
});
