import { Command } from '@commander-js/extra-typings';
import { storedObjects } from '../../lambdas/archive/stored-objects.ts';
import { findFeed } from '../../lambdas/query/resolve.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { moment, stackOption } from '../options.ts';
import { withStore } from '../store.ts';
import { takeQueued } from '../take-queued.ts';

export function replayCommand() {
  return new Command('replay')
    .description(
      'Send stored objects through the pipeline again, e.g. after the parser has changed (for the tagger: retag)',
    )
    .requiredOption('--since <time>', 'responses that came from then on: 2026-11-24, 3h, 2d, monday', moment)
    .option('--until <time>', 'and before then (default: now)', moment)
    .option('--feed <name>', 'only this feed: id, URL or title')
    .addOption(stackOption())
    .action(async ({ since, until = new Date().toISOString(), feed, stack }) => {
      if (since >= until)
        throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
      await withStore(stack, async (store) => {
        const feedId = feed === undefined ? undefined : (await findFeed(store.feeds, feed)).feedId;
        const keys = await storedObjects(store.archive, { since, until, ...(feedId !== undefined && { feedId }) });
        await store.notify(keys);
        await takeQueued(store, keys.length);
      });
    });
}
