import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PREFIX } from '../shared/names.ts';
import type { Archive } from './archive.ts';

/** Folders beside the keys, out of a reader's way. */
const METADATA = '.metadata';
const NOTIFICATIONS = '.notifications';
const UNFINISHED = '.unfinished';

/** Where the file archive leaves word of each new response, as the bucket does with its notification queue. */
export const notificationsFolder = (root: string): string => join(root, NOTIFICATIONS);

/** File name of a notification, and back. */
export const notificationName = (key: string): string => encodeURIComponent(key);
export const notifiedKey = (name: string): string => decodeURIComponent(name);

/** The archive as plain files in the bucket's key layout. */
export function createFileArchive(root: string): Archive {
  // A file appears under its name only when it is whole, so a killed writer leaves no half of an object.
  const write = async (path: string, data: Uint8Array | string): Promise<void> => {
    const unfinished = join(root, UNFINISHED, randomUUID());
    await mkdir(dirname(unfinished), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, data);
    await rename(unfinished, path);
  };
  const metadataPath = (key: string) => join(root, METADATA, `${key}.json`);

  return {
    async put(key, { body, metadata }) {
      if (Object.keys(metadata).length > 0) await write(metadataPath(key), JSON.stringify(metadata));
      else await rm(metadataPath(key), { force: true });
      await write(join(root, key), body);
      // Last: a notification without its object would be dropped as done. The other way round, the feed's state has
      // not moved yet, so the feed is simply asked again.
      if (key.startsWith(PREFIX.responses)) await write(join(root, NOTIFICATIONS, notificationName(key)), '');
    },

    async get(key) {
      const body = await unlessMissing(readFile(join(root, key)));
      if (!body) return undefined;
      const metadata = await unlessMissing(readFile(metadataPath(key), 'utf8'));
      return { body, metadata: metadata ? JSON.parse(metadata) : {} };
    },

    list: (prefix) => walk(root, '', prefix),
  };
}

const MISSING: readonly unknown[] = ['ENOENT', 'EISDIR'];

async function* walk(root: string, folder: string, prefix: string): AsyncGenerator<string> {
  const entries = (await unlessMissing(readdir(join(root, folder), { withFileTypes: true }))) ?? [];
  // S3 sorts whole keys, so a folder sorts as its name with the slash.
  const named = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => ({ key: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { key, isFolder } of named) {
    if (isFolder && (key.startsWith(prefix) || prefix.startsWith(key))) yield* walk(root, key, prefix);
    else if (!isFolder && key.startsWith(prefix)) yield key;
  }
}

/** `undefined` where there is no such file or folder; a folder is no object, as the half of a key is none in S3. */
async function unlessMissing<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.includes(error.code)) return undefined;
    throw error;
  }
}
