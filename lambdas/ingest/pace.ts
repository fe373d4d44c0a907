import type { SeenEntry, SeenSet } from '../identify/seen-set.ts';
import { firstTempo, hear, waitAfterAnswer } from '../schedule/period.ts';
import type { Entry, Feed, FeedResponse, IsoTime, Tempo } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';

/** When a feed was last seen to hold nothing but its seen set; a page that was no feed has shown nothing. */
export function seenUntil(
  { ingestedAt, unreadable }: Feed,
  { previousAt }: Pick<FeedResponse, 'previousAt'>,
): IsoTime | undefined {
  if (ingestedAt === undefined || previousAt === undefined || unreadable !== undefined) return ingestedAt;
  return previousAt > ingestedAt ? previousAt : ingestedAt;
}

/** @param remembered what the response held @param seen what the one before held */
export function tempoAfter(
  feed: Feed,
  response: Pick<FeedResponse, 'at' | 'previousAt'>,
  remembered: readonly SeenEntry[],
  seen: SeenSet,
  entries: readonly Entry[],
): Tempo {
  const { at } = response;
  const since = seenUntil(feed, response);
  if (!feed.tempo || since === undefined) {
    const times = entries.flatMap(({ published }) => published ?? []);
    return firstTempo(times, remembered.length, feed.interval, at);
  }
  const fresh = remembered.filter(({ id }) => !seen.hasId(id)).length;
  return hear(feed.tempo, { at, since, entries: remembered.length, fresh });
}

/**
 * Brings the next poll forward where the response has made the period shorter: its time was set before anybody had read
 * the response. A publisher's word on how long it stays fresh is kept.
 */
export async function hasten(
  feeds: Pick<FeedStore, 'hasten'>,
  feed: Feed,
  { tempo, ttl = 0 }: { readonly tempo: Tempo; readonly ttl: number | undefined },
  { at, freshFor = 0 }: Pick<FeedResponse, 'at' | 'freshFor'>,
): Promise<void> {
  const wait = waitAfterAnswer({ ...feed, tempo }, Math.max(freshFor, ttl), at);
  if (wait >= waitAfterAnswer(feed, Math.max(freshFor, feed.ttl ?? 0), at)) return;
  await feeds.hasten(feed.feedId, at, new Date(Date.parse(at) + Math.round(wait * 1000)).toISOString());
}
