import { describe, expect, it } from 'vitest';
import { readPrices } from '../../cost/prices.ts';

const { prices, 'always-free': allowances } = readPrices();

describe('the prices', () => {
  it.each(Object.entries(prices))('%s is by a page of AWS, and of a day that has been', (_, price) => {
    expect(new URL(price.source).host).toBe('aws.amazon.com');
    expect(price['as-of'] < new Date().toISOString()).toBe(true);
  });

  it('have no two allowances for one thing, of which only the first would count', () => {
    const named = allowances.flatMap(({ of }) => of);
    expect(new Set(named).size).toBe(named.length);
  });
});
