import { InputError } from '../lambdas/shared/errors.ts';
import { describe } from '../local/faults.ts';
import { progressOn } from '../local/progress.ts';
import { countRound } from '../local/round.ts';
import { startRuntime } from '../local/runtime.ts';
import type { Store as LocalStore } from '../local/store.ts';
import { counted, print } from './output.ts';
import type { Store } from './store.ts';

/** After objects were put into the ingest queue: says who takes them, or takes them here where nobody else would. */
export async function takeQueued(store: Store, queued: number): Promise<void> {
  const queue = `${counted(queued, 'object')} ${queued === 1 ? 'is' : 'are'} queued`;
  if (store.kind === 'stack') print(`${queue}; the stack takes them in the next minutes.`);
  else if (store.isShared) print(`${queue}; the run that is under way takes them within a minute.`);
  else await takeHere(store, queued);
}

async function takeHere(store: LocalStore, queued: number): Promise<void> {
  const runtime = await startRuntime(store, { signal: new AbortController().signal });
  const progress = progressOn(process.stderr);
  try {
    const round = await countRound(runtime.ingest, progress.show);
    progress.stop();
    const { new: fresh, revised, withdrawn, updated, known } = round.recorded;
    print(
      `Replayed ${round.responses} of ${counted(queued, 'object')}: ${fresh} new, ${revised} revised, ${withdrawn} withdrawn, ${updated} tagged anew, ${known} as they were.`,
    );
    for (const fault of round.faults) print(`Fault: ${describe(fault)}`);
    if (round.faults.length > 0) throw new InputError('`dateline redrive --dry-run` shows what could not be processed');
  } finally {
    progress.stop();
    await runtime.close();
  }
}
