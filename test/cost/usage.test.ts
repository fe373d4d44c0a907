import { describe, expect, it } from 'vitest';
import { billOf } from '../../cost/bill.ts';
import { readPrices } from '../../cost/prices.ts';
import { pollsOfADay, type Stack, usageOf } from '../../cost/usage.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const quantity = (stack: Stack, what: string) =>
  usageOf(stack).find((use) => use.what === what)?.quantity ?? expect.fail(`nothing is for ${what}`);
const costOf = (stack: Stack) => billOf(usageOf(stack), readPrices());
const SMALL: Stack = { feeds: 50, itemsPerDay: 1_500 };

describe('the polls of a day', () => {
  it('grow with the stories of a feed, but less', () => {
    const [few, many] = [pollsOfADay(10), pollsOfADay(40)];
    expect(many.polls).toBeGreaterThan(1.5 * few.polls);
    expect(many.polls).toBeLessThan(3 * few.polls);
  });

  it('bring something as often as there are stories at the most', () => {
    const { polls, news } = pollsOfADay(30);
    expect(news).toBeLessThan(31);
    expect(news).toBeGreaterThan(20);
    expect(polls).toBeGreaterThan(news);
  });

  it('are no more than there are ticks', () => {
    expect(pollsOfADay(30, 60).polls).toBeLessThan(25);
    expect(pollsOfADay(30, 60).news).toBeLessThanOrEqual(pollsOfADay(30, 60).polls);
    expect(pollsOfADay(30, 1_440).polls).toBeLessThan(1.1);
  });

  it('of a feed that sleeps are few, and bring nothing', () => {
    expect(pollsOfADay(0).polls).toBeLessThan(20);
    expect(pollsOfADay(0).news).toBe(0);
  });
});

describe('what a stack takes', () => {
  it('is stories and polls in proportion to the feeds, and ticks whatever their number', () => {
    const large = { feeds: 500, itemsPerDay: 15_000 };
    const stories = 'writes: stories, each with a row for every tag';
    expect(quantity(large, stories)).toBeCloseTo(10 * quantity(SMALL, stories));
    expect(quantity(large, 'items put')).toBeGreaterThan(9 * quantity(SMALL, 'items put') - 100_000);
    expect(quantity(large, 'ticks, canary, health')).toBe(quantity(SMALL, 'ticks, canary, health'));
  });

  it('is less where due feeds are looked for less often', () => {
    const due = 'reads: which feeds are due';
    expect(quantity({ ...SMALL, tick: 5 }, due)).toBeCloseTo(quantity(SMALL, due) / 5);
    expect(quantity({ ...SMALL, tick: 60 }, 'writes: polls')).toBeLessThan(quantity(SMALL, 'writes: polls') / 5);
    expect(quantity({ ...SMALL, tick: 60 }, 'canary put')).toBeCloseTo(quantity(SMALL, 'canary put') / 12);
  });

  it('grows by what is kept for good, month by month', () => {
    expect(quantity({ ...SMALL, months: 12 }, 'tables')).toBeCloseTo(12 * quantity(SMALL, 'tables'));
    expect(costOf({ ...SMALL, months: 12 }).left).toBeGreaterThan(costOf(SMALL).left);
  });

  it('is known for a stack that waits for its first story', () => {
    expect(costOf({ feeds: 1, itemsPerDay: 0 }).left).toBeLessThan(1);
  });

  it('is not reckoned for feeds that would bring more than any does', () => {
    expect(() => usageOf({ feeds: 1, itemsPerDay: 5_001 })).toThrow(InputError);
  });
});

it('the default stack with 50 feeds of 30 stories a day costs less than $2 a month', () => {
  expect(costOf(SMALL).left).toBeLessThan(2);
});
