import { type Edition, editionOf, type SampleEntry } from '../../../local/sample-wire/edition.ts';
import { isLive, readFeeds } from '../../../local/sample-wire/stories.ts';

export const EPOCH = new Date('2026-11-24T08:46:43.210Z');

export const feeds = readFeeds();
export const liveFeeds = feeds.filter(isLive);
export const stories = liveFeeds.flatMap((feed) => feed.stories);

export const editions = (round: number): Edition[] => liveFeeds.map((feed) => editionOf(feed, EPOCH, round));

export function edition(feedId: string, round: number): Edition {
  const found = editions(round).find(({ feed }) => feed.id === feedId);
  if (!found) throw new Error(`no feed ${feedId}`);
  return found;
}

/** The entry whose link ends with the key. */
export function entry(feedId: string, key: string, round: number): SampleEntry {
  const found = edition(feedId, round).entries.find(({ link }) => link.endsWith(`/${key}`));
  if (!found) throw new Error(`no entry ${key} in ${feedId}, round ${round}`);
  return found;
}
