import { Command, Option } from '@commander-js/extra-typings';
import { stringify } from 'csv-stringify/sync';
import { type FoldedItem, fold } from '../../lambdas/query/fold.ts';
import { type Page, queryItems } from '../../lambdas/query/query-items.ts';
import { isCountry } from '../../lambdas/shared/countries.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { narrowest, topicSlug } from '../../lambdas/tag/vocabulary.ts';
import { printable } from '../../local/printable.ts';
import { openStore } from '../../local/store.ts';
import { gapLine } from '../gaps.ts';
import { collect, limit, typedMoment } from '../options.ts';
import { jsonOption, print, table } from '../output.ts';
import { countryCodes, findFeed, regionCodes, topicCodes } from '../resolve.ts';

const ROLES = ['about', 'dateline', 'any'] as const;
const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
type Format = (typeof FORMATS)[number];

export function queryCommand() {
  return new Command('query')
    .description('Find stories by region, topic, feed and time, the newest first')
    .option(
      '--region <name>',
      'country or UN area by code, slug or name; a comma is OR, several options are AND',
      collect,
      [],
    )
    .option(
      '--topic <name>',
      'IPTC Media Topic by code, slug or name; a comma is OR, several options are AND',
      collect,
      [],
    )
    .option('--feed <name>', 'feed by id, URL or title', collect, [])
    .addOption(
      new Option(
        '--role <role>',
        'what the regions are to a story: what it is about, where it was filed, or any, which includes what it only mentions and, without a topic or feed, goes by arrival (default: about or dateline)',
      ).choices(ROLES),
    )
    .option('--publisher-country <name>', 'where the publisher is at home; a comma is OR', countryCodes)
    .option('--since <time>', 'published from then on: 2026-11-24, 3h, 2d, yesterday, monday', typedMoment)
    .option('--until <time>', 'published before then', typedMoment)
    .option('--limit <number>', 'stories on a page', limit, 20)
    .option('--cursor <cursor>', 'go on where a page ended')
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('table' as const))
    .addOption(jsonOption().implies({ format: 'json' }))
    .action(async (options) => {
      const regions = options.region.map(regionCodes);
      const topics = options.topic.map(topicCodes);
      const { role, publisherCountry: publisherCountries } = options;
      if (role !== undefined && regions.length === 0) {
        throw new InputError(`--role ${role} says what a region is to a story; name one with --region`);
      }
      const store = await openStore();
      try {
        const feeds = await Promise.all(options.feed.map(async (name) => [(await findFeed(store.feeds, name)).feedId]));
        const { region, topic, feed, since, until, cursor } = options;
        const page = await queryItems(
          store.index,
          {
            ...{ regions, topics, feeds },
            ...(role !== undefined && { role }),
            ...(publisherCountries && { publisherCountries }),
            ...(since && { since: since.time }),
            ...(until && { until: until.time }),
          },
          {
            limit: options.limit,
            now: new Date().toISOString(),
            typed: [region, topic, feed, since?.text, until?.text, role, publisherCountries],
            ...(cursor !== undefined && { cursor }),
          },
        );
        const items = role === 'any' ? page.items : page.items.map(({ mentioned: _, ...item }) => item);
        printPage({ ...page, items: fold(items) }, options.format);
      } finally {
        await store.close();
      }
    });
}

interface FoldedPage extends Omit<Page, 'items'> {
  readonly items: readonly FoldedItem[];
}

function printPage(page: FoldedPage, format: Format): void {
  const { cursor, gaps } = page;
  const text = WRITERS[format](page).trimEnd();
  if (text !== '') print(text);
  if (format === 'json') return;
  // What is piped on is stories alone; JSON has a place for the rest.
  const say = format === 'table' ? print : (line: string) => void process.stderr.write(`${printable(line)}\n`);
  if (gaps.length > 0) say(gapLine(gaps));
  if (cursor !== undefined) process.stderr.write(`More: repeat the command with --cursor ${cursor}\n`);
}

const WRITERS: Readonly<Record<Format, (page: FoldedPage) => string>> = {
  json: (page) => JSON.stringify(page, null, 2),
  ndjson: ({ items }) => items.map((item) => JSON.stringify(item)).join('\n'),
  // Spreadsheets run a cell that begins with =, + or @; a headline is never meant so.
  csv: ({ items }) => stringify(items.map(flat), { header: true, columns: COLUMNS, escape_formulas: true }),
  table: ({ items, cursor, gaps }) => {
    if (items.length > 0) return table(['title', 'published', 'regions', 'topics', 'id'], items.map(row));
    if (cursor !== undefined) return 'None among the stories that one page looks at; there are more.';
    const known = gaps.length > 0 ? '' : ' No gap is known in this time.';
    return `No stories.${known} \`dateline feeds health\` shows whether the feeds answer.`;
  },
};

const COLUMNS = 'id publishedAt title link feed publisherCountry regions mentioned topics sample copies'.split(' ');

const flat = ({ regions, mentioned = [], topics, copies, sample, ...item }: FoldedItem) => ({
  ...item,
  regions: regions.join(' '),
  mentioned: mentioned.join(' '),
  topics: topics.map((code) => topicSlug(code) ?? code).join(' '),
  sample: sample ? 'sample' : '',
  copies: copies.map(({ id }) => id).join(' '),
});

/** Tags that people scan for: countries and the narrowest topics. The rest is in the other formats. */
function row({ title, publishedAt, regions, mentioned = [], topics, id, sample, copies }: FoldedItem): string[] {
  const marks = [
    sample ? '[sample] ' : '',
    title,
    copies.length > 0 ? ` (+${copies.length} ${copies.length === 1 ? 'copy' : 'copies'})` : '',
  ];
  return [
    marks.join(''),
    publishedAt.slice(0, 16).replace('T', ' '),
    [...regions.filter(isCountry), ...mentioned.filter(isCountry).map((code) => `(${code})`)].join(' '),
    narrowest(topics)
      .map((code) => topicSlug(code) ?? code)
      .join(' '),
    id,
  ];
}
