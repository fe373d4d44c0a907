import Parser from 'rss-parser';
import type { Entry, ParsedFeed } from '../shared/domain.ts';
import { present } from './present.ts';
import type { Canonical } from './write.ts';

/** Fields that rss-parser hands on as they are, beside those that it has names for. */
interface ItemFields {
  readonly language?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly files?: string;
  readonly 'content:encoded'?: string;
}

interface FeedFields {
  readonly creator?: string;
  readonly language?: string;
  readonly lastBuildDate?: string;
}

/** Maps the items of a canonical document to fields with rss-parser, and puts back the values that its numbers stand for. */
export async function mapFields({
  xml,
  texts,
  lists,
  enclosures,
}: Canonical): Promise<Pick<ParsedFeed, 'feed' | 'entries'>> {
  // One parser a document: an error leaves state behind in it.
  const parser = new Parser<FeedFields, ItemFields>({
    xml2js: { mergeAttrs: true },
    defaultRSS: 2,
    customFields: { item: ['language', 'published', 'updated', 'files'] },
  });
  const { items, ...feed } = await parser.parseString(xml);
  const entries = items.map(
    (item): Entry => ({
      ...present({
        id: texts.restore(item.guid),
        title: texts.restore(item.title),
        link: texts.restore(item.link),
        published: texts.restore(item.published),
        updated: texts.restore(item.updated),
        summary: texts.restore(item.content),
        content: texts.restore(item['content:encoded']),
        language: texts.restore(item.language),
      }),
      authors: lists.restore(item.creator) ?? [],
      categories: lists.restore(item.categories?.[0]) ?? [],
      enclosures: enclosures.restore(item.files) ?? [],
    }),
  );
  return {
    feed: present({
      title: texts.restore(feed.title),
      link: texts.restore(feed.link),
      language: texts.restore(feed.language),
      author: lists.restore(feed.creator)?.[0],
      updated: texts.restore(feed.lastBuildDate),
    }),
    entries,
  };
}
