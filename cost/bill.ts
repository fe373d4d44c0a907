import type { Price, PriceList, PriceName } from './prices.ts';

/** How much of something a stack takes in a month. */
export interface Use {
  readonly what: string;
  readonly price: PriceName;
  readonly quantity: number;
}

export interface Line {
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly price: Price;
  /** US dollars. */
  readonly list: number;
  /** US dollars after what AWS always gives for free. */
  readonly left: number;
}

export interface Bill {
  readonly lines: readonly Line[];
  readonly list: number;
  readonly left: number;
}

/** What a month's use costs, line by line. An allowance that several lines share is taken by each in proportion. */
export function billOf(uses: readonly Use[], { prices, 'always-free': allowances }: PriceList): Bill {
  const shareLeft = (name: PriceName): number => {
    const allowance = allowances.find(({ of }) => of.includes(name));
    if (!allowance) return 1;
    const total = sum(uses.filter(({ price }) => allowance.of.includes(price)).map(({ quantity }) => quantity));
    return total > allowance.amount ? 1 - allowance.amount / total : 0;
  };
  const lines = uses.map(({ what, price: name, quantity }) => {
    const price = prices[name];
    const list = (quantity / price.per) * price.usd;
    return { service: price.service, what, quantity, price, list, left: list * shareLeft(name) };
  });
  return { lines, list: sum(lines.map(({ list }) => list)), left: sum(lines.map(({ left }) => left)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
