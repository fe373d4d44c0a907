import type { GapRow } from '../index/item.ts';
import type { Feed, Gap } from '../shared/domain.ts';
import { PermanentError, TransientError } from '../shared/errors.ts';
import { gapPartition, gapSortKey, monthsBackwards } from '../shared/keys.ts';
import { wantedPage } from './gaps.ts';
import type { Ports } from './ingest-object.ts';

/** Turns that a writer takes until somebody else must be at work without end. */
const MAX_ATTEMPTS = 10;
/** Months that have a row of one gap; a feed that was away for longer is a new one. */
const MAX_MONTHS = 24;

/**
 * Changes the gaps of a feed: in its row, under the condition that nobody else did, then in the rows that queries read,
 * and in the end asks for the pages that they wait for. Each part may be repeated: a step that was killed finds in the
 * feed's row what it still has to write and to ask for, and a page that was lost on its way is asked for by the next
 * response of the feed.
 *
 * @param feed as read before, to save a read
 * @param change gives back the same gaps where nothing changes
 * @param isOurs which gaps the step has to do with: their rows are written though nothing changes
 */
export async function changeGaps(
  feed: Feed,
  change: (gaps: readonly Gap[]) => readonly Gap[],
  isOurs: (gap: Gap) => boolean,
  { feeds, index, askFor }: Pick<Ports, 'feeds' | 'index' | 'askFor'>,
): Promise<void> {
  const { feedId } = feed;
  const written = new Set<string>();
  let row = feed;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const gaps = change(row.gaps);
    const touched = gaps.filter((gap) => isOurs(gap) || written.has(gap.to) || !row.gaps.includes(gap));
    for (const { to } of touched) written.add(to);
    const isWritten = gaps === row.gaps || (await feeds.recordGaps(feedId, row.gapsVersion, gaps));
    if (isWritten) await index.writeRows({ put: touched.flatMap((gap) => gapRows(row, gap)), remove: [] });

    const current = await feeds.get(feedId);
    if (!current) throw new PermanentError('ingest', `the feed ${feedId} is gone`);
    // Somebody was faster, or changed them since: what we wrote for queries may be old.
    const version = gaps === row.gaps ? row.gapsVersion : (row.gapsVersion ?? 0) + 1;
    if (isWritten && current.gapsVersion === version) {
      const pages = gaps.flatMap((gap) => wantedPage(feedId, gap) ?? []);
      if (pages.length > 0) await askFor(pages);
      return;
    }
    row = current;
  }
  throw new TransientError('ingest', `the gaps of ${feedId} are being changed by others, ${MAX_ATTEMPTS} turns lost`);
}

function gapRows({ feedId, title, sample }: Feed, { before: _before, toTry, ...gap }: Gap): GapRow[] {
  const said = {
    ...{ feedId, title },
    ...(sample && { sample }),
    ...(toTry && { isSought: true }),
    ...gap,
  };
  return monthsBackwards(gap.from, gap.to)
    .slice(0, MAX_MONTHS)
    .map((month) => ({ pk: gapPartition(month), sk: gapSortKey(gap.to, feedId), ...said }));
}
