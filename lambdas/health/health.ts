import { usualRate } from '../schedule/period.ts';
import type { Feed, IsoTime } from '../shared/domain.ts';
import type { Health } from '../shared/report.ts';

/** What is told of a feed here. A row has kilobytes more. */
export type Vitals = Pick<Feed, 'failingSince' | 'lastNewAt' | 'tempo'>;

/** Servers are restarted and come back: a feed that has failed for less is not said to fail. */
const PATIENCE_MS = 3_600_000;

/** How the feeds that are polled do, taken together. */
export function healthOf(feeds: readonly Vitals[], now: IsoTime): Health {
  const patience = new Date(Date.parse(now) - PATIENCE_MS).toISOString();
  const failing = feeds.filter(({ failingSince }) => failingSince !== undefined && failingSince <= patience).length;
  return {
    feeds: feeds.length,
    failingFeeds: feeds.length === 0 ? 0 : rounded((100 * failing) / feeds.length),
    newsOverdue: rounded(newsOverdue(feeds, now)),
  };
}

/**
 * The stories that should have come since the last one came, by the pace that the feeds had then: a stack that gets a
 * story a minute is silent after half an hour, one that gets ten a day after days. A feed that had long fallen silent
 * by itself counts for little, since its pace fades; that of all of them together does not, as nothing would ring any
 * more when it has rung for long.
 */
function newsOverdue(feeds: readonly Vitals[], now: IsoTime): number {
  const [last] = feeds
    .flatMap(({ lastNewAt }) => lastNewAt ?? [])
    .sort()
    .reverse();
  if (last === undefined) return 0;
  const rate = feeds.reduce((sum, { tempo }) => sum + (tempo ? usualRate(tempo, last) : 0), 0);
  return (rate * Math.max(0, Date.parse(now) - Date.parse(last))) / 1_000;
}

const rounded = (value: number): number => Math.round(10 * value) / 10;
