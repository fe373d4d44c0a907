import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { notifiedKey } from '../lambdas/archive/file-archive.ts';
import { parseArchiveKey } from '../lambdas/shared/keys.ts';
import type { DataFolder } from './folder.ts';
import { notify } from './notifications.ts';

/** What a function gave up on. */
export interface DeadLetter {
  readonly step: 'ingest';
  /** Key of the stored object. */
  readonly what: string;
  readonly feedId: string;
  readonly reason?: string;
}

export async function* deadLetters(folder: DataFolder): AsyncGenerator<DeadLetter> {
  for (const name of await namesIn(folder)) yield readLetter(folder, name);
}

/** Puts them back into the ingest queue, and yields each that went; one that was killed in between comes twice. */
export async function* redrive(folder: DataFolder): AsyncGenerator<DeadLetter> {
  for (const name of await namesIn(folder)) {
    const letter = await readLetter(folder, name);
    await notify(folder, [letter.what]);
    await rm(join(folder.deadLetters, name));
    yield letter;
  }
}

async function readLetter({ deadLetters }: DataFolder, name: string): Promise<DeadLetter> {
  const what = notifiedKey(name);
  const reason = await readFile(join(deadLetters, name), 'utf8');
  return { step: 'ingest', what, feedId: parseArchiveKey(what).feedId, ...(reason !== '' && { reason }) };
}

async function namesIn({ deadLetters }: DataFolder): Promise<string[]> {
  try {
    return (await readdir(deadLetters)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
