import type { IsoTime } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { CANARY } from '../shared/names.ts';
import { canaryFeed, isPublished } from './canary-feed.ts';

/**
 * Sees to it that the canary's feed is polled at the next tick: makes its row, or mends it where it was removed or points
 * at another bucket, e.g. after a table was restored. One that still waits for its poll is left to wait: how long that
 * takes is what the canary is there to tell.
 */
export async function makeDue(
  feeds: Pick<FeedStore, 'get' | 'create' | 'change' | 'hasten'>,
  url: string,
  now: IsoTime,
): Promise<void> {
  const { feedId, ...wished } = canaryFeed(url, now);
  const feed = await feeds.get(feedId);
  if (!feed) await feeds.create({ feedId, ...wished });
  else if (!isPublished(feed, url)) {
    const { host, origin, status, dueAt, interval } = wished;
    await feeds.change(CANARY.feedId, { url, host, origin, status, dueAt, interval });
  } else if (feed.lastFetchedAt !== undefined) await feeds.hasten(feedId, feed.lastFetchedAt, now);
}
