import { readdir } from 'node:fs/promises';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createFileArchive, notificationsFolder, notifiedKey } from '../../lambdas/archive/file-archive.ts';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { notifiedKeys, ObjectNotification } from '../../lambdas/shared/messages.ts';
import { type DataFolder, dataFolder } from '../../local/folder.ts';
import { notificationsOf, notify } from '../../local/notifications.ts';
import type { Worker } from '../../local/sqs-record.ts';
import { tempFolder } from '../temp-folder.ts';

const forever = new AbortController().signal;
const KEYS = Array.from({ length: 25 }, (_, at) =>
  responseKey('example-org-0a1b2c3d', new Date(Date.UTC(2026, 10, 24, 8, at)).toISOString(), new Uint8Array()),
);
const [KEY = '', OTHER = ''] = KEYS;

const keysOf = ({ Records }: SQSEvent): string[] =>
  Records.flatMap(({ body }) => notifiedKeys(ObjectNotification.parse(JSON.parse(body))));

/** Notes what it is given and fails on keys as it is told. */
function worker(fails: (key: string) => boolean = () => false) {
  const batches: string[][] = [];
  const work: Worker = async (event) => {
    batches.push(keysOf(event));
    const failed = event.Records.filter((record) => keysOf({ Records: [record] }).some(fails));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
  return { batches, work };
}

const waiting = async ({ archive }: DataFolder): Promise<string[]> =>
  (await readdir(notificationsFolder(archive))).map(notifiedKey).sort();
const dead = async ({ deadLetters }: DataFolder): Promise<string[]> => (await readdir(deadLetters)).map(notifiedKey);

describe('notifications', () => {
  it('of stored responses are handed on once, oldest first, ten at a time', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, [...KEYS].reverse());
    const { batches, work } = worker();
    await notificationsOf(folder).drain(work, forever);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(batches.flat()).toEqual(KEYS);
    expect(await waiting(folder)).toEqual([]);
  });

  it('come from the archive, as from the bucket', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await createFileArchive(folder.archive).put(KEY, { body: new Uint8Array(), metadata: {} });
    const { batches, work } = worker();
    await notificationsOf(folder).drain(work, forever);
    expect(batches).toEqual([[KEY]]);
  });

  it('are none in a new folder', async () => {
    await using temp = await tempFolder();
    const { batches, work } = worker();
    await notificationsOf(dataFolder(temp.path)).drain(work, forever);
    expect(batches).toEqual([]);
  });

  it('that fail five times are set aside with their key, and hold up no other', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, [KEY, OTHER]);
    const { batches, work } = worker((key) => key === KEY);
    await notificationsOf(folder).drain(work, forever);
    expect(batches).toEqual([[KEY, OTHER], [KEY], [KEY], [KEY], [KEY]]);
    expect(await waiting(folder)).toEqual([]);
    expect(await dead(folder)).toEqual([KEY]);
  });

  it('that fail and then succeed are done', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, [KEY]);
    const { batches, work } = worker(() => batches.length < 5);
    await notificationsOf(folder).drain(work, forever);
    expect(batches).toHaveLength(5);
    expect(await waiting(folder)).toEqual([]);
    await expect(dead(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that were set aside are tried as often again when they are sent again', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    const notifications = notificationsOf(folder);
    for (let time = 0; time < 2; time++) {
      await notify(folder, [KEY]);
      const { batches, work } = worker(() => true);
      await notifications.drain(work, forever);
      expect(batches).toHaveLength(5);
    }
    expect(await dead(folder)).toEqual([KEY]);
  });

  it('survive the process: what was not done is there for the next one', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, KEYS);
    const stop = new AbortController();
    await notificationsOf(folder).drain(async () => {
      stop.abort();
      return { batchItemFailures: [] };
    }, stop.signal);
    expect(await waiting(folder)).toEqual(KEYS.slice(10));
    await notificationsOf(folder)
      .drain(() => Promise.reject(new Error('killed')), forever)
      .catch(() => {});
    expect(await waiting(folder)).toEqual(KEYS.slice(10));
    const { batches, work } = worker();
    await notificationsOf(folder).drain(work, forever);
    expect(batches.flat()).toEqual(KEYS.slice(10));
  });

  it('that come while others are worked on are taken too', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, [OTHER]);
    const seen: string[] = [];
    await notificationsOf(folder).drain(async (event) => {
      seen.push(...keysOf(event));
      if (seen.length === 1) await notify(folder, [KEY]);
      return { batchItemFailures: [] };
    }, forever);
    expect(seen).toEqual([OTHER, KEY]);
  });
});
