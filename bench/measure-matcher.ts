/** Makes one matcher ready in a process of its own, has it read stories, and prints what that took: NAME FILE → JSON. */
import { readFileSync } from 'node:fs';
import type { Story } from '../lambdas/shared/domain.ts';
import { MATCHERS, type MatcherName, type Phrases } from './matchers.ts';

export interface Task extends Phrases {
  readonly stories: readonly Story[];
  readonly rounds: number;
}

export interface Measured {
  /** Milliseconds until the first story was read, modules and data included. */
  readonly loadMs: number;
  /** Bytes of the whole process after all rounds. */
  readonly resident: number;
  /** Milliseconds of processor for all stories: the median of the rounds, after one more to warm up. */
  readonly readMs: number;
  readonly found: number;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Of the processor, not of the clock, which says little on a machine that others use. */
export function processorMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function measure(name: MatcherName, { stories, rounds, ...phrases }: Task): Promise<Measured> {
  const started = performance.now();
  const match = await MATCHERS[name](phrases);
  for (const story of stories.slice(0, 1)) match(story);
  const loadMs = performance.now() - started;
  let found = 0;
  const read = () => {
    found = stories.reduce((sum, story) => sum + match(story), 0);
  };
  read();
  const readMs = median(Array.from({ length: rounds }, () => processorMs(read)));
  return { loadMs, resident: process.memoryUsage().rss, readMs, found };
}

const [name, file] = process.argv.slice(2);
if (name !== undefined && file !== undefined) {
  console.log(JSON.stringify(await measure(name as MatcherName, JSON.parse(readFileSync(file, 'utf8')))));
}
