import type { ItemCopy } from '../lambdas/index/item.ts';
import { queryItems } from '../lambdas/query/query-items.ts';
import { regionName, regionSlug, topicName, topicSlug } from '../lambdas/tag/vocabulary.ts';
import { describe } from './faults.ts';
import type { Round } from './round.ts';
import type { Store } from './store.ts';

/** Items that the most frequent tags are counted over, the latest first. */
const COUNTED = 1_000;
const SHOWN = 8;

/** A round in words that a person understands, with queries to go on from. */
export async function summaryOf(round: Round, store: Store): Promise<string[]> {
  const everything = { regions: [], topics: [], feeds: [] };
  const { items } = await queryItems(store.index, everything, {
    limit: COUNTED,
    now: new Date().toISOString(),
    typed: everything,
  });
  return [
    ...(await pollingLines(round, store)),
    ...itemLines(round),
    ...(items.length > 0 ? [...tagLines(items), ...queryLines(items, store)] : []),
  ];
}

async function pollingLines({ polled, answered, faults }: Round, { feeds }: Store): Promise<string[]> {
  const failing: string[] = [];
  const waiting: string[] = [];
  for await (const feed of feeds.list()) {
    if (feed.status === 'removed') continue;
    waiting.push(feed.dueAt);
    const reason = feed.lastError ?? feed.unreadable;
    if (reason !== undefined) failing.push(`  ${feed.title}: ${reason} (next try ${clock(feed.dueAt)})`);
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
    `Most frequent topics: ${named(mostFrequent(items.flatMap(({ topics }) => topics)), topicName).join(', ')}`,
  ];
}

/** Questions that have answers: the pairs of country and topic with the most items. */
function queryLines(items: readonly ItemCopy[], { endpoint, tables }: Store): string[] {
  const pairs = items.flatMap((item) =>
    countriesOf(item).flatMap((country) => item.topics.map((topic) => `${country} ${topic}`)),
  );
  const [best] = mostFrequent(pairs);
  const [country, topic] = (best?.[0] ?? '').split(' ');
  if (country === undefined || topic === undefined) return [];
  const key = JSON.stringify({ ':p': { S: `REGION#${country}` } });
  return [
    'Ask, from another terminal while this one runs, or any time later:',
    `  npx dateline query --region ${regionSlug(country) ?? country} --topic ${topicSlug(topic) ?? topic}`,
    'The same table with the AWS CLI, while this one runs:',
    `  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws dynamodb query --region us-east-1 --endpoint-url ${endpoint} \\`,
    `    --table-name ${tables.items} --key-condition-expression 'pk = :p' --expression-attribute-values '${key}' \\`,
    `    --no-scan-index-forward --max-items 10 --query 'Items[].title.S'`,
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
