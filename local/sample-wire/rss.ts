import type { Edition, SampleEntry } from './edition.ts';
import type { FeedOf } from './stories.ts';
import { NOTICE, rfc3339, toHtml, toXml } from './xml.ts';

/** RSS 2.0, the full text in `description` or, as some houses do, the lead there and the rest in `content:encoded`. */
export function rss({ feed, builtAt, entries }: Edition<FeedOf<'rss'>>): string {
  const items: unknown[] = entries.map(({ title, link, guid, paragraphs, published, section }) => ({
    title,
    link,
    description: feed.text === 'html' ? paragraphs[0] : paragraphs.join('\n'),
    ...(feed.text === 'html' ? { 'content:encoded': { '#cdata': toHtml(paragraphs) } } : {}),
    ...(section === undefined ? {} : { category: section }),
    guid: { '@isPermaLink': String(guid === link), '#text': guid },
    ...(published === undefined ? {} : { pubDate: published.toUTCString() }),
  }));
  if (feed.emptyItem) items.push('');
  const channel = {
    title: feed.title,
    link: feed.home,
    description: `${feed.about} ${NOTICE}`,
    language: feed.language,
    ...(feed.lastBuildDate ? { lastBuildDate: builtAt.toUTCString() } : {}),
    item: items,
  };
  const content = feed.text === 'html' ? { '@xmlns:content': 'http://purl.org/rss/1.0/modules/content/' } : {};
  return toXml({ rss: { '@version': '2.0', ...content, channel } }, feed.encoding);
}

/** RSS 1.0: the items stand beside the channel, which lists them, and `dc:date` dates them. */
export function rdf({ feed, entries }: Edition<FeedOf<'rdf'>>): string {
  const about = feed.home + feed.path;
  const item = ({ title, link, paragraphs, published }: SampleEntry) => ({
    '@rdf:about': link,
    title,
    link,
    description: paragraphs.join('\n'),
    ...(published === undefined ? {} : { 'dc:date': rfc3339(published) }),
  });
  return toXml({
    'rdf:RDF': {
      '@xmlns': 'http://purl.org/rss/1.0/',
      '@xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      channel: {
        '@rdf:about': about,
        title: feed.title,
        link: feed.home,
        description: `${feed.about} ${NOTICE}`,
        'dc:language': feed.language,
        items: { 'rdf:Seq': { 'rdf:li': entries.map(({ link }) => ({ '@rdf:resource': link })) } },
      },
      item: entries.map(item),
    },
  });
}
