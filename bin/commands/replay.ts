import { Command } from '@commander-js/extra-typings';
import { storedObjects } from '../../lambdas/archive/stored-objects.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { describe } from '../../local/faults.ts';
import { notify } from '../../local/notifications.ts';
import { progressOn } from '../../local/progress.ts';
import { countRound } from '../../local/round.ts';
import { startRuntime } from '../../local/runtime.ts';
import { openStore } from '../../local/store.ts';
import { moment } from '../options.ts';
import { print } from '../output.ts';
import { findFeed } from '../resolve.ts';

export function replayCommand() {
  return new Command('replay')
    .description(
      'Send stored objects through the pipeline again, e.g. after the parser has changed (for the tagger: retag)',
    )
    .requiredOption('--since <time>', 'responses that came from then on: 2026-11-24, 3h, 2d, monday', (text) =>
      moment(text),
    )
    .option('--until <time>', 'and before then (default: now)', (text) => moment(text))
    .option('--feed <name>', 'only this feed: id, URL or title')
    .action(async ({ since, until = new Date().toISOString(), feed }) => {
      if (since >= until)
        throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
      const store = await openStore();
      try {
        const feedId = feed === undefined ? undefined : (await findFeed(store.feeds, feed)).feedId;
        const keys = await storedObjects(store.archive, { since, until, ...(feedId !== undefined && { feedId }) });
        await notify(store.folder, keys);
        if (store.isShared) {
          print(`${keys.length} objects are queued; the run that is under way takes them within a minute.`);
          return;
        }
        const runtime = await startRuntime(store, { signal: new AbortController().signal });
        const progress = progressOn(process.stderr);
        try {
          const round = await countRound(runtime.ingest, progress.show);
          progress.stop();
          const { new: fresh, revised, withdrawn, updated, known } = round.recorded;
          print(
            `Replayed ${round.responses} of ${keys.length} objects: ${fresh} new, ${revised} revised, ${withdrawn} withdrawn, ${updated} tagged anew, ${known} as they were.`,
          );
          for (const fault of round.faults) print(`Fault: ${describe(fault)}`);
          if (round.faults.length > 0)
            throw new InputError(`see ${store.folder.deadLetters} for what could not be processed`);
        } finally {
          progress.stop();
          await runtime.close();
        }
      } finally {
        await store.close();
      }
    });
}
