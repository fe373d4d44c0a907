import { expect, it } from 'vitest';
import { countTraffic } from '../../lambdas/fetch/count-traffic.ts';

const NOON = '2026-11-24T12:00:00.000Z';
const day = (day: string, requests: number) => ({ day, requests, notModified: 0, bytes: 10 });

it('begins with the first poll', () => {
  expect(countTraffic(undefined, { requests: 2, bytes: 500 }, false, NOON)).toEqual([
    { day: '2026-11-24', requests: 2, notModified: 0, bytes: 500 },
  ]);
});

it('adds up the polls of a UTC day', () => {
  expect(countTraffic([day('2026-11-24', 3), day('2026-11-23', 9)], { requests: 1, bytes: 5 }, true, NOON)).toEqual([
    { day: '2026-11-24', requests: 4, notModified: 1, bytes: 15 },
    day('2026-11-23', 9),
  ]);
});

it('keeps two days', () => {
  const counted = countTraffic([day('2026-11-23', 3), day('2026-11-22', 9)], { requests: 1, bytes: 5 }, false, NOON);
  expect(counted.map(({ day, requests }) => [day, requests])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-23', 3],
  ]);
});
