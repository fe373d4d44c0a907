import { describe, expect, it } from 'vitest';
import { billOf, type Use } from '../../cost/bill.ts';
import { type PriceList, readPrices } from '../../cost/prices.ts';

const known = readPrices();
const list = (allowances: PriceList['always-free']): PriceList => ({ ...known, 'always-free': allowances });
const source = 'https://aws.amazon.com/free/';
const free = (amount: number, ...of: PriceList['always-free'][number]['of']) => ({
  ...{ name: 'some', amount, of, 'as-of': '2026-11-24', source },
});
const use = (price: Use['price'], quantity: number): Use => ({ what: 'something', price, quantity });
const lefts = (uses: readonly Use[], prices: PriceList) => billOf(uses, prices).lines.map(({ left }) => left);

describe('a bill', () => {
  it('is quantity by price, for as many units as the price is for', () => {
    const { lines, list: total } = billOf([use('alarm', 12), use('sqs-fifo', 3_000_000)], list([]));
    expect(lines.map(({ list }) => list)).toEqual([expect.closeTo(1.2), expect.closeTo(1.5)]);
    expect(total).toBeCloseTo(2.7);
  });

  it('leaves nothing of what is free, and what goes beyond', () => {
    const prices = list([free(10, 'alarm')]);
    expect(lefts([use('alarm', 10)], prices)).toEqual([0]);
    expect(lefts([use('alarm', 12)], prices)).toEqual([expect.closeTo(0.2)]);
  });

  it('shares one allowance among all that it is for, in proportion', () => {
    const uses = [use('sqs-fifo', 3_000_000), use('sqs-standard', 1_000_000), use('alarm', 1)];
    expect(lefts(uses, list([free(2_000_000, 'sqs-fifo', 'sqs-standard')]))).toEqual([
      expect.closeTo(0.75),
      expect.closeTo(0.2),
      expect.closeTo(0.1),
    ]);
  });

  it('of nothing is nothing', () => {
    expect(billOf([use('alarm', 0)], list([free(10, 'alarm')]))).toMatchObject({ list: 0, left: 0 });
  });
});
