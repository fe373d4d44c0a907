import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptive, seeded, simulate } from '../../cost/simulate.ts';
import { firstTempo, hear, periodOf, waitAfterAnswer } from '../../lambdas/schedule/period.ts';
import type { Tempo } from '../../lambdas/shared/domain.ts';
import { every, simulatedFeeds } from './simulation.ts';

const NOW = '2026-11-24T08:00:00.000Z';
const HOUR = 3_600;
const DAY = 24 * HOUR;
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
const tempo = (changes: Partial<Tempo> = {}): Tempo => ({
  at: NOW,
  window: 30,
  lately: 0,
  usually: 1 / HOUR,
  fastest: 0,
  ...changes,
});

describe('the period', () => {
  it.each([
    ['a story a minute', 1 / 60, 85],
    ['a story an hour', 1 / HOUR, 657],
    ['a story a day', 1 / DAY, 3_220],
    ['a story a week', 1 / (7 * DAY), 8_519],
    ['no story ever', 0, DAY],
    ['a story a second', 1, 60],
  ])('of a feed with %s', (_, usually, seconds) => {
    expect(periodOf(tempo({ usually }), NOW)).toBeCloseTo(seconds, -1);
  });

  it('goes by the last hour where more came in it than usual', () => {
    expect(periodOf(tempo({ lately: 4 / HOUR }), NOW)).toBeCloseTo(328.6, 0);
  });

  it('leaves half of a small window to be seen again', () => {
    expect(periodOf(tempo({ window: 10, lately: 12 / HOUR }), NOW)).toBeCloseTo(189.7, 1);
    expect(periodOf(tempo({ window: 1, lately: 20 / HOUR }), NOW)).toBe(90);
  });

  it('remembers how fast the window went once, but not below five minutes', () => {
    expect(periodOf(tempo({ usually: 1 / DAY, fastest: 1 / 1_800 }), NOW)).toBe(900);
    expect(periodOf(tempo({ usually: 1 / DAY, fastest: 1 / 60 }), NOW)).toBe(300);
  });

  it('grows by itself while nothing new comes, up to a day', () => {
    const periods = [0, 1, 6, 24, 24 * 7, 24 * 60].map((hours) =>
      periodOf(tempo({ lately: 9 / HOUR }), later(hours * HOUR)),
    );
    expect(periods).toEqual([...periods].sort((a, b) => a - b));
    expect(new Set(periods).size).toBe(periods.length);
    expect(periods.at(-1)).toBe(DAY);
  });

  it('is from a minute to a day, whatever was heard', () => {
    const rate = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        rate,
        rate,
        fc.nat(5_000),
        fc.integer({ min: -DAY, max: 900 * DAY }),
        (lately, usually, fastest, window, seconds) => {
          const period = periodOf({ at: NOW, window, lately, usually, fastest }, later(seconds));
          expect(period).toBeGreaterThanOrEqual(60);
          expect(period).toBeLessThanOrEqual(DAY);
        },
      ),
    );
  });
});

describe('the wait after an answer', () => {
  it.each([
    ['the period', 10, 657],
    ['what the publisher asks for, where that is longer', 900, 900],
    ['an hour at most', DAY, HOUR],
  ])('is %s', (_, wish, seconds) => {
    expect(waitAfterAnswer({ tempo: tempo(), interval: 900 }, wish, NOW)).toBeCloseTo(seconds, 0);
  });

  it('is never so long that entries are dropped, whatever the publisher asks for', () => {
    const busy = tempo({ window: 10, lately: 30 / HOUR });
    expect(waitAfterAnswer({ tempo: busy, interval: 900 }, HOUR, NOW)).toBe(600);
    const burst = tempo({ fastest: 1 / 1_800 });
    expect(waitAfterAnswer({ tempo: burst, interval: 900 }, HOUR, NOW)).toBe(900);
  });

  it('is the interval or the wish, as long as nothing is known of the feed', () => {
    expect(waitAfterAnswer({ interval: 900 }, 0, NOW)).toBe(900);
    expect(waitAfterAnswer({ interval: 900 }, 1_200, NOW)).toBe(1_200);
  });
});

describe('what a response shows', () => {
  const heard = { at: later(1_800), since: NOW, entries: 30 };

  it('makes the period shorter the more of it is new', () => {
    const periods = [0, 1, 3, 10, 30].map((fresh) => periodOf(hear(tempo(), { ...heard, fresh }), heard.at));
    expect(periods).toEqual([...periods].sort((a, b) => b - a));
    expect(new Set(periods).size).toBe(periods.length);
  });

  it('of which nothing was seen before is answered within minutes, also by a feed that slept', () => {
    const slept = tempo({ usually: 0 });
    expect(periodOf(slept, NOW)).toBe(DAY);
    expect(periodOf(hear(slept, { ...heard, fresh: 30 }), heard.at)).toBeLessThan(180);
  });

  it('is no speed where it is one story', () => {
    expect(hear(tempo(), { ...heard, entries: 1, fresh: 1 }).fastest).toBe(0);
  });
});

describe('a feed that was never seen before', () => {
  it('is asked by the times of its entries', () => {
    const hourly = Array.from({ length: 48 }, (_, at) => later(-at * HOUR));
    expect(periodOf(firstTempo(hourly, 48, 900, NOW), NOW)).toBeLessThan(600);
    const yearly = [later(-300 * DAY), later(-700 * DAY)];
    expect(periodOf(firstTempo(yearly, 2, 900, NOW), NOW)).toBe(DAY);
  });

  it.each([[[]], [[later(DAY)]]])('keeps its interval where the times %j say nothing', (published) => {
    expect(periodOf(firstTempo(published, 30, 900, NOW), NOW)).toBeCloseTo(900, 6);
  });
});

describe('over a fortnight of simulated feeds', () => {
  const feeds = simulatedFeeds(seeded(1));
  const catchable = feeds.filter(({ name }) => !name.startsWith('25 at once'));
  const run = (policy: typeof adaptive) =>
    catchable.map((feed) => ({ feed: feed.name, ...simulate(feed, policy, seeded(2)) }));
  const adapted = run(adaptive);

  it('nothing is missed that asking can catch, where a quarter of an hour misses much', () => {
    expect(adapted.filter(({ missed, gaps }) => missed + gaps > 0)).toEqual([]);
    expect(run(every(900)).filter(({ missed }) => missed > 0).length).toBeGreaterThan(2);
  });

  it('a story waits less than with as many requests at a fixed period', () => {
    const sum = (runs: typeof adapted, of: (run: (typeof adapted)[number]) => number) =>
      runs.reduce((total, one) => total + of(one), 0);
    const waited = (runs: typeof adapted) =>
      sum(runs, ({ meanDelay, seen }) => meanDelay * seen) / sum(runs, ({ seen }) => seen);
    const same = run(every((catchable.length * 14 * DAY) / sum(adapted, ({ requests }) => requests)));
    expect(waited(adapted)).toBeLessThan(0.6 * waited(same));
  });

  it('a busy wire is seen within two minutes, a daily feed within an hour, a sleeping one asked ten times a day', () => {
    const of = (name: string) => adapted.find(({ feed }) => feed.startsWith(name)) ?? expect.fail(name);
    expect(of('a story a minute').delay90).toBeLessThan(120);
    expect(of('a story an hour').delay90).toBeLessThan(15 * 60);
    expect(of('a story a day').delay90).toBeLessThan(HOUR);
    expect(of('a story a day').requests / 14).toBeLessThan(48);
    expect(of('asleep').requests / 14).toBeLessThan(12);
  });
});
