import { Command } from '@commander-js/extra-typings';
import { InputError } from '../../lambdas/shared/errors.ts';
import { regionName, topicName } from '../../lambdas/tag/vocabulary.ts';
import { follow, type Traced } from '../../lambdas/trace/follow.ts';
import { BOUNDS, type Looked } from '../../lambdas/trace/responses.ts';
import type { TracedStory } from '../../lambdas/trace/story.ts';
import type { Verdict } from '../../lambdas/trace/verdict.ts';
import { logLines } from '../log-lines.ts';
import { moment, stackOption } from '../options.ts';
import { jsonOption, print, printJson } from '../output.ts';
import { withStore } from '../store.ts';

export function traceCommand() {
  return new Command('trace')
    .description('Follow a link, or a story by its id, through all steps, and say where it stopped and why')
    .argument('<link|id>', 'as you copied it, with trackers and all; in quotes where it holds & or ?')
    .option(
      '--since <time>',
      'how far back to look through stored responses: 2026-11-24, 3h, 2d, monday (default: 3d)',
      moment,
    )
    .option('--until <time>', 'and up to when (default: now)', moment)
    .addOption(jsonOption())
    .addOption(stackOption())
    .action((asked, { since = moment('3d'), until, json, stack }) =>
      withStore(stack, async (store) => {
        const now = new Date().toISOString();
        if (since >= (until ?? now))
          throw new InputError(`nothing lies between ${since} and ${until ?? now}; --since must be before --until`);
        const traced = await follow({ asked, since, until: until ?? now, now }, store);
        const log = [...logLines(store, traced)];
        if (json) return printJson({ ...traced, log });
        for (const line of [...linesOf(traced, stack), ...log]) print(line);
        print(`\n${sentenceOf(traced.verdict, stack)}`);
      }),
    );
}

const on = (stack: string | undefined): string => (stack === undefined ? '' : ` --stack ${stack}`);

/** Each command that it names asks the stack that was asked, or it would be answered by this machine. */
function sentenceOf({ stopped, sentence }: Verdict, stack: string | undefined): string {
  const said = sentence.replace(/`(dateline [^`]+)`/g, `\`$1${on(stack)}\``);
  return stopped === 'found' ? `${said}${on(stack)}` : said;
}

function* linesOf({ asked, canonical, publisher, ...traced }: Traced, stack: string | undefined): Generator<string> {
  yield canonical === undefined ? asked : `${canonical}${publisher === undefined ? '' : `, of ${publisher}`}`;
  yield traced.feeds.length === 0 ? 'Feeds: none' : 'Feeds';
  for (const { feedId, title, sample, state, since, reason, lastFetchedAt } of traced.feeds) {
    const why = `${since === undefined ? '' : ` since ${since}`}${reason === undefined ? '' : `: ${reason}`}`;
    yield `  ${sample ? '[sample] ' : ''}${title} (${feedId}): ${state}${why}; last asked ${lastFetchedAt ?? 'never'}`;
  }
  if (traced.looked) yield* linesOfLooked(traced.looked);
  if (traced.names.length > 0) yield 'Identity';
  for (const { publisher: of, name, leadsTo } of traced.names) {
    const led = leadsTo === name ? 'is a story' : leadsTo === undefined ? 'leads to no story' : `leads to ${leadsTo}`;
    yield `  ${name}${of === undefined ? '' : `, its name by the link in feeds of ${of},`} ${led}`;
  }
  if (traced.identity) {
    const { id, story } = traced.identity;
    yield `  as an entry of its response it is of ${id}${story ? `, “${story.title}”` : ', which the index lacks'}`;
  }
  for (const { title, from, to, state } of traced.gaps) yield `Gap of ${title}: ${from} to ${to}, ${state}`;
  if (traced.story) yield* linesOfStory(traced.story, stack);
}

function* linesOfLooked({ responses, since, until, holding, reachedBackTo, feedsLeft }: Looked): Generator<string> {
  yield `Stored responses: ${holding.length} of ${responses} hold it, ${reachedBackTo ?? since} to ${until}`;
  for (const { key, trace, rejected } of holding) {
    yield `  ${key}${trace === undefined ? '' : `, trace ${trace}`}${rejected === undefined ? '' : `, not readable: ${rejected}`}`;
  }
  if (reachedBackTo !== undefined)
    yield `  ${BOUNDS.responses} are read at most, the newest ones; --until ${reachedBackTo} goes on from there.`;
  if (feedsLeft !== undefined) yield `  ${feedsLeft} feeds were left out; ${BOUNDS.feeds} are looked at.`;
}

const TIMES = ['publishedAt', 'firstSeenAt', 'storedAt', 'taggedAt', 'queryableAt'] as const;
const NAMES = ['published', 'first seen', 'stored', 'tagged', 'queryable'] as const;
const BACKLOG = {
  first: 'in the first response of its feed',
  import: 'imported',
  late: 'by a replay, or out of order',
} as const;

function* linesOfStory(story: TracedStory, stack: string | undefined): Generator<string> {
  const { id, title, link, sample, trace, backlog, unbelievedAt, response, revisions, rev, rows } = story;
  yield `Story ${id}`;
  yield `  ${sample ? '[sample] ' : ''}${title}`;
  if (link !== undefined) yield `  ${link}`;
  for (const [at, name] of TIMES.entries()) yield `  ${(NAMES[at] ?? '').padEnd(11)} ${story[name] ?? 'not kept'}`;
  if (unbelievedAt !== undefined) yield `  The publisher says ${unbelievedAt}, which is not believed.`;
  if (backlog) yield `  It may have been out for long before: it came ${BACKLOG[backlog]}.`;
  yield `  trace       ${trace ?? 'none, as it is of an older version'}`;
  yield `  response    ${response ? `${response.key}${response.isStored ? '' : ' (has expired)'}` : 'not known any more: the archived item has expired'}`;
  yield `  revision ${rev} by ${story.feeds[0]}, carried by ${story.feeds.length === 1 ? 'no other feed' : story.feeds.slice(1).join(', ')}${story.withdrawn ? '; withdrawn' : ''}`;
  for (const { at, feedId, withdrawn } of revisions) yield `    ${at} ${feedId}${withdrawn ? ' withdrawn' : ''}`;
  yield `  rows        ${rows.there.join(', ') || 'none'}`;
  if (rows.missing.length > 0) yield `  missing     ${rows.missing.join(', ')}`;
  const tags = [
    ...story.regions.map((code) => regionName(code) ?? code),
    ...story.topics.map((code) => topicName(code) ?? code),
  ];
  yield `  tags        ${tags.join(', ') || 'none'}`;
  yield `  why these   npx dateline explain ${id}${on(stack)}`;
}
