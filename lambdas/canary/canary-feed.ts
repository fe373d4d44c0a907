import type { ArchiveObject } from '../archive/archive.ts';
import type { Feed, IsoTime } from '../shared/domain.ts';
import { CANARY } from '../shared/names.ts';

/** An hour of entries, with a tick a minute: whoever looks in between finds what has been out for long. */
const MOST_ENTRIES = 12;
/** Seconds. It is asked when the canary says so, and by itself hardly ever. */
const INTERVAL = 86_400;

/** Where a stack's own feed is: `s3://bucket/canary/feed.xml`. */
export const canaryUrl = (archiveUrl: string): string => `${archiveUrl}/${CANARY.key}`;

/** Its row. The publisher is no domain, so no entry of another feed can be one of its stories. */
export const canaryFeed = (url: string, now: IsoTime): Feed => ({
  feedId: CANARY.feedId,
  url,
  host: new URL(url).host,
  publisher: CANARY.feedId,
  title: 'Dateline canary',
  origin: 'stack',
  status: 'canary',
  dueAt: now,
  interval: INTERVAL,
  failures: 0,
  gaps: [],
});

/** Whether a row says that the feed was written at this address; where it was not, S3 would refuse to say so. */
export const isPublished = (row: Feed | undefined, url: string): boolean =>
  row !== undefined && row.status === 'canary' && row.url === url;

/** The times of the entries that the feed holds, the oldest first. */
export const entriesIn = (feed: ArchiveObject | undefined): IsoTime[] =>
  feed?.metadata.entries?.split(' ').filter(Boolean) ?? [];

/** With one more, of the second that has begun: that is how exact a feed is. */
export function withEntry(entries: readonly IsoTime[], now: Date): IsoTime[] {
  const time = new Date(Math.floor(now.getTime() / 1_000) * 1_000).toISOString();
  return [...entries.filter((other) => other < time), time].slice(-MOST_ENTRIES);
}

/** The feed as it is published. Its entries stand in the metadata as well, so that nobody has to parse it. */
export function feedWith(entries: readonly IsoTime[]): ArchiveObject {
  const items = [...entries]
    .reverse()
    .map(
      (time) =>
        `<item><guid isPermaLink="false">canary ${time}</guid><title>Canary of ${time}</title><description>This stack tries itself: is what it was told at ${time} found?</description><pubDate>${new Date(time).toUTCString()}</pubDate></item>`,
    );
  const rss = `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Dateline canary</title><description>What a stack tells itself</description>\n${items.join('\n')}\n</channel></rss>\n`;
  return { body: Buffer.from(rss), metadata: { entries: entries.join(' ') } };
}
