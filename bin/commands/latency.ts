import { Command, Option } from '@commander-js/extra-typings';
import { BOUNDS, type Latency, latency, type Quantiles, STEPS } from '../../lambdas/query/latency.ts';
import { findFeed } from '../../lambdas/query/resolve.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { moment, stackOption } from '../options.ts';
import { jsonOption, print, printJson, table } from '../output.ts';
import { type Store, withStore } from '../store.ts';

export function latencyCommand() {
  return new Command('latency')
    .description(
      `How long stories took from publication to being found, step by step, for each feed and over all; the newest ${BOUNDS.stories.toLocaleString('en')} at most`,
    )
    .option('--since <time>', 'stories that came in from then on: 2026-11-24, 3h, 2d, monday (default: 1d)', moment)
    .option('--until <time>', 'and before then (default: now)', moment)
    .option('--feed <name>', 'only stories that this feed had first: id, URL or title')
    .addOption(new Option('--format <format>', 'how to print it').choices(['table', 'json']).default('table' as const))
    .addOption(jsonOption().implies({ format: 'json' }))
    .addOption(stackOption())
    .action(({ since = moment('1d'), until = new Date().toISOString(), feed, format, stack }) =>
      withStore(stack, async (store) => {
        if (since >= until)
          throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
        const feedId = feed === undefined ? undefined : (await findFeed(store.feeds, feed)).feedId;
        const found = await latency(store.index, { since, until, feedId });
        const feeds = await titled(store, found);
        if (format === 'json') printJson({ since, until, ...named({ ...found, feeds }) });
        else for (const line of linesOf({ ...found, feeds })) print(line);
      }),
    );
}

type Titled = Latency['feeds'][number] & { readonly title: string };

async function titled({ feeds }: Store, found: Latency): Promise<Titled[]> {
  const all = found.feeds.map(async (one) => {
    const feed = await feeds.get(one.feedId);
    return { title: `${feed?.sample ? '[sample] ' : ''}${feed?.title ?? one.feedId}`, ...one };
  });
  return (await Promise.all(all)).sort((a, b) => a.title.localeCompare(b.title));
}

/** `publishedAt` → `firstSeenAt`: from which time to which. */
const byName = (times: Latency['all']) =>
  STEPS.map(([from, to], at) => ({ from, to, ...(times[at] ?? { stories: 0 }) }));

const named = ({ all, feeds, ...rest }: Omit<Latency, 'feeds'> & { readonly feeds: readonly Titled[] }) => ({
  ...rest,
  all: byName(all),
  feeds: feeds.map(({ times, ...feed }) => ({ ...feed, times: byName(times) })),
});

const HEAD = ['published → seen', '→ stored', '→ tagged', '→ queryable', 'published → queryable'];

function* linesOf({ stories, untimed, all, feeds, ...left }: Parameters<typeof named>[0]): Generator<string> {
  if (stories === 0) return yield 'No new story came in in this time.';
  const row = (title: string, count: number, times: Latency['all']) => [title, String(count), ...times.map(shown)];
  yield table(
    ['p50 / p99', 'stories', ...HEAD],
    [...feeds.map((feed) => row(feed.title, feed.stories, feed.times)), row('all', stories - untimed, all)],
  );
  yield 'Times that single stories took (nearest rank over all that count); in brackets, how many count.';
  yield* leftOut({ untimed, ...left });
}

function* leftOut(left: Pick<Latency, 'untimed' | 'unbelieved' | 'backlog' | 'reachedBackTo'>): Generator<string> {
  const { untimed, unbelieved, backlog, reachedBackTo } = left;
  const fromPublication = [
    [backlog.first, 'in the first response of their feed, and may be old'],
    [backlog.import, 'imported'],
    [backlog.late, 'of replays and responses out of order, which do not count to “stored” either'],
    [unbelieved, 'without a publication time that can be believed'],
  ] as const;
  for (const [count, why] of fromPublication) if (count > 0) yield `Not counted from publication: ${count} ${why}.`;
  if (untimed > 0) yield `Not counted at all: ${untimed} of older versions, which kept no times.`;
  if (reachedBackTo !== undefined)
    yield `Only back to ${reachedBackTo}: ${BOUNDS.stories.toLocaleString('en')} stories, or ${BOUNDS.lines.toLocaleString('en')} lines of the log, are read at most. --until ${reachedBackTo} goes on from there.`;
}

function shown(times: Quantiles | undefined): string {
  return times ? `${duration(times.p50)} / ${duration(times.p99)} (${times.stories})` : '–';
}

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
