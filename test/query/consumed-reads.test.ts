import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createItemIndex } from '../../lambdas/index/dynamodb-item-index.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { queryItems } from '../../lambdas/query/query-items.ts';
import { type Dynamo, startDynamo } from '../emulators.ts';
import { regionRow, second } from './rows.ts';

const FREQUENT = 50_000;
const RARE = 50;
/** Seconds from one rare story to the next: they are spread over the frequent ones. */
const APART = FREQUENT / RARE;

let dynamo: Dynamo;
let index: ItemIndex;
let consumed = 0;

/** Has DynamoDB say in every answer what it cost, and sums it up. */
function countConsumed(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity: costs } = answer.output as { ConsumedCapacity?: unknown };
      for (const cost of [costs].flat()) consumed += (cost as { CapacityUnits: number }).CapacityUnits;
      return answer;
    },
    { step: 'initialize' },
  );
}

beforeAll(async () => {
  dynamo = await startDynamo();
  index = createItemIndex(dynamo.client, dynamo.tables.items);
  const numbers = Array.from({ length: FREQUENT }, (_, number) => number);
  const rare = numbers.filter((number) => number % APART === 0);
  const rows = [
    ...numbers.map((number) => regionRow('US', number)),
    ...rare.map((number) => regionRow('KP', number)),
    // Of the same seconds, but other stories.
    ...rare.map((number) => ({ ...regionRow('TV', number + FREQUENT), sk: `${second(number)}#${'f'.repeat(20)}` })),
  ];
  const batches = Array.from({ length: Math.ceil(rows.length / 500) }, (_, at) => rows.slice(500 * at, 500 * at + 500));
  await pMap(batches, (put) => index.writeRows({ put, remove: [] }), { concurrency: 4 });
  countConsumed(dynamo.client);
}, 120_000);

afterAll(() => dynamo.close());

/** What a query for all of these regions finds, and the read units that it costs. */
async function asked(...regions: string[]) {
  consumed = 0;
  const { items } = await queryItems(
    index,
    { regions: regions.map((code) => [code]), topics: [], feeds: [] },
    { limit: 1_000, typed: regions, now: second(1_000_000) },
  );
  return { found: items.length, consumed };
}

describe(`two tags, one on ${FREQUENT} stories and one on ${RARE}`, () => {
  it.each([
    ['that share all of the rarer one’s', ['US', 'KP'], RARE],
    ['that share all of the rarer one’s, asked for the other way round', ['KP', 'US'], RARE],
    ['that share none', ['US', 'TV'], 0],
    ['that share none, asked for the other way round', ['TV', 'US'], 0],
  ])('%s cost near the size of the rarer one', async (_, regions, found) => {
    const answer = await asked(...regions);
    expect(answer.found).toBe(found);
    expect(answer.consumed).toBeGreaterThan(0);
    expect(answer.consumed).toBeLessThan(2 * RARE);
  });

  it('cost a bounded read where a filter takes none of the frequent one’s', async () => {
    consumed = 0;
    const question = { regions: [['US']], topics: [], feeds: [], role: 'dateline' as const };
    const page = await queryItems(index, question, { limit: 20, typed: '', now: second(1_000_000) });
    expect(page).toEqual({ items: [], gaps: [], cursor: expect.any(String) });
    expect(consumed).toBeGreaterThan(100);
    expect(consumed).toBeLessThan(600);
  });

  it('cost far less than to read the frequent one', async () => {
    const whole = await queryCost();
    const { consumed: joined } = await asked('US', 'KP');
    expect(whole).toBeGreaterThan(20 * joined);
  });
});

/** Read units of the frequent tag's whole partition. */
async function queryCost(): Promise<number> {
  consumed = 0;
  let atMost = '~';
  for (;;) {
    const page = await index.readPartition({ pk: 'REGION#US', atLeast: ' ', atMost, limit: 3_000 });
    const last = page.at(-1);
    if (!last || page.length < 3_000) return consumed;
    atMost = last.sk;
  }
}
