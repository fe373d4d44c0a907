import type { Feed } from '../../lambdas/shared/domain.ts';
import type { FeedStore } from '../../lambdas/shared/feed-store.ts';

/** The rows of these feeds as ingest sees them, without a database. */
export function memoryFeeds(feeds: readonly Feed[]): Pick<FeedStore, 'get' | 'recordIngest'> {
  const rows = new Map(feeds.map((feed) => [feed.feedId, feed]));
  return {
    get: async (feedId) => rows.get(feedId),
    async recordIngest(feedId, at, changes) {
      const row = rows.get(feedId);
      if (!row || (row.ingestedAt !== undefined && row.ingestedAt >= at)) return false;
      rows.set(feedId, { ...row, ...changes } as Feed);
      return true;
    },
  };
}
