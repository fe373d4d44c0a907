import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { InputError } from '../../lambdas/shared/errors.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { describe } from '../../local/faults.ts';
import { readLabels } from '../../local/retag/labels.ts';
import { type Retagged, retagStored } from '../../local/retag/retag.ts';
import { openStore } from '../../local/store.ts';
import { moment, wholeNumber } from '../options.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { findFeed, regionCode, topicsCalled } from '../resolve.ts';
import { measuredLabels, namedTags, retagLines } from '../retag-lines.ts';

/** Nothing was stored before it. */
const BEGINNING = '1990-01-01T00:00:00.000Z';
/** Stories between two words of progress where nobody watches. */
const STRIDE = 10_000;
/** Empties the line of a terminal. */
const CLEAR = '\r\u001b[K';

export function retagCommand() {
  return new Command('retag')
    .description('Tag the stored stories with the tagger of this version, and show what that changes')
    .option('--dry-run', 'only show what it would change', false)
    .option('--since <time>', 'stories that came from then on (default: all)', (text) => moment(text))
    .option('--until <time>', 'and before then (default: now)', (text) => moment(text))
    .option('--feed <name>', 'only of this feed: id, URL or title')
    .option(
      '--labels <file>',
      'score old and new tags by NDJSON {id or link of a story, or title and text of its own, regions, topics}',
    )
    .option('--examples <number>', 'stories to name for each tag', wholeNumber, 3)
    .addOption(jsonOption())
    .action(async ({ since = BEGINNING, until = new Date().toISOString(), feed, ...options }) => {
      if (since >= until)
        throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
      const labels = options.labels === undefined ? undefined : await labelsFrom(options.labels);
      const store = await openStore();
      try {
        if (store.isShared && !options.dryRun) {
          process.stderr.write('A run is under way with the tagger that it started with; restart it for this one.\n');
        }
        const feedId = feed === undefined ? undefined : (await findFeed(store.feeds, feed)).feedId;
        const tagger = { version: taggerVersion, tag };
        const retagged = await retagStored(
          // Stored items ask for nothing.
          { ...store, tagger, askFor: async () => {}, now: () => new Date().toISOString() },
          { since, until, ...(feedId !== undefined && { feedId }) },
          { ...options, labels, onProgress: progress() },
        );
        if (process.stderr.isTTY) process.stderr.write(CLEAR);
        report(retagged, options);
      } finally {
        await store.close();
      }
    });
}

async function labelsFrom(file: string) {
  try {
    return readLabels(await readFile(file, 'utf8'), { region: regionCode, topics: topicsCalled });
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

function report(retagged: Retagged, { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean }): void {
  const { faults, tags, labels, ...counts } = retagged;
  if (json) {
    const measured = labels && { labels: measuredLabels(labels) };
    printJson({ dryRun, taggerVersion, ...counts, tags: namedTags(tags), ...measured });
  } else for (const line of retagLines(retagged, taggerVersion, dryRun)) print(line);
  for (const { key, error } of faults) process.stderr.write(`${key}: ${describe(error)}\n`);
  if (faults.length > 0) throw new InputError(`${faults.length} objects could not be tagged; repeat it for them`);
}

function progress(): (stories: number, key: string) => void {
  let told = 0;
  return (stories, key) => {
    if (stories - told < STRIDE && !process.stderr.isTTY) return;
    told = stories;
    const line = `${stories} stories, up to ${key.split('/')[1]}`;
    process.stderr.write(process.stderr.isTTY ? `${CLEAR}${line}` : `${line}\n`);
  };
}
