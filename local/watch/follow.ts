import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { attributesOf } from '../../lambdas/publish/attributes.ts';
import { isTaken } from '../../lambdas/publish/filter-policy.ts';
import { loggedAlerts } from '../../lambdas/publish/logged.ts';
import type { Watch } from '../../lambdas/publish/watches.ts';
import type { IsoTime } from '../../lambdas/shared/domain.ts';
import { reasonOf } from '../../lambdas/shared/errors.ts';
import type { LocalWatches } from './local-watches.ts';

/** Another process may still be writing lines of the log with a time of a moment ago. */
const SETTLED_MS = 60_000;

export interface Following {
  readonly index: ItemIndex;
  readonly watches: LocalWatches;
  readonly now: () => IsoTime;
  /** Ends the sending after the alert that is under way. */
  readonly signal: AbortSignal;
}

/**
 * Tells each watch what has come in since its cursor, in the order of arrival. The cursor moves after each alert that was
 * taken, so one that was down goes on where it stopped, and one of a run that was killed gets an alert twice.
 *
 * @returns a line for each watch that could not be told
 */
export async function followLog(following: Following): Promise<string[]> {
  const { watches } = await following.watches.list();
  const faults = await Promise.all(
    watches.map(async (watch) => {
      try {
        await follow(watch, following);
        return [];
      } catch (error) {
        return [`Watch ${watch.id}: ${reasonOf(error)}; nothing is lost, it goes on from there in the next round.`];
      }
    }),
  );
  return faults.flat();
}

async function follow(watch: Watch, { index, watches, now, signal }: Following): Promise<void> {
  const after = await watches.cursorOf(watch);
  const until = now();
  // What has the very time of now is there already.
  const alerts = loggedAlerts(index, { after, until: `${until}~` }, (alert) =>
    isTaken(watch.policy, attributesOf(alert)),
  );
  let cursor = after;
  for await (const alert of alerts) {
    if (signal.aborted) return;
    await watches.send(watch, alert);
    cursor = alert.cursor;
    await watches.moveCursor(watch, cursor);
  }
  // A watch that seldom takes anything need not read the days since its last alert again.
  const settled = new Date(Date.parse(until) - SETTLED_MS).toISOString();
  if (settled > cursor) await watches.moveCursor(watch, settled);
}
