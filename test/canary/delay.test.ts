import { describe, expect, it } from 'vitest';
import { delayOf, type Told } from '../../lambdas/canary/delay.ts';

const minute = (at: number): string => new Date(Date.UTC(2026, 10, 24, 8, at)).toISOString();
const found = (published: number, queryable: number): Told => ({
  publishedAt: minute(published),
  isFound: true,
  queryableAt: minute(queryable),
});
const waiting = (published: number): Told => ({ publishedAt: minute(published), isFound: false });

describe('the delay', () => {
  it('is not known before there is an entry', () => {
    expect(delayOf([], minute(0))).toBeUndefined();
  });

  it('is what the newest entry took that is found', () => {
    expect(delayOf([found(0, 4), found(5, 6)], minute(10))).toBe(60);
  });

  it('is still that while a newer one waits for less', () => {
    expect(delayOf([found(0, 4), waiting(5)], minute(7))).toBe(240);
  });

  it('is the age of the oldest one that waits for longer, and grows', () => {
    const entries = [found(0, 1), waiting(5), waiting(10)];
    expect([15, 20, 25].map((now) => delayOf(entries, minute(now)))).toEqual([600, 900, 1_200]);
  });

  it('is told of one that was left behind', () => {
    expect(delayOf([waiting(0), found(5, 6)], minute(10))).toBe(600);
  });

  it('is not made up for a row that does not say since when it is found', () => {
    expect(delayOf([{ publishedAt: minute(0), isFound: true }], minute(10))).toBeUndefined();
  });
});
