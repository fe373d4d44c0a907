import Parser from 'rss-parser';
import type { Entry, ParsedFeed } from '../shared/domain.ts';
import { present } from './present.ts';
import type { Canonical } from './write.ts';

/** Fields that rss-parser hands on as they are, beside those that it has names for. */
interface ItemFields {
  readonly language?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly content?: string;
  readonly files?: string;
}

interface FeedFields {
  readonly creator?: string;
  readonly language?: string;
  readonly lastBuildDate?: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Names that rss-parser gives to texts, and ours. */
const TEXTS = [
  ['guid', 'id'],
  ['title', 'title'],
  ['link', 'link'],
  ['published', 'published'],
  ['updated', 'updated'],
  ['summary', 'summary'],
  ['content', 'content'],
  ['language', 'language'],
] as const;

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
    customFields: { item: ['language', 'published', 'updated', 'content', 'files'] },
  });
  const { items, ...feed } = await parser.parseString(xml);
  const entries = items.map((item): Entry => {
    const entry: Writable<Entry> = {
      authors: lists.restore(item.creator) ?? [],
      categories: lists.restore(item.categories?.[0]) ?? [],
      enclosures: enclosures.restore(item.files) ?? [],
    };
    // A loop, because this runs for every entry.
    for (const [name, field] of TEXTS) {
      const number = item[name];
      if (number === undefined) continue;
      const value = texts.restore(number);
      if (value !== undefined) entry[field] = value;
    }
    return entry;
  });
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
