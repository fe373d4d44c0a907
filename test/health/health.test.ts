import { describe, expect, it } from 'vitest';
import { healthOf, type Vitals } from '../../lambdas/health/health.ts';

const DAY = 86_400;
const at = (hour: number, day = 24): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
/** A feed that tells so many stories a day. */
const paced = (perDay: number, lastNewAt: string, tempoAt = lastNewAt): Vitals => ({
  lastNewAt,
  tempo: { at: tempoAt, window: 20, lately: 0, usually: perDay / DAY, fastest: 0 },
});

describe('the share of failing feeds', () => {
  it('is that of those which have failed for more than an hour, in percent', () => {
    const feeds = [{ failingSince: at(6) }, { failingSince: '2026-11-24T07:30:00.000Z' }, {}, {}];
    expect(healthOf(feeds, at(8))).toMatchObject({ feeds: 4, failingFeeds: 25 });
  });

  it('is none of no feed', () => {
    expect(healthOf([], at(8))).toEqual({ feeds: 0, failingFeeds: 0, newsOverdue: 0 });
  });
});

describe('overdue news', () => {
  it('is what the feeds together would have told since the last story of any', () => {
    expect(healthOf([paced(48, at(6)), paced(24, at(4), at(6))], at(8)).newsOverdue).toBe(6);
  });

  it('is none while stories come', () => {
    expect(healthOf([paced(2_000, at(8))], at(8)).newsOverdue).toBe(0);
  });

  it('grows while nothing comes, for as long as that may be', () => {
    const overdue = [1, 2, 8].map((days) => healthOf([paced(10, at(8, 20))], at(8, 20 + days)).newsOverdue);
    expect(overdue).toEqual([10, 20, 80]);
  });

  it('counts a feed for little that fell silent long before the others', () => {
    expect(healthOf([paced(24, at(6)), paced(2_400, at(6, 1))], at(7)).newsOverdue).toBeLessThan(1.2);
  });

  it('is none where no pace is known', () => {
    expect(healthOf([{ lastNewAt: at(0) }, {}], at(8)).newsOverdue).toBe(0);
  });
});
