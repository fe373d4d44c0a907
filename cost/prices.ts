import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const NAMES = [
  'dynamodb-write',
  'dynamodb-read',
  'dynamodb-storage',
  'dynamodb-backup',
  's3-put',
  's3-get',
  's3-storage',
  'sqs-fifo',
  'sqs-standard',
  'lambda-request',
  'lambda-compute',
  'scheduler-invocation',
  'sns-publish',
  'kms-request',
  'logs-ingest',
  'logs-storage',
  'metric',
  'alarm',
  'dashboard',
  'data-out',
] as const;
export type PriceName = (typeof NAMES)[number];

const Price = z.strictObject({
  service: z.string().min(1),
  /** For `per` units. */
  usd: z.number().positive(),
  per: z.number().positive(),
  unit: z.string().min(1),
  'as-of': z.iso.date(),
  /** What the price was compared with on that day. */
  seen: z.string().min(1),
  source: z.url(),
});
export type Price = z.output<typeof Price>;

/** What an account has each month without end, for the sum of what these prices are asked for. */
const Allowance = z.strictObject({
  /** As it is read after the amount, with its unit. */
  name: z.string().min(1),
  amount: z.number().positive(),
  of: z.array(z.enum(NAMES)).min(1),
  'as-of': z.iso.date(),
  source: z.url(),
});
export type Allowance = z.output<typeof Allowance>;

const PriceList = z.strictObject({
  region: z.string(),
  prices: z.record(z.enum(NAMES), Price),
  'always-free': z.array(Allowance),
});
export type PriceList = z.output<typeof PriceList>;

/** The table of `data/prices.yaml`. */
export function readPrices(): PriceList {
  return PriceList.parse(parse(readFileSync(new URL('../data/prices.yaml', import.meta.url), 'utf8')));
}
