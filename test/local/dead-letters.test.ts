import { describe, expect, it } from 'vitest';
import { responseKey } from '../../lambdas/shared/keys.ts';
import { report } from '../../lambdas/shared/report.ts';
import { deadLetters, redrive } from '../../local/dead-letters.ts';
import { dataFolder } from '../../local/folder.ts';
import { notificationsOf, notify } from '../../local/notifications.ts';
import type { Worker } from '../../local/sqs-record.ts';
import { all } from '../all.ts';
import { tempFolder } from '../temp-folder.ts';

const forever = new AbortController().signal;
const KEY = responseKey('wire-0a1b2c3d', '2026-11-24T08:00:00.000Z', new Uint8Array());

/** Fails on all, and says why as a function does. */
const failing: Worker = async ({ Records }) => {
  for (const { body } of Records) report({ step: 'fault', in: 'ingest', body, error: new Error('no such feed') });
  return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

describe('dead letters', () => {
  it('are none in a new folder', async () => {
    await using temp = await tempFolder();
    expect(await all(deadLetters(dataFolder(temp.path)))).toEqual([]);
  });

  it('say what they were and why they failed, and go back to be taken again', async () => {
    await using temp = await tempFolder();
    const folder = dataFolder(temp.path);
    await notify(folder, [KEY]);
    await notificationsOf(folder).drain(failing, forever);
    const letter = { step: 'ingest', what: KEY, feedId: 'wire-0a1b2c3d', reason: 'no such feed' };
    expect(await all(deadLetters(folder))).toEqual([letter]);

    expect(await all(redrive(folder))).toEqual([letter]);
    expect(await all(deadLetters(folder))).toEqual([]);
    let taken = 0;
    await notificationsOf(folder).drain(async ({ Records }) => {
      taken += Records.length;
      return { batchItemFailures: [] };
    }, forever);
    expect(taken).toBe(1);
  });
});
