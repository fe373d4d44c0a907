import { expect, it } from 'vitest';
import { trafficByHost } from '../../bin/host-traffic.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { DayTraffic, Feed } from '../../lambdas/shared/domain.ts';

const NOW = '2026-11-24T12:00:00.000Z';
const feed = (url: string, ...traffic: DayTraffic[]): Feed => ({
  ...newFeed({ url, title: url, sample: false }, 'cli', NOW),
  ...(traffic.length > 0 && { traffic }),
});
const on = (day: string, requests: number, notModified = 0, bytes = 0) => ({ day, requests, notModified, bytes });

it('adds up the feeds and the two days of each host, the busiest first', () => {
  const feeds = [
    feed('https://a.example/1', on('2026-11-24', 1, 1, 0)),
    feed('https://b.example/1', on('2026-11-24', 4, 2, 500), on('2026-11-23', 3, 3, 0)),
    feed('https://b.example/2', on('2026-11-23', 5, 0, 1_000)),
  ];
  expect(trafficByHost(feeds)).toEqual({
    days: ['2026-11-23', '2026-11-24'],
    hosts: [
      { host: 'b.example', feeds: 2, requests: 12, notModified: 5, bytes: 1_500 },
      { host: 'a.example', feeds: 1, requests: 1, notModified: 1, bytes: 0 },
    ],
  });
});

it('leaves out what is older, and hosts that were not asked', () => {
  const feeds = [
    feed('https://a.example/1', on('2026-11-24', 2)),
    feed('https://old.example/1', on('2026-11-20', 9), on('2026-11-19', 9)),
    feed('https://never.example/1'),
  ];
  const { days, hosts } = trafficByHost(feeds);
  expect(days).toEqual(['2026-11-24']);
  expect(hosts.map(({ host }) => host)).toEqual(['a.example']);
});

it('is nothing where nothing was polled', () => {
  expect(trafficByHost([feed('https://a.example/')])).toEqual({ days: [], hosts: [] });
});
