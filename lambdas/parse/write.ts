import { escapeUTF8 } from 'entities';
import type { Fields } from './read-fields.ts';
import type { Format } from './split.ts';
import type { Texts } from './texts.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

/** Writers of one document. Elements without a value are left out. */
function elementsWith(texts: Texts) {
  const tag = (name: string, attributes: Attributes): string => {
    let said = '';
    for (const key in attributes) {
      const value = attributes[key];
      if (value !== undefined) said += ` ${key}="${escapeUTF8(texts.shorten(value))}"`;
    }
    return `<${name}${said}/>`;
  };
  const short = (name: string, text: string | undefined): string =>
    text === undefined ? '' : `<${name}>${escapeUTF8(texts.shorten(text))}</${name}>`;
  const body = (name: string, text: string | undefined): string =>
    text === undefined ? '' : `<${name}>${texts.hide(text)}</${name}>`;
  return { tag, short, body };
}

function each<T>(values: Iterable<T>, write: (value: T) => string): string {
  let written = '';
  for (const value of values) written += write(value);
  return written;
}

const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"';

/** RSS 2.0, or RSS 1.0 where the items stand beside the channel. */
function writeRss(format: Format, feed: Fields, entries: readonly Fields[], texts: Texts): string {
  const { tag, short, body } = elementsWith(texts);
  const items = each(entries, (entry) => {
    const parts = [
      short('title', entry.title),
      short('link', entry.link),
      short('guid', entry.id),
      // ISO 8601, which rss-parser reads as well as RFC 822, keeps the milliseconds.
      short('pubDate', entry.published),
      short('atom:updated', entry.updated),
      short('dc:language', entry.language),
      each(entry.author, (name) => short('dc:creator', name)),
      each(entry.category, (name) => short('category', name)),
      each(entry.enclosure.values(), ({ url, type, length }) =>
        tag('enclosure', { url, type, length: length?.toString() }),
      ),
      body('description', entry.summary),
      body('content:encoded', entry.content),
    ];
    return `<item>${parts.join('')}</item>`;
  });
  const channel = [
    short('title', feed.title),
    short('link', feed.link),
    short('language', feed.language),
    short('dc:creator', [...feed.author][0]),
    short('lastBuildDate', feed.updated),
  ].join('');
  const atom = 'xmlns:atom="http://www.w3.org/2005/Atom"';
  if (format === 'rss') {
    return `<rss version="2.0" ${NAMESPACES} ${atom}><channel>${channel}${items}</channel></rss>`;
  }
  const rdf = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
  return `<rdf:RDF ${rdf} ${NAMESPACES} ${atom}><channel>${channel}</channel>${items}</rdf:RDF>`;
}

function writeAtom(feed: Fields, entries: readonly Fields[], texts: Texts): string {
  const { tag, short, body } = elementsWith(texts);
  const person = (name: string) => `<author>${short('name', name)}</author>`;
  const common = ({ title, link, updated, language }: Fields): string[] => [
    short('title', title),
    link === undefined ? '' : tag('link', { rel: 'alternate', href: link }),
    short('updated', updated),
    short('dc:language', language),
  ];
  const written = each(entries, (entry) => {
    const parts = [
      ...common(entry),
      short('id', entry.id),
      short('published', entry.published),
      each(entry.author, person),
      each(entry.category, (term) => tag('category', { term })),
      each(entry.enclosure.values(), ({ url, type, length }) =>
        tag('link', { rel: 'enclosure', href: url, type, length: length?.toString() }),
      ),
      body('summary', entry.summary),
      body('content', entry.content),
    ];
    return `<entry>${parts.join('')}</entry>`;
  });
  const head = [...common(feed), each([...feed.author].slice(0, 1), person)].join('');
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${NAMESPACES}>${head}${written}</feed>`;
}

export const write = (format: Format, feed: Fields, entries: readonly Fields[], texts: Texts): string =>
  format === 'atom' ? writeAtom(feed, entries, texts) : writeRss(format, feed, entries, texts);
