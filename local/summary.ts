import type { ItemCopy } from '../lambdas/index/item.ts';
import { queryItems } from '../lambdas/query/query-items.ts';
import { isPolled } from '../lambdas/shared/feed-store.ts';
import { narrowest, regionName, regionSlug, topicName, topicSlug } from '../lambdas/tag/vocabulary.ts';
import { describe } from './faults.ts';
import type { Round } from './round.ts';
import type { Store } from './store.ts';

/** Items that the most frequent tags are counted over, the latest first. */
const COUNTED = 1_000;
const SHOWN = 8;

/**
 * A round in words that a person understands, with queries to go on from.
 *
 * @param isStaying whether the database stays open for others
 */
export async function summaryOf(round: Round, store: Store, isStaying: boolean): Promise<string[]> {
  const everything = { regions: [], topics: [], feeds: [] };
  const { items } = await queryItems(store.index, everything, {
    limit: COUNTED,
    now: new Date().toISOString(),
    typed: everything,
  });
  return [
    ...(await pollingLines(round, store)),
    ...itemLines(round),
    ...(items.length > 0
      ? [...tagLines(items), ...queryLines(items), ...(isStaying ? awsLines(items, store) : [])]
      : []),
  ];
}

async function pollingLines({ polled, answered, faults }: Round, { feeds }: Store): Promise<string[]> {
  const failing: string[] = [];
  const waiting: string[] = [];
  for await (const feed of feeds.list()) {
    if (!isPolled(feed.status)) continue;
    waiting.push(feed.dueAt);
    const reason = feed.lastError ?? feed.unreadable;
    if (reason !== undefined)
      failing.push(`  ${feed.sample ? '[sample] ' : ''}${feed.title}: ${reason} (next try ${clock(feed.dueAt)})`);
  }
  const [next] = waiting.sort();
  return [
    polled === 0
      ? `No feed was due${next ? `; the next one is at ${clock(next)}` : ''}.`
      : `Polled ${count(polled, 'feed')}: ${answered} answered, ${polled - answered} failed.`,
    ...(failing.length > 0 ? ['Failing feeds:', ...failing] : []),
    ...faults.map((fault) => `Fault: ${describe(fault)}`),
  ];
}

function itemLines({ recorded, rejected }: Round): string[] {
  const { new: fresh, revised, withdrawn } = recorded;
  return [
    `Items: ${fresh} new, ${revised} revised, ${withdrawn} withdrawn.`,
    ...(rejected > 0
      ? [`${count(rejected, 'entry', 'entries')} could not be read; kept in the archive under rejected/.`]
      : []),
  ];
}

function tagLines(items: readonly ItemCopy[]): string[] {
  const named = (counts: [string, number][], nameOf: (code: string) => string | undefined) =>
    counts.slice(0, SHOWN).map(([code, number]) => `${nameOf(code) ?? code} ${number}`);
  return [
    `Most frequent regions: ${named(mostFrequent(items.flatMap(countriesOf)), regionName).join(', ')}`,
    `Most frequent topics: ${named(mostFrequent(items.flatMap(({ topics }) => narrowest(topics))), topicName).join(', ')}`,
  ];
}

/** Questions that have answers: the two pairs of country and topic with the most stories, on two countries. */
function queryLines(items: readonly ItemCopy[]): string[] {
  const pairs = mostFrequent(items.flatMap((item) => countriesOf(item).flatMap((country) => pairsOf(country, item))));
  const [first] = pairs;
  const second = pairs.find(([pair]) => pair.slice(0, 2) !== first?.[0].slice(0, 2));
  const asked = [first, second].flatMap((pair) => (pair ? [pair[0].split(' ')] : []));
  return [
    'Ask, now or later:',
    ...asked.map(
      ([country = '', topic = '']) =>
        `  npx dateline query --region ${regionSlug(country) ?? country} --topic ${topicSlug(topic) ?? topic}`,
    ),
  ];
}

const pairsOf = (country: string, { topics }: ItemCopy): string[] =>
  narrowest(topics).map((topic) => `${country} ${topic}`);

function awsLines(items: readonly ItemCopy[], { endpoint, tables }: Store): string[] {
  const [country] = mostFrequent(items.flatMap(countriesOf));
  const key = JSON.stringify({ ':p': { S: `REGION#${country?.[0]}` } });
  return [
    'The same table with the AWS CLI, from another terminal:',
    `  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb query --region us-east-1 --endpoint-url ${endpoint} \\`,
    `    --table-name ${tables.items} --key-condition-expression 'pk = :p' --expression-attribute-values '${key}' \\`,
    `    --no-scan-index-forward --max-items 10 --query 'Items[].[sample.BOOL,title.S]' --output text`,
  ];
}

const countriesOf = ({ regions }: ItemCopy): string[] => regions.filter((code) => /^[A-Z]{2}$/.test(code));

function mostFrequent(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
const clock = (time: string): string => `${time.slice(11, 16)} UTC`;
