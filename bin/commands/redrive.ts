import { Command } from '@commander-js/extra-typings';
import { outputOf } from '../../remote/outputs.ts';
import { stackOption } from '../options.ts';
import { print } from '../output.ts';
import { type Store, withStore } from '../store.ts';
import { takeQueued } from '../take-queued.ts';

export function redriveCommand() {
  return new Command('redrive')
    .description('Send what could not be processed through the pipeline again, e.g. after the cause is mended')
    .option('--dry-run', 'only show it, and why it failed as far as that is known', false)
    .addOption(stackOption())
    .action(({ dryRun, stack }) =>
      withStore(stack, async (store) => {
        const counts = { fetch: 0, ingest: 0 };
        for await (const letter of dryRun ? store.deadLetters() : store.redrive()) {
          print(`${letter.step}  ${letter.what}`);
          const reason = letter.reason ?? (await stateOfFeed(store, letter.feedId));
          if (reason !== undefined) print(`    ${reason}`);
          counts[letter.step] += 1;
        }
        if (counts.fetch + counts.ingest === 0) return print('There are no dead letters.');
        if (store.kind === 'stack') for (const line of whereTheLogIs(store)) print(line);
        if (dryRun)
          return print(
            `${counts.ingest} of ingest, ${counts.fetch} of fetch. Nothing is sent; without --dry-run it is.`,
          );
        if (counts.fetch > 0) print(`${counts.fetch} went back to the feed queue.`);
        if (counts.ingest > 0) await takeQueued(store, counts.ingest);
      }),
    );
}

/** What the table knows of the feed: not why this message failed, but often the same cause. */
async function stateOfFeed({ feeds }: Store, feedId: string | undefined): Promise<string | undefined> {
  if (feedId === undefined) return undefined;
  const feed = await feeds.get(feedId);
  if (!feed) return `its feed ${feedId} is not in the table`;
  const state = feed.lastError ?? feed.unreadable;
  return state === undefined ? undefined : `last of its feed ${feed.title}: ${state}`;
}

function* whereTheLogIs({ stack }: Extract<Store, { readonly kind: 'stack' }>): Generator<string> {
  yield 'Why, in the words of the functions:';
  for (const log of [outputOf(stack, 'ingestLog'), outputOf(stack, 'fetchLog')]) {
    yield `  aws logs tail ${log} --region ${stack.region} --since 14d --filter-pattern '{ $.step = "fault" }'`;
  }
}
