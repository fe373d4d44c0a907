import type { SampleFeed } from './stories.ts';
import { toXml } from './xml.ts';

/** OPML 2.0 of all feeds, also of the dead, the slow and the moved one. @param url root of the wire */
export function opmlOf(feeds: readonly SampleFeed[], url: string): string {
  const outline = feeds.map((feed) => ({
    '@type': 'rss',
    '@text': feed.title,
    '@title': feed.title,
    '@xmlUrl': url + (('movedFrom' in feed && feed.movedFrom) || feed.path),
    '@htmlUrl': feed.home,
    '@language': feed.language,
    ...(feed.country !== undefined && { '@country': feed.country }),
    '@category': 'sample',
  }));
  return toXml({ opml: { '@version': '2.0', head: { title: 'Dateline sample wire' }, body: { outline } } });
}
