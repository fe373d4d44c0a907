import { BEFORE, hourOf, LENGTH, type Policy, poisson, type SimulatedFeed } from '../../cost/simulate.ts';

export const every =
  (seconds: number): Policy =>
  () =>
    seconds;

const HOUR = 3_600;
const DAY = 24 * HOUR;

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
