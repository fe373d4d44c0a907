import type { Feed, IsoTime } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { sha256 } from '../shared/keys.ts';
import type { AppliedFeeds } from '../shared/report.ts';
import { feedIdOf, hostOf, publisherOf } from './feed-identity.ts';
import { parseOpml, type WishedFeed } from './opml.ts';

/** Seconds between polls of a feed of which nothing is known yet. */
const DEFAULT_INTERVAL = 900;

/** What the file says of a feed. */
const STATED = ['url', 'title', 'language', 'country', 'fullText', 'sample'] as const;

export function newFeed(wish: WishedFeed, origin: Feed['origin'], now: IsoTime): Feed {
  const { url, title, language, country, fullText, sample } = wish;
  return {
    feedId: feedIdOf(url),
    url,
    host: hostOf(url),
    publisher: publisherOf(url),
    title,
    ...(language !== undefined && { language }),
    ...(country !== undefined && { country }),
    ...(fullText && { fullText }),
    origin,
    status: 'active',
    ...(sample && { sample }),
    dueAt: now,
    interval: DEFAULT_INTERVAL,
    failures: 0,
    gaps: [],
  };
}

/**
 * Makes the Feeds table follow an OPML file, if the file has changed since it was applied last. The file rules over the
 * feeds that came from it; what a person added or removed by hand stays so.
 *
 * @returns `undefined` where the file was applied already
 * @throws InputError where the file is broken; nothing is changed then
 */
export async function applyWishedFeeds(
  store: FeedStore,
  opml: string,
  now: IsoTime,
): Promise<AppliedFeeds | undefined> {
  const hash = sha256(opml);
  if ((await store.getWished()) === hash) return undefined;

  const wished = new Map(parseOpml(opml).map((feed) => [feedIdOf(feed.url), feed]));
  const known = new Map<string, Feed>();
  for await (const feed of store.list()) known.set(feed.feedId, feed);

  let [added, changed, removed] = [0, 0, 0];
  for (const [feedId, wish] of wished) {
    const feed = known.get(feedId);
    // The address may have got other credentials; they are no part of the id.
    const { url, title, language, country, fullText } = wish;
    const stated = { url, title, language, country, fullText, sample: wish.sample || undefined };
    if (!feed) {
      if (await store.create(newFeed(wish, 'opml', now))) added++;
    } else if (feed.origin === 'opml' && feed.status === 'removed') {
      await store.change(feedId, { ...stated, status: 'active', dueAt: now });
      added++;
    } else if (feed.origin === 'opml' && STATED.some((name) => feed[name] !== stated[name])) {
      await store.change(feedId, stated);
      changed++;
    }
  }
  for (const { feedId, origin, status } of known.values()) {
    if (origin !== 'opml' || status === 'removed' || wished.has(feedId)) continue;
    await store.change(feedId, { status: 'removed' });
    removed++;
  }
  // Last, so that a run that was killed begins again.
  await store.putWished(hash);
  return { added, changed, removed };
}
