import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Alert } from '../../lambdas/publish/alert.ts';
import { attributesOf, EVERYONE } from '../../lambdas/publish/attributes.ts';
import { type FilterPolicy, isTaken } from '../../lambdas/publish/filter-policy.ts';
import { loggedAlerts } from '../../lambdas/publish/logged.ts';
import { headlineOf } from '../../lambdas/publish/message.ts';
import { findWatch, type Protocol, type Watches } from '../../lambdas/publish/watches.ts';
import { InputError, reasonOf } from '../../lambdas/shared/errors.ts';
import type { DataFolder } from '../../local/folder.ts';
import { localWatches } from '../../local/watch/local-watches.ts';
import { moment, stackOption, wholeNumber } from '../options.ts';
import { counted, jsonOption, minute, print, printJson, table } from '../output.ts';
import { type Store, withStore } from '../store.ts';
import { filtered, inWords, policyOf } from '../watch-filters.ts';

export function watchCommand() {
  return new Command('watch')
    .description('Who is told of what comes in: on a terminal, to a URL, by mail, to a queue or a function')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(removeCommand())
    .addCommand(rehearseCommand())
    .addCommand(replayCommand());
}

function addCommand() {
  return filtered('add')
    .description(
      'Send what comes in from now on, and matches, to somebody; without an address, to the terminal of `start`',
    )
    .option('--name <name>', 'what to call it (default: made up)', watchName)
    .addOption(
      new Option('--email <address>', 'by mail, also to a Slack channel’s address').conflicts(['url', 'sqs', 'lambda']),
    )
    .addOption(new Option('--url <url>', 'by HTTP POST').conflicts(['email', 'sqs', 'lambda']))
    .addOption(new Option('--sqs <arn>', 'to a queue').conflicts(['email', 'url', 'lambda']))
    .addOption(new Option('--lambda <arn>', 'to a function').conflicts(['email', 'url', 'sqs']))
    .action((options) =>
      withWatches(options.stack, async (watches, store) => {
        const id = options.name ?? randomUUID().slice(0, 8);
        const policy = await policyOf(options, id, store.feeds);
        const next = await watches.add({ id, ...targetOf(options), policy });
        print(`Watch ${id} is made: ${inWords(policy)}.`);
        print(next);
      }),
    );
}

function listCommand() {
  return new Command('list')
    .description('List the watches')
    .addOption(jsonOption())
    .addOption(stackOption())
    .action(({ json, stack }) =>
      withWatches(stack, async (watches) => {
        const { watches: known, pending } = await watches.list();
        if (json) return printJson({ watches: known, pending });
        const rows = [
          ...known.map(({ id, protocol, endpoint, policy }) => [id, protocol, endpoint, inWords(policy)]),
          ...pending.map(({ protocol, endpoint }) => ['', protocol, endpoint, 'waits for its receiver to agree']),
        ];
        print(
          rows.length === 0
            ? 'No watch. `dateline watch add --help` shows how to make one.'
            : table(['name', 'by', 'to', 'what'], rows),
        );
      }),
    );
}

function removeCommand() {
  return new Command('remove')
    .description('Send nothing more to a watch')
    .argument('<name>', 'as `watch list` shows it')
    .addOption(stackOption())
    .action((name, { stack }) =>
      withWatches(stack, async (watches) => {
        await watches.remove(await findWatch(watches, name));
        print(`Removed ${name}`);
      }),
    );
}

function rehearseCommand() {
  return filtered('rehearse')
    .description('Show what a watch would have sent, before it is made')
    .argument('[name]', 'a watch that there is, instead of filters')
    .option('--days <number>', 'so many days back', days, 7)
    .addOption(jsonOption())
    .action((name, { days, json, ...filters }) =>
      withWatches(filters.stack, async (watches, store) => {
        const policy =
          name === undefined
            ? await policyOf(filters, 'rehearsal', store.feeds)
            : (await findWatch(watches, name)).policy;
        const until = new Date();
        const after = new Date(until.getTime() - days * 86_400_000).toISOString();
        const alerts: Alert[] = [];
        for await (const alert of takenOf(store, policy, after, until.toISOString())) alerts.push(alert);
        if (json) return printJson({ policy, alerts });
        if (alerts.length > 0) print(table(['arrived', 'what', 'id'], alerts.map(rowOf)));
        print(`${inWords(policy)}: ${alerts.length} in ${counted(days, 'day')}.`);
      }),
    );
}

function replayCommand() {
  return new Command('replay')
    .description('Send a watch again what has come in since a time or after a cursor, oldest first')
    .argument('<name>', 'as `watch list` shows it')
    .requiredOption(
      '--since <time>',
      'time (2026-11-24, 3h, 2d, monday) or the cursor of the last alert that is there',
      position,
    )
    .option('--until <time>', 'before then (default: now)', (text) => moment(text))
    .addOption(stackOption())
    .action((name, { since, until = new Date().toISOString(), stack }) =>
      withWatches(stack, async (watches, store) => {
        if (since >= until)
          throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
        const watch = await findWatch(watches, name);
        let sent = 0;
        let last = since;
        try {
          for await (const alert of takenOf(store, watch.policy, since, until)) {
            await watches.send(watch, alert);
            sent += 1;
            last = alert.cursor;
          }
        } catch (error) {
          throw new InputError(`${reasonOf(error)}; ${sent} were sent, go on with --since '${last}'`, { cause: error });
        }
        print(`Sent ${sent} again to ${name}.`);
      }),
    );
}

const takenOf = ({ index }: Store, policy: FilterPolicy, after: string, until: string) =>
  loggedAlerts(index, { after, until }, (alert) => isTaken(policy, attributesOf(alert)));

const rowOf = (alert: Alert): string[] => [minute(alert.arrivedAt), headlineOf(alert), alert.id];

function targetOf({ email, url, sqs, lambda }: Readonly<Partial<Record<Protocol, string>>>) {
  for (const [protocol, endpoint] of Object.entries({ email, url, sqs, lambda })) {
    if (endpoint !== undefined) return { protocol: protocol as Protocol, endpoint };
  }
  return { protocol: 'terminal' as const, endpoint: '' };
}

/** More than there can be in the log. */
function days(text: string): number {
  const number = wholeNumber(text);
  if (number < 1 || number > 36_500) throw new InvalidArgumentError('From 1 to 36500.');
  return number;
}

function watchName(text: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(text) || text === EVERYONE) {
    throw new InvalidArgumentError('Up to 40 small letters, digits and hyphens, but not "all".');
  }
  return text;
}

const CURSOR = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f]+#\d+$/;

const position = (text: string): string => (CURSOR.test(text) ? text : moment(text));

const withWatches = (
  stack: string | undefined,
  use: (watches: Watches, store: Store) => Promise<void>,
): Promise<void> =>
  withStore(stack, (store) => use(store.kind === 'stack' ? store.watches : watchesHere(store.folder), store));

const watchesHere = (folder: DataFolder): Watches => localWatches(folder, print, () => new Date().toISOString());
