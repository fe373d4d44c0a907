import { firstTempo, hear, periodOf } from '../../lambdas/schedule/period.ts';
import type { Tempo } from '../../lambdas/shared/domain.ts';

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

const START = Date.parse('2026-11-02T00:00:00.000Z');
const timeOf = (second: number) => new Date(START + Math.round(second * 1000)).toISOString();

export type Policy = (tempo: Tempo, now: string) => number;
export const adaptive: Policy = periodOf;
export const every =
  (seconds: number): Policy =>
  () =>
    seconds;

/** Polls a feed from 0 to its end. @param random 0 to 1, jitters the polls as fetch does */
export function simulate(feed: SimulatedFeed, policy: Policy, random: () => number): Simulated {
  const { published, window, end } = feed;
  let tempo: Tempo | undefined;
  let [requests, missed, gaps, lastPeriod, before] = [0, 0, 0, 0, 0];
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

const HOUR = 3_600;
const DAY = 24 * HOUR;
const BEFORE = 3 * DAY;
const LENGTH = 14 * DAY;

/** Stories at random, `rate` an hour as the time says. */
function poisson(rate: (time: number) => number, most: number, random: () => number): number[] {
  const times: number[] = [];
  for (let time = -BEFORE; time < LENGTH; ) {
    time += (-Math.log(1 - random()) / most) * HOUR;
    if (random() < rate(time) / most) times.push(time);
  }
  return times;
}

const hourOf = (time: number) => (((time % DAY) + DAY) % DAY) / HOUR;

/** Feeds as newsrooms have them, over a fortnight. */
export function simulatedFeeds(random: () => number): SimulatedFeed[] {
  const feed = (name: string, window: number, published: readonly number[]): SimulatedFeed => ({
    name,
    window,
    published: [...published].sort((a, b) => a - b),
    end: LENGTH,
  });
  const regular = (seconds: number) =>
    Array.from({ length: Math.floor((BEFORE + LENGTH) / seconds) }, (_, at) => at * seconds - BEFORE);
  return [
    feed('a story a minute, 30 shown', 30, regular(60)),
    feed('a story a minute, 10 shown', 10, regular(60)),
    feed(
      'turns over in an hour, 30 shown',
      30,
      poisson(() => 30, 30, random),
    ),
    feed(
      '5 an hour by day, none at night',
      25,
      poisson((time) => (hourOf(time) < 7 ? 0 : 5), 5, random),
    ),
    feed(
      'a story an hour',
      20,
      poisson(() => 1, 1, random),
    ),
    feed(
      'a story a day at nine',
      10,
      regular(DAY).map((time) => time + 9 * HOUR),
    ),
    feed(
      'a story a week',
      10,
      regular(7 * DAY).map((time) => time + DAY),
    ),
    feed('an hour with a story a minute once a day, else 1 an hour, 20 shown', 20, [
      ...poisson((time) => (Math.floor(hourOf(time)) === 15 ? 60 : 1), 60, random),
    ]),
    feed('breaking on the tenth day: 2 an hour, then 4 a minute for 3 hours, 40 shown', 40, [
      ...poisson((time) => (time > 9.5 * DAY && time < 9.5 * DAY + 3 * HOUR ? 240 : 2), 240, random),
    ]),
    feed(
      '25 at once each morning, 20 shown',
      20,
      regular(DAY).flatMap((time) => Array.from({ length: 25 }, () => time + 6 * HOUR)),
    ),
    feed(
      'asleep',
      10,
      regular(DAY / 4).filter((time) => time < -2 * DAY),
    ),
  ];
}
