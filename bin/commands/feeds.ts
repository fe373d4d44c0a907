import { readFile, writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { findFeed, oneCountry } from '../../lambdas/query/resolve.ts';
import { parseOpml, type WishedFeed, writeOpml } from '../../lambdas/schedule/opml.ts';
import { feedPeriod } from '../../lambdas/schedule/period.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { Feed } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { isPolled } from '../../lambdas/shared/feed-store.ts';
import { CANARY } from '../../lambdas/shared/names.ts';
import { gapText } from '../gaps.ts';
import { trafficByHost } from '../host-traffic.ts';
import { stackOption } from '../options.ts';
import { counted, jsonOption, minute, print, printJson, table } from '../output.ts';
import { type Store, withStore } from '../store.ts';

export function feedsCommand() {
  return new Command('feeds')
    .description('The feeds that are polled')
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand())
    .addCommand(healthCommand())
    .addCommand(importCommand())
    .addCommand(exportCommand());
}

function listCommand() {
  return new Command('list')
    .description('List the feeds')
    .addOption(jsonOption())
    .addOption(stackOption())
    .action(({ json, stack }) =>
      withStore(stack, async (store) => {
        const feeds = await polledFeeds(store);
        if (json) return printJson(feeds.map(shown));
        print(
          table(
            ['title', 'language', 'country', 'period', 'id', 'url'],
            feeds.map((feed) => [
              mark(feed.title, feed.sample),
              feed.language ?? '',
              feed.country ?? '',
              periodText(feed),
              feed.feedId,
              withoutCredentials(feed.url),
            ]),
          ),
        );
      }),
    );
}

function addCommand() {
  return new Command('add')
    .description('Poll a feed from the next tick on')
    .argument('<url>')
    .option('--title <title>', 'what to call it (default: its host)')
    .option('--language <code>', 'BCP 47, e.g. en')
    .option(
      '--country <name>',
      'of the publisher, by code, slug or name (default: what its domain ends in)',
      oneCountry,
    )
    .option('--full-text', 'fetch the page where the feed gives only a teaser, if robots.txt lets us')
    .addOption(stackOption())
    .action((url, { title, language, country, fullText, stack }) =>
      withStore(stack, async ({ feeds }) => {
        if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
          throw new InputError(`${url} is no http(s) address; give the address of the feed itself`);
        }
        const wish: WishedFeed = {
          url,
          title: title?.trim() || new URL(url).host,
          sample: false,
          ...(language && { language }),
          ...(country && { country }),
          ...(fullText && { fullText }),
        };
        if (await add(feeds, wish)) print(`Added ${wish.title}`);
        else if (fullText) {
          const { feedId } = newFeed(wish, 'cli', new Date().toISOString());
          await feeds.change(feedId, { fullText });
          print(`Polled already: ${wish.title}; the pages of its teasers are fetched from now on`);
        } else print(`Polled already: ${wish.title}`);
      }),
    );
}

function removeCommand() {
  return new Command('remove')
    .description('Stop polling a feed; what it brought stays')
    .argument('<feed>', 'id, URL or title')
    .addOption(stackOption())
    .action((name, { stack }) =>
      withStore(stack, async ({ feeds }) => {
        const { feedId, title, status } = await findFeed(feeds, name);
        if (status === 'canary')
          throw new InputError(`${title} is the stack’s own feed, by which it tries itself; it would make it again`);
        // Its origin becomes a person's word, so that the next look at feeds.opml does not bring it back.
        await feeds.change(feedId, { status: 'removed', origin: 'cli' });
        print(`Removed ${title}`);
      }),
    );
}

function healthCommand() {
  return new Command('health')
    .description(
      'How each feed does: failures since when and why, gaps, entries that could not be read; what each host was asked',
    )
    .addOption(jsonOption())
    .addOption(stackOption())
    .action(({ json, stack }) =>
      withStore(stack, async (store) => {
        const polled = await polledFeeds(store);
        // Who looks for what is wrong wants to see the stack's own feed as well; elsewhere it is no feed.
        const canary = await store.feeds.get(CANARY.feedId);
        const feeds = canary ? [...polled, canary] : polled;
        if (json) return printJson(feeds.map((feed) => ({ ...shown(feed), state: stateOf(feed) })));
        print(
          table(
            ['title', 'state', 'last poll', 'last new', 'next poll', 'period', 'rejected', 'gaps'],
            feeds.map((feed) => [
              mark(feed.title, feed.sample),
              stateOf(feed),
              feed.lastFetchedAt ? minute(feed.lastFetchedAt) : '',
              feed.lastNewAt ? minute(feed.lastNewAt) : '',
              // The canary makes its feed due itself, and the day that stands in its row would pass for a cause.
              ...(feed.status === 'canary' ? ['', ''] : [minute(feed.dueAt), periodText(feed)]),
              String(feed.rejected ?? 0),
              feed.gaps.map(gapText).join('\n'),
            ]),
          ),
        );
        printTraffic(polled);
      }),
    );
}

