import type { Feed } from '../../lambdas/shared/domain.ts';
import type { FeedStore } from '../../lambdas/shared/feed-store.ts';

/** The rows of these feeds as ingest sees them, without a database. */
export function memoryFeeds(
  feeds: readonly Feed[],
): Pick<FeedStore, 'get' | 'list' | 'change' | 'recordIngest' | 'recordGaps' | 'hasten'> {
  const rows = new Map(feeds.map((feed) => [feed.feedId, feed]));
  return {
    get: async (feedId) => rows.get(feedId),
    async *list() {
      yield* rows.values();
    },
    async change(feedId, changes) {
      const row = rows.get(feedId);
      if (!row) return false;
      rows.set(feedId, { ...row, ...changes } as Feed);
      return true;
    },
    async recordIngest(feedId, at, changes) {
      const row = rows.get(feedId);
      if (!row || (row.ingestedAt !== undefined && row.ingestedAt >= at)) return false;
      rows.set(feedId, { ...row, ...changes } as Feed);
      return true;
    },
    async recordGaps(feedId, read, gaps) {
      const row = rows.get(feedId);
      if (!row || row.gapsVersion !== read) return false;
      rows.set(feedId, { ...row, gaps, gapsVersion: (read ?? 0) + 1 });
      return true;
    },
    async hasten(feedId, responseAt, dueAt) {
      const row = rows.get(feedId);
      if (row?.lastFetchedAt !== responseAt || row.dueAt <= dueAt) return false;
      rows.set(feedId, { ...row, dueAt });
      return true;
    },
  };
}
