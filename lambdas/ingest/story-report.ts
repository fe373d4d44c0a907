import type { Item } from '../index/item.ts';
import { rolesOf } from '../index/rows.ts';
import type { ArrivalKind } from '../shared/domain.ts';
import type { StoryReport } from '../shared/report.ts';
import type { Source } from './record-all.ts';

/** What is said of a story that came in, once it is done. */
export function storyReport(item: Item, kind: ArrivalKind, source: Source): StoryReport {
  const { id, link, sample, topics, publishedAt, firstSeenAt, storedAt, taggedAt, queryableAt } = item;
  const { key, feed, trace } = source;
  const delay = delayOf(item, kind, source);
  return {
    step: 'story',
    ...(trace !== undefined && { trace }),
    ...{ kind, id, feedId: feed.feedId, key },
    ...(link !== undefined && { link }),
    regions: rolesOf(item).regions,
    topics: topics.map(({ code }) => code),
    ...(sample && { sample }),
    ...{ publishedAt, firstSeenAt },
    ...(storedAt !== undefined && { storedAt }),
    ...(taggedAt !== undefined && { taggedAt }),
    ...(queryableAt !== undefined && { queryableAt }),
    ...(delay !== undefined && { delay }),
  };
}

/** @returns seconds, where they are ours to answer for */
function delayOf(
  { revisions, backlog, queryableAt }: Item,
  kind: ArrivalKind,
  { purpose }: Source,
): number | undefined {
  const published = revisions[0]?.publishedAt;
  if (kind !== 'new' || backlog || published === undefined || queryableAt === undefined) return undefined;
  if (purpose !== undefined && purpose !== 'push') return undefined;
  return Math.max(0, (Date.parse(queryableAt) - Date.parse(published)) / 1_000);
}
