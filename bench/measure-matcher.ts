/**
 * Makes one matcher ready in a process of its own, NAME FILE, sends `Loaded`, and answers each message with a `Round`: it
 * has read all stories once more.
 */
import { readFileSync } from 'node:fs';
import type { Story } from '../lambdas/shared/domain.ts';
import { MATCHERS, type MatcherName, type Phrases } from './matchers.ts';

export interface Task extends Phrases {
  readonly stories: readonly Story[];
}

export interface Loaded {
  /** Milliseconds until the first story was read, modules and data included. */
  readonly loadMs: number;
}

export interface Round {
  /** Milliseconds of processor for all stories. */
  readonly readMs: number;
  readonly found: number;
  /** Bytes of the whole process, after it. */
  readonly resident: number;
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

async function serve(name: MatcherName, file: string): Promise<void> {
  const { stories, ...phrases }: Task = JSON.parse(readFileSync(file, 'utf8'));
  const started = performance.now();
  const match = await MATCHERS[name](phrases);
  for (const story of stories.slice(0, 1)) match(story);
  process.send?.({ loadMs: performance.now() - started } satisfies Loaded);
  process.on('message', () => {
    let found = 0;
    const readMs = processorMs(() => {
      for (const story of stories) found += match(story);
    });
    process.send?.({ readMs, found, resident: process.memoryUsage().rss } satisfies Round);
  });
}

const [name, file] = process.argv.slice(2);
if (name !== undefined && file !== undefined) await serve(name as MatcherName, file);
