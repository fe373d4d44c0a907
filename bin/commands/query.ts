import { Command, Option } from '@commander-js/extra-typings';
import { type Answer, answer, ROLES } from '../../lambdas/query/answer.ts';
import type { FoldedItem } from '../../lambdas/query/fold.ts';
import { FORMATS, WRITERS } from '../../lambdas/query/formats.ts';
import { countryCodes } from '../../lambdas/query/resolve.ts';
import { isCountry } from '../../lambdas/shared/countries.ts';
import { narrowest, topicSlug } from '../../lambdas/tag/vocabulary.ts';
import { printable } from '../../local/printable.ts';
import { gapLine } from '../gaps.ts';
import { collect, limit, stackOption, typedMoment } from '../options.ts';
import { counted, jsonOption, minute, print, table } from '../output.ts';
import { withStore } from '../store.ts';

const SHOWN = ['table', ...FORMATS] as const;
type Format = (typeof SHOWN)[number];

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
    .addOption(new Option('--format <format>', 'how to print them').choices(SHOWN).default('table' as const))
    .addOption(jsonOption().implies({ format: 'json' }))
    .addOption(stackOption())
    .action(({ format, stack, json: _json, ...asked }) =>
      withStore(stack, async (store) => {
        printAnswer(await answer(asked, store, new Date().toISOString()), format);
      }),
    );
}

function printAnswer(found: Answer, format: Format): void {
  const { cursor, gaps } = found;
  const text = (format === 'table' ? tableOf(found) : WRITERS[format](found)).trimEnd();
  if (text !== '') print(text);
  if (format === 'json') return;
  // What is piped on is stories alone; JSON has a place for the rest.
  const say = format === 'table' ? print : (line: string) => void process.stderr.write(`${printable(line)}\n`);
  if (gaps.length > 0) say(gapLine(gaps));
  if (cursor !== undefined) process.stderr.write(`More: repeat the command with --cursor ${cursor}\n`);
}

function tableOf({ items, cursor, gaps }: Answer): string {
  if (items.length > 0) return table(['title', 'published', 'regions', 'topics', 'id'], items.map(row));
  if (cursor !== undefined) return 'None among the stories that one page looks at; there are more.';
  const known = gaps.length > 0 ? '' : ' No gap is known in this time.';
  return `No stories.${known} \`dateline feeds health\` shows whether the feeds answer.`;
}

/** Tags that people scan for: countries and the narrowest topics. The rest is in the other formats. */
function row({ title, publishedAt, regions, mentioned = [], topics, id, sample, copies }: FoldedItem): string[] {
  const marks = [
    sample ? '[sample] ' : '',
    title,
    copies.length > 0 ? ` (+${counted(copies.length, 'copy', 'copies')})` : '',
  ];
  return [
    marks.join(''),
    minute(publishedAt),
    [...regions.filter(isCountry), ...mentioned.filter(isCountry).map((code) => `(${code})`)].join(' '),
    narrowest(topics)
      .map((code) => topicSlug(code) ?? code)
      .join(' '),
    id,
  ];
}