function printTraffic(feeds: readonly Feed[]): void {
  const { days, hosts } = trafficByHost(feeds);
  if (hosts.length === 0) return;
  print(`\nAsked of each host on ${days.join(' and ')} (UTC), bodies as they came on the wire:`);
  print(
    table(
      ['host', 'feeds', 'requests', '304', 'bytes'],
      hosts.map(({ host, feeds, requests, notModified, bytes }) => [
        host,
        String(feeds),
        String(requests),
        `${Math.round((100 * notModified) / requests)} %`,
        bytes.toLocaleString('en'),
      ]),
    ),
  );
}

function importCommand() {
  return new Command('import')
    .description('Add the feeds of an OPML file')
    .argument('<file>')
    .addOption(stackOption())
    .action((file, { stack }) =>
      withStore(stack, async ({ feeds }) => {
        const wishes = parseOpml(await readFile(file, 'utf8'));
        let added = 0;
        for (const wish of wishes) if (await add(feeds, wish)) added += 1;
        const others = wishes.length - added;
        print(`Added ${counted(added, 'feed')}${others > 0 ? `; ${others} polled already` : ''}.`);
      }),
    );
}

function exportCommand() {
  return new Command('export')
    .description('Write the feeds as OPML, with the passwords that their addresses may hold')
    .argument('[file]', 'default: standard output')
    .addOption(stackOption())
    .action((file, { stack }) =>
      withStore(stack, async (store) => {
        const wishes = (await polledFeeds(store)).map(
          ({ url, title, language, country, fullText, sample = false }) => ({
            ...{ url, title, sample },
            ...(fullText && { fullText }),
            ...(language !== undefined && { language }),
            ...(country !== undefined && { country }),
          }),
        );
        const opml = writeOpml(wishes);
        if (file === undefined) print(opml);
        else await writeFile(file, opml);
      }),
    );
}

/** @returns false where it is polled already */
async function add(feeds: Store['feeds'], wish: WishedFeed): Promise<boolean> {
  const feed = newFeed(wish, 'cli', new Date().toISOString());
  if (await feeds.create(feed)) return true;
  const known = await feeds.get(feed.feedId);
  if (known?.status !== 'removed') return false;
  const { url, status, origin, dueAt, title, language, country, fullText } = feed;
  return feeds.change(feed.feedId, { url, status, origin, dueAt, title, language, country, fullText });
}

function stateOf(feed: Feed): string {
  const { failures, failingSince, lastError, unreadable, status, lastFetchedAt, movedTo, movedSince } = feed;
  const { leasedUntil, subscriptionDenied } = feed;
  if (lastError !== undefined)
    return `${status === 'gone' ? 'gone' : 'failing'} since ${minute(failingSince ?? '')} (${counted(failures, 'poll')}): ${lastError}`;
  if (unreadable !== undefined) return `not readable: ${unreadable}`;
  if (movedTo !== undefined) return `fine; has moved to ${movedTo} (said since ${movedSince?.slice(0, 10)})`;
  if (subscriptionDenied !== undefined) return `fine; no pushes: ${subscriptionDenied}`;
  if (leasedUntil !== undefined) return `fine; pushed by its hub until ${minute(leasedUntil)}`;
  return lastFetchedAt === undefined ? 'not polled yet' : 'fine';
}

/** A feed as others may see it. */
function shown(feed: Feed) {
  const { seen: _seen, tempo: _tempo, interval: _interval, gapsVersion: _version, ...said } = feed;
  const gaps = feed.gaps.map(({ before: _before, ...gap }) => gap);
  const { subscription } = feed;
  return {
    ...said,
    url: withoutCredentials(feed.url),
    period: periodNow(feed),
    gaps,
    // Who knows its secret can push stories into the feed.
    ...(subscription && { subscription: { ...subscription, secret: undefined } }),
  };
}

/** Seconds between polls, as of now. */
const periodNow = (feed: Feed): number => Math.round(feedPeriod(feed, new Date().toISOString()));

function periodText(feed: Feed): string {
  const minutes = periodNow(feed) / 60;
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

const mark = (title: string, sample = false): string => (sample ? `[sample] ${title}` : title);

async function polledFeeds({ feeds }: Store): Promise<Feed[]> {
  const polled: Feed[] = [];
  for await (const feed of feeds.list()) if (isPolled(feed.status)) polled.push(feed);
  return polled.sort((a, b) => a.title.localeCompare(b.title));
}
