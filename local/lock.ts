import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeWhole } from './whole-file.ts';

/** The process that has a data folder's database open. */
export interface Holder {
  readonly pid: number;
  /** URL at which the holder's DynamoDB answers; absent while it starts. */
  readonly endpoint?: string;
}

export type Locked = { readonly held: true; release(): Promise<void> } | { readonly held: false; readonly by: Holder };

/** How long a lock may be without its text: its owner makes the file first. */
const WRITING_MS = 1_000;

/**
 * LevelDB lets one process in. The lock says who that is, so that a second command can talk to the first one's endpoint
 * instead. A process that was killed leaves its lock behind; the next one sees that it is gone and takes over.
 */
export async function takeLock(path: string): Promise<Locked> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    try {
      await writeFile(path, JSON.stringify({ pid: process.pid } satisfies Holder), { flag: 'wx' });
      return { held: true, release: () => release(path) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const by = await readHolder(path);
    const age = await ageOf(path);
    // In a container that was restarted this process may bear the number of the one that was killed.
    const isOlderThanUs = by?.pid === process.pid && age > process.uptime() * 1_000;
    if (by && isAlive(by.pid) && !isOlderThanUs) return { held: false, by };
    if (!by && age < WRITING_MS) await pause(20);
    else await breakLock(path);
  }
}

/** Removes a lock whose owner is gone. */
export const breakLock = (path: string): Promise<void> => rm(path, { force: true });

/** Removes the lock if it is still ours. */
async function release(path: string): Promise<void> {
  if ((await readHolder(path))?.pid === process.pid) await breakLock(path);
}

/** Tells other processes where the database answers. */
export async function publishEndpoint(path: string, endpoint: string): Promise<void> {
  await writeWhole(path, JSON.stringify({ pid: process.pid, endpoint } satisfies Holder));
}

/** `undefined` where the lock is gone, or was left half written by a process that was killed. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Milliseconds since the lock was written; those of an old one where it is gone. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
