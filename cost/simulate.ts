import { firstTempo, hear, periodOf } from '../lambdas/schedule/period.ts';
import type { Tempo } from '../lambdas/shared/domain.ts';

/** A feed that shows its last entries, newest first. Times in seconds from the start of the simulation. */
export interface SimulatedFeed {
  readonly name: string;
  /** Entries that it shows at a time. */
  readonly window: number;
  /** When each entry is published, in order; those before 0 are there at the first poll. */
  readonly published: readonly number[];
  readonly end: number;
}

export interface Simulated {
  readonly requests: number;
  /** Requests that brought something new. */
  readonly news: number;
  readonly seen: number;
  /** Entries that came and went between two polls. */
  readonly missed: number;
  /** Polls in a row that share no entry. */
  readonly gaps: number;
  /** Seconds from publication until the poll that saw it. */
  readonly meanDelay: number;
  /** Of ten stories, nine are seen within so many seconds. */
  readonly delay90: number;
  /** Seconds between polls at the end. */
  readonly lastPeriod: number;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** What a feed has published before, and how long it is watched. */
export const BEFORE = 3 * DAY;
export const LENGTH = 14 * DAY;

const START = Date.parse('2026-11-02T00:00:00.000Z');
const timeOf = (second: number) => new Date(START + Math.round(second * 1000)).toISOString();

export type Policy = (tempo: Tempo, now: string) => number;
export const adaptive: Policy = periodOf;

/** Polls a feed from 0 to its end. @param random 0 to 1, jitters the polls as fetch does */
export function simulate(feed: SimulatedFeed, policy: Policy, random: () => number): Simulated {
  const { published, window, end } = feed;
  let tempo: Tempo | undefined;
  let [requests, news, missed, gaps, lastPeriod, before] = [0, 0, 0, 0, 0, 0];
  /** How many entries were out at the poll before. */
  let out = 0;
  const delays: number[] = [];
  for (let now = 0; now < end; ) {
    requests += 1;
    let next = out;
    while (next < published.length && (published[next] ?? 0) <= now) next += 1;
    const fresh = next - out;
    const entries = Math.min(window, next);
    if (tempo === undefined) {
      tempo = firstTempo(published.slice(next - entries, next).map(timeOf), entries, 900, timeOf(now));
    } else if (fresh > 0) {
      const shown = Math.min(fresh, entries);
      news += 1;
      missed += fresh - shown;
      if (fresh >= window) gaps += 1;
      delays.push(...published.slice(next - shown, next).map((time) => now - time));
      tempo = hear(tempo, { at: timeOf(now), since: timeOf(before), entries, fresh: shown });
    }
    [out, before] = [next, now];
    lastPeriod = policy(tempo, timeOf(now));
    now += lastPeriod * (0.9 + 0.2 * random());
  }
  delays.sort((a, b) => a - b);
  const meanDelay = delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length);
  return {
    requests,
    news,
    seen: delays.length,
    missed,
    gaps,
    meanDelay,
    delay90: delays[Math.floor(0.9 * delays.length)] ?? 0,
    lastPeriod,
  };
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Stories at random, `rate` an hour as the time says. */
export function poisson(rate: (time: number) => number, most: number, random: () => number): number[] {
  const times: number[] = [];
  for (let time = -BEFORE; time < LENGTH; ) {
    time += (-Math.log(1 - random()) / most) * HOUR;
    if (random() < rate(time) / most) times.push(time);
  }
  return times;
}

export const hourOf = (time: number) => (((time % DAY) + DAY) % DAY) / HOUR;
