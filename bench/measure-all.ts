import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { MATCHERS, type MatcherName } from './matchers.ts';
import { type Loaded, median, type Round, type Task } from './measure-matcher.ts';

export const NAMES = Object.keys(MATCHERS) as MatcherName[];
/** Those of npm and of Node: they take seconds to load, in any process. */
export const PEERS: readonly MatcherName[] = ['@monyone/aho-corasick/fast', 'one RegExp'];
export const ROUNDS = 7;
/** Takes some forty times as long as the automaton, and what it takes varies little: one round is enough. */
const SLOW: MatcherName = 'one RegExp';
const PROCESSES = 3;
/** Stories that show what a matcher takes of memory, not what the stories do. */
export const FEW = 500;

export interface Measured extends Loaded {
  /** Bytes of the whole process, after few stories. */
  readonly resident: number;
  /** Milliseconds of processor for all stories, round by round. */
  readonly readMs: readonly number[];
  readonly found: number;
}

interface Worker extends Loaded {
  read(): Promise<Round>;
  stop(): void;
}

type Start = (name: MatcherName) => Promise<Worker>;

/** Bundles the matchers as functions are deployed, and says how to start one in a process of its own. */
async function prepare(folder: string): Promise<(file: string) => Start> {
  await bundle({
    entryPoints: [join(import.meta.dirname, 'measure-matcher.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
  });
  return (file) => async (name) => {
    const child = fork(join(folder, 'measure-matcher.mjs'), [name, file], { execArgv: [] });
    const next = async () => (await once(child, 'message'))[0];
    const { loadMs }: Loaded = await next();
    const read = (): Promise<Round> => {
      child.send('read');
      return next();
    };
    return { loadMs, read, stop: () => child.disconnect() };
  };
}

/** How a matcher loads, and what memory it takes. */
async function measureLoad(name: MatcherName, start: Start): Promise<Pick<Measured, 'loadMs' | 'resident'>> {
  const runs: (Loaded & Round)[] = [];
  for (let run = 0; run < (PEERS.includes(name) ? 1 : PROCESSES); run++) {
    const { loadMs, read, stop } = await start(name);
    runs.push({ loadMs, ...(await read()) });
    stop();
  }
  return { loadMs: median(runs.map((run) => run.loadMs)), resident: median(runs.map((run) => run.resident)) };
}

/** How fast the matchers read. They take turns, so that whatever else the machine does slows them alike. */
async function measureSpeeds(start: Start): Promise<Map<MatcherName, Round[]>> {
  const workers = new Map<MatcherName, Worker>();
  for (const name of NAMES) workers.set(name, await start(name));
  const rounds = new Map<MatcherName, Round[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, worker] of workers) {
      if (name === SLOW && round !== 1) continue;
      const measured = await worker.read();
      // The first round warms up.
      if (round > 0) rounds.get(name)?.push(measured);
    }
  }
  for (const worker of workers.values()) worker.stop();
  return rounds;
}

/** Measures all matchers: loading with few stories, speed with all. */
export async function measureAll(task: Task): Promise<Record<MatcherName, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    const startWith = await prepare(folder);
    const write = (name: string, stories: Task['stories']) => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify({ ...task, stories }));
      return startWith(file);
    };
    const startWithFew = write('few.json', task.stories.slice(0, FEW));
    const loads = new Map<MatcherName, Pick<Measured, 'loadMs' | 'resident'>>();
    for (const name of NAMES) loads.set(name, await measureLoad(name, startWithFew));
    const speeds = await measureSpeeds(write('all.json', task.stories));
    const entries = NAMES.map((name) => {
      const rounds = speeds.get(name) ?? [];
      return [name, { ...loads.get(name), readMs: rounds.map(({ readMs }) => readMs), found: rounds[0]?.found ?? 0 }];
    });
    return Object.fromEntries(entries);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
