import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { notificationName, notificationsFolder, notifiedKey } from '../lambdas/archive/file-archive.ts';
import { reasonOf } from '../lambdas/shared/errors.ts';
import { notificationOf } from '../lambdas/shared/messages.ts';
import { type Report, reports } from '../lambdas/shared/report.ts';
import type { DataFolder } from './folder.ts';
import { sqsRecord, type Worker } from './sqs-record.ts';

/** The ingest queue of the local run: one file a stored response, so that it survives the process. */
export interface Notifications {
  /** Hands what is waiting to a function, oldest first, until nothing is left or the signal stops it. */
  drain(worker: Worker, signal: AbortSignal): Promise<void>;
}

const BATCH = 10;
/** As often as the deployed queue tries before its dead-letter queue. */
const MAX_ATTEMPTS = 5;
const RETRY_PAUSE_MS = 500;

export function notificationsOf({ archive, deadLetters }: DataFolder): Notifications {
  const folder = notificationsFolder(archive);
  const attempts = new Map<string, number>();

  const giveUp = async (name: string, reason: string): Promise<void> => {
    await mkdir(deadLetters, { recursive: true });
    await writeFile(join(deadLetters, name), reason);
    await remove(name);
  };

  const remove = async (name: string): Promise<void> => {
    await rm(join(folder, name), { force: true });
    attempts.delete(name);
  };

  const deliver = async (names: readonly string[], worker: Worker): Promise<void> => {
    const Records = names.map((name) => sqsRecord(name, JSON.stringify(notificationOf(notifiedKey(name)))));
    const { batchItemFailures, reasons } = await withReasons(() => worker({ Records }));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const name of names.filter((name) => !failed.has(name))) await remove(name);
    for (const name of failed) {
      const failures = (attempts.get(name) ?? 0) + 1;
      attempts.set(name, failures);
      const body = Records.find(({ messageId }) => messageId === name)?.body ?? '';
      if (failures >= MAX_ATTEMPTS) await giveUp(name, reasons.get(body) ?? '');
    }
    // A fault of the moment should have passed when the object comes again.
    if (failed.size > 0) await pause(RETRY_PAUSE_MS);
  };

  return {
    async drain(worker, signal) {
      await mkdir(folder, { recursive: true });
      for (let names = await waiting(folder); names.length > 0 && !signal.aborted; names = await waiting(folder)) {
        for (let at = 0; at < names.length && !signal.aborted; at += BATCH) {
          await deliver(names.slice(at, at + BATCH), worker);
        }
      }
    },
  };
}

/** What a function does, with why it failed on which message: the function tells that to its log only. */
async function withReasons<T>(work: () => Promise<T>): Promise<T & { readonly reasons: ReadonlyMap<string, string> }> {
  const reasons = new Map<string, string>();
  const listen = (message: unknown): void => {
    const what = message as Report;
    if (what.step === 'fault') reasons.set(what.body, reasonOf(what.error));
  };
  reports.subscribe(listen);
  try {
    return { ...(await work()), reasons };
  } finally {
    reports.unsubscribe(listen);
  }
}

/** The name begins with day, feed and time; among feeds any order will do. */
const waiting = async (folder: string): Promise<string[]> => (await readdir(folder)).sort();

/** Puts stored objects into the queue, as the bucket does with new ones. */
export async function notify({ archive }: DataFolder, keys: readonly string[]): Promise<void> {
  const folder = notificationsFolder(archive);
  await mkdir(folder, { recursive: true });
  for (const key of keys) await writeFile(join(folder, notificationName(key)), '');
}
