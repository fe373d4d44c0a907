import type { Recorded } from '../lambdas/index/record.ts';
import type { Report } from '../lambdas/shared/report.ts';
import { reports } from '../lambdas/shared/report.ts';

/** What one round of polling came to. */
export interface Round {
  /** Feeds that were asked, and how that went. */
  polled: number;
  answered: number;
  /** Feeds whose host could not be reached at all. */
  unreachable: number;
  /** Feeds still to be asked. */
  due: number;
  responses: number;
  recorded: Record<Recorded, number>;
  rejected: number;
  readonly faults: unknown[];
}

const RECORDED: readonly Recorded[] = ['new', 'revised', 'withdrawn', 'updated', 'known'];

const emptyRound = (): Round => ({
  polled: 0,
  answered: 0,
  unreachable: 0,
  due: 0,
  responses: 0,
  recorded: { new: 0, revised: 0, withdrawn: 0, updated: 0, known: 0 },
  rejected: 0,
  faults: [],
});

/**
 * Runs a round and counts what the handlers report meanwhile.
 *
 * @param onReport is told each report with the count so far
 */
export async function countRound(
  run: () => Promise<void>,
  onReport: (what: Report, round: Round) => void,
): Promise<Round> {
  const round = emptyRound();
  const listen = (message: unknown): void => {
    const what = message as Report;
    count(round, what);
    onReport(what, round);
  };
  reports.subscribe(listen);
  try {
    await run();
  } finally {
    reports.unsubscribe(listen);
  }
  return round;
}

function count(round: Round, what: Report): void {
  switch (what.step) {
    case 'schedule':
      round.due += what.due;
      return;
    case 'fetch':
      round.polled += 1;
      if (what.outcome !== 'failed' && what.outcome !== 'gone') round.answered += 1;
      if (what.outcome === 'failed' && what.cause === 'network') round.unreachable += 1;
      return;
    case 'page':
      return;
    case 'ingest':
      round.responses += 1;
      round.rejected += what.rejected;
      for (const kind of RECORDED) round.recorded[kind] += what.recorded[kind] ?? 0;
      return;
    case 'websub':
    case 'story':
      return;
    case 'fault':
      round.faults.push(what.error);
      return;
    default:
      what satisfies never;
  }
}
