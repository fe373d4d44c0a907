import type { IsoTime } from '../shared/domain.ts';

/** An entry of the canary, and what became of it. */
export interface Told {
  readonly publishedAt: IsoTime;
  readonly isFound: boolean;
  /** Since when it is found, where the item row says so. */
  readonly queryableAt?: IsoTime;
}

/**
 * How long a story takes now: what the newest one took that is found; or the age of the oldest one that is not, once it
 * has waited for longer than that.
 *
 * @param entries the oldest first
 * @returns seconds; `undefined` where there is nothing to tell by
 */
export function delayOf(entries: readonly Told[], now: IsoTime): number | undefined {
  const newest = entries.findLast(({ isFound, queryableAt }) => isFound && queryableAt !== undefined);
  const waiting = entries.find(({ isFound }) => !isFound);
  const delays = [
    ...(newest?.queryableAt ? [secondsBetween(newest.publishedAt, newest.queryableAt)] : []),
    ...(waiting ? [secondsBetween(waiting.publishedAt, now)] : []),
  ];
  return delays.length > 0 ? Math.max(...delays) : undefined;
}

const secondsBetween = (from: IsoTime, to: IsoTime): number => (Date.parse(to) - Date.parse(from)) / 1_000;
