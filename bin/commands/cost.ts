import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { stringify } from 'csv-stringify/sync';
import { type Bill, billOf } from '../../cost/bill.ts';
import { type PriceList, readPrices } from '../../cost/prices.ts';
import { type Stack, usageOf } from '../../cost/usage.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { wholeNumber } from '../options.ts';
import { jsonOption, print, printJson, table } from '../output.ts';

const FORMATS = ['table', 'json', 'csv'] as const;
/** Minutes. */
const LONGEST_TICK = 1_440;

interface Priced {
  readonly stack: Required<Stack>;
  readonly bill: Bill;
}

const within =
  (least: number, most: number) =>
  (text: string): number => {
    const number = wholeNumber(text);
    if (number < least || number > most) throw new InvalidArgumentError(`From ${least} to ${most}.`);
    return number;
  };

const listOf =
  (read: (text: string) => number) =>
  (text: string): number[] =>
    text.split(',').map(read);

export function costCommand() {
  return new Command('cost')
    .description('Work out what a stack costs in a month, line by line, from list prices and measured quantities')
    .requiredOption('--feeds <number>', 'how many feeds; several sizes as 50,1000', listOf(within(1, 1_000_000)))
    .requiredOption(
      '--items-per-day <number>',
      'new stories a day, of all feeds together; one number for each size',
      listOf(within(0, 100_000_000)),
    )
    .option('--tick <minutes>', 'how often due feeds are looked for', within(1, LONGEST_TICK), 1)
    .option('--months <number>', 'how long it has run: what is kept for good costs each month', within(1, 1_200), 1)
    .option('--items-recovery', 'with the setting itemsRecovery', false)
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('table' as const))
    .addOption(jsonOption().implies({ format: 'json' }))
    .action(({ format, feeds, itemsPerDay, tick, months, itemsRecovery }) => {
      if (feeds.length !== itemsPerDay.length) {
        throw new InputError(`--feeds names ${feeds.length} sizes, --items-per-day ${itemsPerDay.length}`);
      }
      const prices = readPrices();
      const priced = feeds.map((count, at): Priced => {
        const stack = { feeds: count, itemsPerDay: itemsPerDay[at] ?? 0, tick, months, itemsRecovery };
        return { stack, bill: billOf(usageOf(stack), prices) };
      });
      switch (format) {
        case 'json':
          return printJson({ region: prices.region, bills: priced.map(asJson), alwaysFree: prices['always-free'] });
        case 'csv':
          return print(stringify(priced.flatMap(asCsv), { header: true }).trimEnd());
        case 'table':
          return print([asTable(priced), '', notes(prices)].join('\n'));
        default:
          return format satisfies never;
      }
    });
}

const asJson = ({ stack, bill }: Priced) => ({ ...stack, ...bill });

const asCsv = ({ stack: { feeds, itemsPerDay }, bill }: Priced) =>
  bill.lines.map(({ service, what, quantity, price, list, left }) => ({
    ...{ feeds, itemsPerDay, service, what, quantity, unit: price.unit },
    ...{ usd: price.usd, per: price.per, 'as-of': price['as-of'], source: price.source, list, left },
  }));

/** One size line by line, several side by side by service. */
function asTable(priced: readonly Priced[]): string {
  const [only, ...others] = priced;
  return only && others.length === 0 ? lineByLine(only.bill) : byService(priced);
}

function lineByLine({ lines, list, left }: Bill): string {
  const rows = lines.map((line, at) => [
    line.service === lines[at - 1]?.service ? '' : line.service,
    line.what,
    quantity(line.quantity),
    line.price.unit,
    dollars(line.list),
    dollars(line.left),
  ]);
  const head = ['service', 'for', 'quantity', 'unit', 'list price', 'after always free'];
  return table(head, [...rows, ['a month', '', '', '', dollars(list), dollars(left)]]);
}

function byService(priced: readonly Priced[]): string {
  const services = [...new Set(priced.flatMap(({ bill }) => bill.lines.map(({ service }) => service)))];
  const head = priced.flatMap(({ stack }) => [`${stack.feeds.toLocaleString('en')} feeds`, 'after free']);
  const rows = services.map((service) => [
    service,
    ...priced.flatMap(({ bill }) => {
      const lines = bill.lines.filter((line) => line.service === service);
      return (['list', 'left'] as const).map((part) => dollars(lines.reduce((sum, line) => sum + line[part], 0)));
    }),
  ]);
  const stories = priced.flatMap(({ stack }) => [stack.itemsPerDay.toLocaleString('en'), '']);
  const sums = priced.flatMap(({ bill }) => [dollars(bill.list), dollars(bill.left)]);
  return table(['service', ...head], [['stories a day', ...stories], ...rows, ['a month', ...sums]]);
}

function notes({ region, prices, 'always-free': allowances }: PriceList): string {
  const [oldest = ''] = Object.values(prices)
    .map((price) => price['as-of'])
    .sort();
  const free = allowances.map(({ name, amount }) => `${amount.toLocaleString('en')} ${name}`).join(', ');
  return [
    `US dollars in a month of 30 days, list prices of ${region} known as of ${oldest} or later; --json names source and day of each.`,
    `Always free, for all of an account together: ${free}.`,
  ].join('\n');
}

const dollars = (usd: number): string =>
  `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const quantity = (number: number): string =>
  number.toLocaleString('en', { maximumFractionDigits: number < 100 ? 2 : 0 });
