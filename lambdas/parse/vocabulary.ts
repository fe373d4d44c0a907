/** What an element of any format can say of an entry or a feed. */
export type Field =
  | 'title'
  | 'link'
  | 'id'
  | 'published'
  | 'updated'
  | 'summary'
  | 'content'
  | 'author'
  | 'category'
  | 'enclosure'
  | 'language';

/** Namespace addresses, without scheme, `www.` and last character of punctuation, and the prefix used here for each. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'w3.org/2005/atom': 'atom',
  'purl.org/atom/ns': 'atom',
  'purl.org/rss/1.0': 'rss',
  'purl.org/net/rss1.1': 'rss',
  'my.netscape.com/rdf/simple/0.9': 'rss',
  'channel.netscape.com/rdf/simple/0.9': 'rss',
  'backend.userland.com/rss': 'rss',
  'backend.userland.com/rss2': 'rss',
  'blogs.law.harvard.edu/tech/rss': 'rss',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'search.yahoo.com/mrss': 'media',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'itunes.com/dtds/podcast-2.0.dtd': 'itunes',
  'prismstandard.org/namespaces/1.2/basic': 'prism',
  'prismstandard.org/namespaces/basic/2.0': 'prism',
  'purl.org/atompub/tombstones/1.0': 'at',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'w3.org/1999/xhtml': 'xhtml',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
};

export function prefixOf(namespace: string): string | undefined {
  const address = namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[/#]+$/, '');
  return NAMESPACES[address];
}

/**
 * Where each field is found, best source first; among names on one line separated by spaces, the first that an entry has.
 * `rss` is also the vocabulary of names without a namespace.
 */
const ENTRY: Readonly<Record<Field, readonly string[]>> = {
  title: ['rss:title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  link: ['rss:link', 'atom:link', 'rss:guid', 'atom:content', 'atom:id'],
  id: ['rss:guid', 'atom:id', 'rss:id', 'dc:identifier'],
  published: [
    'rss:pubdate',
    'atom:published',
    'atom:issued',
    'dcterms:issued',
    'dc:date',
    'rss:published',
    'rss:date',
    'prism:publicationdate',
    'dcterms:created',
    'atom:created',
  ],
  updated: ['atom:updated', 'atom:modified', 'dcterms:modified', 'dc:date', 'rss:updated', 'rss:lastbuilddate'],
  summary: [
    'rss:description atom:summary rss:summary',
    'dc:description',
    'dcterms:abstract',
    'rss:abstract',
    'itunes:summary',
    'media:description',
    'itunes:subtitle',
  ],
  content: [
    'content:encoded',
    'xhtml:body',
    'rss:body',
    'atom:content',
    'rss:content',
    'rss:fullitem',
    'yandex:full-text',
  ],
  author: ['dc:creator', 'atom:author', 'rss:author', 'dc:author', 'itunes:author', 'rss:creator'],
  category: [
    'rss:category',
    'atom:category',
    'dc:subject',
    'dcterms:subject',
    'media:category',
    'itunes:category',
    'itunes:keywords',
    'media:keywords',
  ],
  enclosure: ['rss:enclosure', 'media:content'],
  language: ['dc:language', 'dcterms:language', 'rss:language'],
};

const FEED: Readonly<Partial<Record<Field, readonly string[]>>> = {
  title: ['rss:title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  link: ['rss:link', 'atom:link'],
  updated: [
    'rss:lastbuilddate',
    'atom:updated',
    'atom:modified',
    'dcterms:modified',
    'dc:date',
    'rss:pubdate',
    'atom:published',
    'dcterms:issued',
    'atom:issued',
    'dcterms:created',
  ],
  author: [
    'rss:managingeditor',
    'atom:author',
    'dc:creator',
    'dc:author',
    'rss:author',
    'itunes:author',
    'rss:webmaster',
    'itunes:owner',
  ],
  language: ['rss:language', 'dc:language', 'dcterms:language'],
};

/** Element name → the fields that it may fill, with its rank among their sources. */
export type Vocabulary = ReadonlyMap<string, readonly (readonly [field: Field, rank: number])[]>;

function invert(sources: Readonly<Partial<Record<Field, readonly string[]>>>): Vocabulary {
  const vocabulary = new Map<string, [Field, number][]>();
  for (const [field, names] of Object.entries(sources) as [Field, readonly string[]][]) {
    names.forEach((alike, rank) => {
      for (const name of alike.split(' ')) vocabulary.set(name, [...(vocabulary.get(name) ?? []), [field, rank]]);
    });
  }
  return vocabulary;
}

export const ENTRY_VOCABULARY = invert(ENTRY);
/** Elements that say how a feed wants to be polled, beside its links. */
const POLLING: Vocabulary = new Map(['rss:ttl', 'sy:updateperiod', 'sy:updatefrequency'].map((name) => [name, []]));

export const FEED_VOCABULARY: Vocabulary = new Map([...invert(FEED), ...POLLING]);
