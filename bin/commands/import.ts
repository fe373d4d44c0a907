import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { publisherOf } from '../../lambdas/schedule/feed-identity.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { describe, plainReason } from '../../local/faults.ts';
import { type ImportOptions, storeDocuments } from '../../local/import/import.ts';
import { progressOn } from '../../local/progress.ts';
import { countRound } from '../../local/round.ts';
import { startRuntime } from '../../local/runtime.ts';
import type { Store as LocalStore } from '../../local/store.ts';
import { stackOption } from '../options.ts';
import { counted, print } from '../output.ts';
import { type Store, withStore } from '../store.ts';

export function importCommand() {
  return new Command('import')
    .description('Make stories of article pages, and of feeds that are at hand as files')
    .argument('<file|folder|url...>', 'HTML or plain text; folders with all below them; http(s) addresses')
    .option('--feed <title>', 'feed to put them under (default: one for each publisher)')
    .option('--publisher <domain>', 'whose they are (default: what the page says)', publisher)
    .option('--url <address>', 'where a single file is from', address)
    .option('--contact <address>', 'URL or mail address that publishers can write to; part of the User-Agent')
    .addOption(stackOption())
    .action(async (sources, { stack, ...options }) => {
      if (options.url !== undefined && sources.length > 1) {
        throw new InputError('--url says where one file is from; import the others by themselves');
      }
      await withStore(stack, async (store) => ingest(store, await storeAll(store, sources, options)));
    });
}

interface Stored {
  /** Titles of the feeds that hold what was stored. */
  readonly feeds: ReadonlySet<string>;
  readonly stored: number;
  readonly failed: number;
}

async function storeAll(store: Store, sources: readonly string[], options: ImportOptions): Promise<Stored> {
  const feeds = new Set<string>();
  let [stored, failed] = [0, 0];
  for await (const one of storeDocuments(store, sources, options)) {
    if ('feed' in one) {
      feeds.add(one.feed.title);
      stored += 1;
    } else {
      const reason = plainReason(one.error);
      if (reason === undefined) throw one.error;
      failed += 1;
      process.stderr.write(`${one.source}: ${reason}\n`);
    }
  }
  return { feeds, stored, failed };
}

async function ingest(store: Store, found: Stored): Promise<void> {
  const { feeds, stored, failed } = found;
  const all = stored + failed;
  if (stored > 0) {
    if (store.kind === 'stack') {
      print(
        `Stored ${stored} of ${counted(all, 'document')}; the stack takes ${stored === 1 ? 'it' : 'them'} in, mostly within a minute.`,
      );
      for (const title of feeds) print(`  npx dateline query --feed "${title}" --stack ${store.stack.name}`);
    } else if (store.isShared) {
      print(
        `Queued ${stored} of ${counted(all, 'document')}; the run that is under way takes ${stored === 1 ? 'it' : 'them'} within a minute.`,
      );
    } else await ingestHere(store, found);
  }
  if (failed > 0) throw new InputError(`${failed} of ${counted(all, 'document')} could not be imported`);
}

async function ingestHere(store: LocalStore, { feeds, stored, failed }: Stored): Promise<void> {
  const runtime = await startRuntime(store, { signal: new AbortController().signal });
  const progress = progressOn(process.stderr);
  try {
    const { recorded, faults } = await countRound(runtime.ingest, progress.show);
    progress.stop();
    const { new: fresh, revised, withdrawn, updated, known } = recorded;
    print(
      `Imported ${stored} of ${counted(stored + failed, 'document')}: ${counted(fresh, 'new story', 'new stories')}, ${revised} revised, ${withdrawn} withdrawn, ${updated + known} known already.`,
    );
    for (const title of feeds) print(`  npx dateline query --feed "${title}"`);
    for (const fault of faults) print(`Fault: ${describe(fault)}`);
    if (faults.length > 0) throw new InputError(`see ${store.folder.deadLetters} for what could not be processed`);
  } finally {
    progress.stop();
    await runtime.close();
  }
}

function publisher(text: string): string {
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}/`;
  if (!URL.canParse(url) || !new URL(url).hostname.includes('.')) {
    throw new InvalidArgumentError('Give a domain, such as example.org.');
  }
  return publisherOf(url);
}

function address(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError('Give an http(s) address.');
  }
  return text;
}
