import type { CoveredGap } from '../lambdas/query/gaps.ts';
import type { Gap } from '../lambdas/shared/domain.ts';
import { minute } from './output.ts';

/** Gaps that one line names. */
const NAMED = 3;

/** What an answer may lack, in one line. */
export function gapLine(gaps: readonly CoveredGap[]): string {
  const open = gaps.filter(({ state }) => state !== 'closed');
  const closed = gaps.length - open.length;
  const named = open
    .slice(0, NAMED)
    .map(({ title, sample, ...gap }) => `${sample ? '[sample] ' : ''}${title} ${span(gap)}`);
  const others = open.length > NAMED ? ` and ${open.length - NAMED} more` : '';
  return [
    open.length === 0 ? 'Nothing open' : `Stories may be missing: ${named.join(', ')}${others}`,
    closed > 0 ? `; ${closed} ${closed === 1 ? 'gap in this time was' : 'gaps in this time were'} closed` : '',
    '. `dateline feeds health` says how each was looked for.',
  ].join('');
}

/** A gap of a feed in words: how it stands, and why. */
export function gapText(gap: Gap): string {
  const { closedBy, toTry, tried = [], found = 0 } = gap;
  const brought = found > 0 ? `, ${found} found` : '';
  if (closedBy !== undefined)
    return `${span(gap)}: closed by ${closedBy === 'feed' ? 'the feed itself' : closedBy}${brought}`;
  if (toTry) return `${span(gap)}: looking in ${toTry[0]}${brought}`;
  const why = tried.map(({ url, result }) => `${url} ${result}`).join('; ');
  return `${span(gap)}: open${brought}${why ? ` (${why})` : ''}`;
}

/** `2026-11-24 08:00 to 08:30`, in UTC; the day again where it is another one. */
function span({ from, to }: Pick<Gap, 'from' | 'to'>): string {
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11, 16) : minute(to);
  return `${minute(from)} to ${end}`;
}
