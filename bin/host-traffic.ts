import type { DayTraffic, Feed } from '../lambdas/shared/domain.ts';

export interface HostTraffic extends Omit<DayTraffic, 'day'> {
  readonly host: string;
  readonly feeds: number;
}

/**
 * What the polls of the last day, and of the day before it, have asked of each host: the one of the feed, also where a
 * redirect went on to another. The busiest come first.
 */
export function trafficByHost(feeds: readonly Feed[]): { days: readonly string[]; hosts: readonly HostTraffic[] } {
  const last = daysOf(feeds).at(-1) ?? '';
  const isLate = (day: string): boolean => Date.parse(last) - Date.parse(day) <= 86_400_000;
  const hosts = new Map<string, HostTraffic>();
  for (const { host, traffic = [] } of feeds) {
    const sum = hosts.get(host) ?? { host, feeds: 0, requests: 0, notModified: 0, bytes: 0 };
    hosts.set(host, traffic.filter(({ day }) => isLate(day)).reduce(plus, { ...sum, feeds: sum.feeds + 1 }));
  }
  return {
    days: daysOf(feeds).filter(isLate),
    hosts: [...hosts.values()]
      .filter(({ requests }) => requests > 0)
      .sort((a, b) => b.requests - a.requests || a.host.localeCompare(b.host)),
  };
}

const plus = (sum: HostTraffic, { requests, notModified, bytes }: DayTraffic): HostTraffic => ({
  ...sum,
  requests: sum.requests + requests,
  notModified: sum.notModified + notModified,
  bytes: sum.bytes + bytes,
});

const daysOf = (feeds: readonly Feed[]): string[] =>
  [...new Set(feeds.flatMap(({ traffic = [] }) => traffic.map(({ day }) => day)))].sort();
