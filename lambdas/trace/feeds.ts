import pMap from 'p-map';
import type { ItemIndex } from '../index/item-index.ts';
import { publisherOf } from '../schedule/feed-identity.ts';
import type { Feed, IsoTime } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { tagPartition } from '../shared/keys.ts';

/** A feed that may have brought a story, and whether it could. */
export interface TracedFeed {
  readonly feedId: string;
  readonly title: string;
  readonly sample?: boolean;
  readonly publisher: string;
  readonly state: 'polled' | 'failing' | 'unreadable' | 'gone' | 'removed' | 'imported';
  /** In words, where it is not well. */
  readonly reason?: string;
  /** Since when it fails. */
  readonly since?: IsoTime;
  readonly lastFetchedAt?: IsoTime;
  /** `at` of the newest response that was ingested. */
  readonly ingestedAt?: IsoTime;
}

export function tracedFeed(feed: Feed): TracedFeed {
  const { feedId, title, sample, publisher, lastFetchedAt, ingestedAt, failingSince } = feed;
  const reason = feed.lastError ?? feed.unreadable;
  return {
    ...{ feedId, title, publisher, state: stateOf(feed) },
    ...(sample && { sample }),
    ...(reason !== undefined && { reason }),
    ...(feed.lastError !== undefined && failingSince !== undefined && { since: failingSince }),
    ...(lastFetchedAt !== undefined && { lastFetchedAt }),
    ...(ingestedAt !== undefined && { ingestedAt }),
  };
}

function stateOf({ status, lastError, unreadable }: Feed): TracedFeed['state'] {
  if (status === 'removed' || status === 'imported' || status === 'gone') return status;
  if (lastError !== undefined) return 'failing';
  return unreadable === undefined ? 'polled' : 'unreadable';
}

export interface FeedsOfLink {
  /** Of the publisher of the page, then those of others that link to its pages. */
  readonly feeds: readonly TracedFeed[];
  /** All publishers of ours, since the page of one may be in the feed of another. */
  readonly publishers: readonly string[];
}

/** Feeds of other publishers whose newest stories are looked at, and stories of each. */
const MOST_OTHERS = 500;
const NEWEST = 5;
const AT_ONCE = 16;

/** The feeds that may hold a page of a publisher: a house often has its feeds under another domain than its pages. */
export async function feedsOfLink(
  store: Pick<FeedStore, 'list'>,
  index: Pick<ItemIndex, 'readPartition'>,
  publisher: string,
): Promise<FeedsOfLink> {
  const [own, others]: [TracedFeed[], TracedFeed[]] = [[], []];
  const publishers = new Set<string>();
  for await (const feed of store.list()) {
    publishers.add(feed.publisher);
    if (feed.publisher === publisher) own.push(tracedFeed(feed));
    else others.push(tracedFeed(feed));
  }
  const linksThere = async ({ feedId }: TracedFeed): Promise<boolean> => {
    const range = { pk: tagPartition.feed(feedId), atLeast: '0', atMost: '~', limit: NEWEST };
    const newest = await index.readPartition(range);
    return newest.some(({ link }) => link !== undefined && readsAs(link, publisher));
  };
  const linking = await pMap(others.slice(0, MOST_OTHERS), async (feed) => ((await linksThere(feed)) ? [feed] : []), {
    concurrency: AT_ONCE,
  });
  return { feeds: [...own, ...linking.flat()], publishers: [...publishers] };
}

const readsAs = (link: string, publisher: string): boolean => URL.canParse(link) && publisherOf(link) === publisher;
