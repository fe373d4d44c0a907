import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import type { Entry, ParsedFeed } from '../../lambdas/shared/domain.ts';

/** Address of every document here. */
export const URL_OF_DOCUMENT = 'https://doc.example/feed.xml';

export const NAMESPACES = {
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  media: 'http://search.yahoo.com/mrss/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xhtml: 'http://www.w3.org/1999/xhtml',
};

const DECLARATIONS = Object.entries(NAMESPACES)
  .map(([prefix, namespace]) => `xmlns:${prefix}="${namespace}"`)
  .join(' ');

interface Parts {
  /** Elements of the feed itself. */
  readonly feed?: string;
  /** Elements of its one entry. */
  readonly entry?: string;
  /** Attributes of the root element, and of the entry. */
  readonly root?: string;
  readonly on?: string;
}

const entryOf = (name: string, { entry, on = '' }: Parts) =>
  entry === undefined ? '' : `<${name} ${on}>${entry}</${name}>`;

export const FORMATS = {
  rss: (parts: Parts) =>
    `<rss version="2.0" ${DECLARATIONS} ${parts.root ?? ''}><channel>${parts.feed ?? ''}${entryOf('item', parts)}</channel></rss>`,
  rdf: (parts: Parts) =>
    `<rdf:RDF xmlns="http://purl.org/rss/1.0/" ${DECLARATIONS} ${parts.root ?? ''}><channel>${parts.feed ?? ''}</channel>${entryOf('item', parts)}</rdf:RDF>`,
  atom: (parts: Parts) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" ${DECLARATIONS} ${parts.root ?? ''}>${parts.feed ?? ''}${entryOf('entry', parts)}</feed>`,
  'atom 0.3': (parts: Parts) =>
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#" ${DECLARATIONS} ${parts.root ?? ''}>${parts.feed ?? ''}${entryOf('entry', parts)}</feed>`,
};
export type Format = keyof typeof FORMATS;

export const read = (document: string): Promise<ParsedFeed> =>
  parseFeed(new TextEncoder().encode(document), { url: URL_OF_DOCUMENT });

export async function readEntry(
  format: Format,
  entry: string,
  parts: Omit<Parts, 'entry'> = {},
): Promise<Entry | undefined> {
  return (await read(FORMATS[format]({ ...parts, entry }))).entries[0];
}
