import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { locate } from '../../lambdas/archive/locate.ts';
import { dataFolder } from '../../local/folder.ts';
import { startSampleWire } from '../../local/sample-wire/server.ts';
import { openStore, type Store } from '../../local/store.ts';
import { dumpTable } from '../dump-tables.ts';
import { tempFolder } from '../temp-folder.ts';

const ROUNDS = 3;
const KILLS_A_ROUND = 7;
const EPOCH = new Date('2026-11-20T12:00:00.000Z');

/**
 * One round of the local run, as a process of its own.
 *
 * @param killAfter milliseconds after its first sign of work; absent for a run that nobody disturbs
 * @returns whether it was killed before it ended
 */
async function runOnce(home: string, feedsFile: string, killAfter?: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'bin/dateline.ts', 'start', '--once', '--feeds', feedsFile, '--port', '0'],
    { env: { ...process.env, DATELINE_HOME: home }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => (output += line));
  if (killAfter !== undefined) {
    lines.once('line', async () => {
      await pause(killAfter);
      child.kill('SIGKILL');
    });
  }
  await once(child, 'close');
  if (child.signalCode !== 'SIGKILL') expect(child.exitCode, output).toBe(0);
  return child.signalCode === 'SIGKILL';
}

async function withStore<T>(home: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ folder: dataFolder(home) });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** What a quarter of an hour of waiting would do; the dead feed counts its failures, so it is asked once only. */
const makeDue = (home: string) =>
  withStore(home, async ({ feeds }) => {
    const dueAt = new Date().toISOString();
    for await (const { feedId, failures } of feeds.list()) if (failures === 0) await feeds.change(feedId, { dueAt });
  });

/** All rows of both tables, without what must differ between two runs. */
const tablesOf = (home: string, since: string) =>
  withStore(home, async (store) => {
    const { items, feeds } = store.tables;
    const rows = [...(await dumpTable(store, items)), ...(await dumpTable(store, feeds))];
    const named = rows.map((row) => JSON.parse(row)).filter(({ sk }) => sk === 'ITEM');
    const ids = new Set(named.filter(({ alias }) => !alias).map(({ id }) => id));
    for (const { id, alias, done, raw } of named) {
      if (alias) {
        expect(ids).toContain(alias);
        continue;
      }
      expect(done).toBe(true);
      expect((await locate(store.archive, raw)).id).toBe(id);
    }
    // By which other names a story was met depends on which of its states the polls have seen.
    return rows
      .filter((row) => !('alias' in JSON.parse(row)))
      .map((row) => withoutClock(row, since))
      .sort();
  });

/** The first rows that the other list lacks: enough to see what went wrong. */
function missingFrom(rows: readonly string[], others: readonly string[]): string[] {
  const known = new Set(rows);
  return others.filter((row) => !known.has(row)).slice(0, 3);
}

/**
 * Leaves out the wall clock, how often a row was written until it was right, and a feed was asked until it was known, and
 * which tick brought a story: that there is a trace, and that there are times, must be the same.
 */
const withoutClock = (json: string, since: string): string =>
  json
    .replace(/,"version":\d+/, '')
    .replace(/,"tempo":\{[^}]*\}/, '')
    .replace(/,"traffic":\[[^\]]*\]/, '')
    .replace(/,"trace":"[0-9a-f]{32}"/, ',"trace":"RUN"')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => (time >= since ? 'CLOCK' : time))
    .replace(/dt=\d{4}-\d\d-\d\d\/(feed=[^/]+)\/\d{8}T\d{9}Z-[0-9a-f]{16}/g, '$1/CLOCK')
    .replace(/ARRIVED#\d{4}-\d\d-\d\d/g, 'ARRIVED#CLOCK');

it(`ends in the same tables after ${ROUNDS * KILLS_A_ROUND} kills as without any`, { timeout: 600_000 }, async () => {
  await using folder = await tempFolder();
  const [undisturbed, disturbed] = [join(folder.path, 'undisturbed'), join(folder.path, 'disturbed')];
  const feedsFile = join(folder.path, 'feeds.opml');
  const wire = await startSampleWire({ port: 0, epoch: EPOCH, round: 0 });
  await writeFile(feedsFile, wire.opml);
  const since = new Date().toISOString();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) {
        wire.advance();
        await makeDue(undisturbed);
        await makeDue(disturbed);
      }
      await runOnce(undisturbed, feedsFile);
      for (let kills = 0, runs = 0; kills < KILLS_A_ROUND; runs++) {
        expect(runs, 'the runs end before they can be killed').toBeLessThan(5 * KILLS_A_ROUND);
        // Some at once, some late: a whole round takes about two seconds.
        if (await runOnce(disturbed, feedsFile, Math.random() * 250 * (kills + 1))) kills += 1;
        else await makeDue(disturbed);
      }
      await runOnce(disturbed, feedsFile);
      const [disturbedRows, undisturbedRows] = [await tablesOf(disturbed, since), await tablesOf(undisturbed, since)];
      expect(undisturbedRows.length).toBeGreaterThan(1_000);
      expect({
        extra: missingFrom(undisturbedRows, disturbedRows),
        missing: missingFrom(disturbedRows, undisturbedRows),
      }).toEqual({ extra: [], missing: [] });
    }
  } finally {
    await wire.close();
  }
});
