import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { findFeed, regionCode, topicsCalled } from '../../lambdas/query/resolve.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { describe } from '../../local/faults.ts';
import { readLabels } from '../../local/retag/labels.ts';
import { type Retagged, retagStored } from '../../local/retag/retag.ts';
import { outputOf } from '../../remote/stack.ts';
import { moment, stackOption, wholeNumber } from '../options.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { measuredLabels, namedTags, retagLines } from '../retag-lines.ts';
import { type Store, withStore } from '../store.ts';

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
    .option('--since <time>', 'stories that came from then on (default: all)', moment)
    .option('--until <time>', 'and before then (default: now)', moment)
    .option('--feed <name>', 'only of this feed: id, URL or title')
    .option(
      '--labels <file>',
      'score old and new tags by NDJSON {id or link of a story, or title and text of its own, regions, topics}',
    )
    .option('--examples <number>', 'stories to name for each tag', wholeNumber, 3)
    .addOption(jsonOption())
    .addOption(stackOption())
    .action(async ({ since = BEGINNING, until = new Date().toISOString(), feed, stack, ...options }) => {
      if (since >= until)
        throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
      const labels = options.labels === undefined ? undefined : await labelsFrom(options.labels);
      await withStore(stack, async (store) => {
        if (!options.dryRun) checkTagger(store);
        const feedId = feed === undefined ? undefined : (await findFeed(store.feeds, feed)).feedId;
        const queued: string[] = [];
        const retagged = await retagStored(
          // Stored items ask for nothing.
          {
            ...store,
            tagger: { version: taggerVersion, tag },
            askFor: async () => {},
            now: () => new Date().toISOString(),
          },
          { since, until, ...(feedId !== undefined && { feedId }) },
          {
            ...options,
            labels,
            onProgress: progress(),
            // A stack tags by itself: what it is sent is done also where this machine is switched off.
            ...(store.kind === 'stack' && { tagAnew: async (key) => queued.push(key) }),
          },
        );
        await store.notify(queued);
        if (process.stderr.isTTY) process.stderr.write(CLEAR);
        report(retagged, { ...options, queued: store.kind === 'stack' });
      });
    });
}

/** @throws InputError where a stack would tag as it did before */
function checkTagger(store: Store): void {
  if (store.kind === 'local') {
    if (store.isShared)
      process.stderr.write('A run is under way with the tagger that it started with; restart it for this one.\n');
    return;
  }
  const deployed = outputOf(store.stack, 'taggerVersion');
  if (deployed !== taggerVersion) {
    throw new InputError(
      `the stack ${store.stack.name} tags by version ${deployed}, and this is ${taggerVersion}; bring it up to date with \`npx cdk deploy\` first`,
    );
  }
}

async function labelsFrom(file: string) {
  try {
    return readLabels(await readFile(file, 'utf8'), { region: regionCode, topics: topicsCalled });
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

interface Told {
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Whether the stories are tagged by and by, not yet. */
  readonly queued: boolean;
}

function report(retagged: Retagged, { dryRun, json, queued }: Told): void {
  const { faults, tags, labels, ...counts } = retagged;
  if (json) {
    const measured = labels && { labels: measuredLabels(labels) };
    printJson({ dryRun, queued, taggerVersion, ...counts, tags: namedTags(tags), ...measured });
  } else for (const line of retagLines(retagged, taggerVersion, { dryRun, queued })) print(line);
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
