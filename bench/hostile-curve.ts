/** The time that each parser takes for hostile documents at a quarter, a half and the whole of their size. */
import { fork } from 'node:child_process';
import type { Reading } from './hostile-child.ts';
import { HOSTILE_FEEDS, SHARES } from './hostile-feeds.ts';
import { PARSERS } from './peers.ts';

const CHILD = new URL('hostile-child.ts', import.meta.url);
/** For one document; what takes longer counts as hanging. */
const TIME_LIMIT_MS = 10_000;
const MEMORY_LIMIT_MB = 1_024;

/** One child's story in a few words: `12 24 49 ms`, `refused`, `hangs at 1/2`. */
async function curveOf(parser: string, name: string): Promise<string> {
  const readings: Reading[] = [];
  const child = fork(CHILD, [parser, name], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${MEMORY_LIMIT_MB}`],
    stdio: 'ignore',
  });
  let timer: NodeJS.Timeout | undefined;
  let isSlow = false;
  child.on('message', (message: Reading | 'ready') => {
    if (message !== 'ready') readings.push(message);
    clearTimeout(timer);
    timer = setTimeout(() => {
      isSlow = true;
      child.kill('SIGKILL');
    }, TIME_LIMIT_MS);
  });
  await new Promise((resolve) => child.on('exit', resolve));
  clearTimeout(timer);
  return wordsFor(readings, isSlow);
}

function wordsFor(readings: readonly Reading[], isSlow: boolean): string {
  const read = readings.flatMap((reading) => ('ms' in reading ? [reading] : []));
  const times = read.map(({ ms }) => Math.round(ms));
  const parts = times.length > 0 ? [`${times.join(' ')} ms`] : [];
  const empty = read.length > 0 && read.every(({ entries }) => entries === 0);
  const failed = readings.length - read.length;
  if (empty) parts.push('(no entry)');
  if (failed > 0) parts.push(failed === readings.length ? 'refused' : `${failed} refused`);
  if (readings.length < SHARES.length) {
    const size = ['1/4', '1/2', '1'][readings.length];
    parts.push(isSlow ? `over ${TIME_LIMIT_MS / 1000} s at ${size}` : `crashed at ${size}`);
  }
  return parts.join(' ');
}

/** Rows of a table: the document, then each parser's curve in the order of `PARSERS`. One child at a time, for the clock. */
export async function hostileCurves(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const name of Object.keys(HOSTILE_FEEDS)) {
    const row = [name];
    for (const parser of Object.keys(PARSERS)) row.push(await curveOf(parser, name));
    rows.push(row);
  }
  return rows;
}
