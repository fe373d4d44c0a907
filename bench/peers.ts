/**
 * The parsers that ours is measured beside, each with its own output under our names. Where a peer leaves a choice (its
 * dates are text, a field has two places), the one that meets more expectations is taken.
 */
import { Readable as Bytes } from 'node:stream';
import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { parseFeed } from '../lambdas/parse/parse-feed.ts';
import type { Readable } from './parse-expectations.ts';

type Json = Readonly<Record<string, unknown>>;
export type Reader = (body: Uint8Array) => Promise<Readable>;

const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const objects = (value: unknown): Json[] => list(value).map(json);

/** A date as the peer gives it: text, or a `Date`. */
function time(value: unknown): string | undefined {
  const date = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

/** Peers that ask for text get it in the charset that the document declares, which none of them looks for. */
function textOf(body: Uint8Array): string {
  const head = Buffer.from(body.subarray(0, 200)).toString('latin1');
  const declared = /encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(declared).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

const person = (value: unknown): unknown => {
  if (typeof value === 'string') return value;
  const { name, email, uri, url } = json(value);
  return name ?? email ?? uri ?? url;
};

function file(value: Json): Json {
  const type = value.mimeType ?? value.mime_type ?? value.type;
  const length = value.length ?? value.size_in_bytes;
  return {
    url: value.url ?? value.href,
    ...(type !== undefined && type !== null && { type }),
    ...(length !== undefined && length !== null && { length: Number(length) }),
  };
}

const worded = (value: unknown): unknown => (typeof value === 'object' && value !== null ? json(value).value : value);
const alternate = (links: unknown): unknown =>
  objects(links).find(({ rel }) => rel === undefined || rel === 'alternate')?.href;

/** Fields where they stand, in all of its formats: RSS, RDF, Atom, JSON Feed. */
function fromFeedsmith(body: Uint8Array): Readable {
  const { feed } = parseWithFeedsmith(textOf(body));
  const { dc = {}, ...said } = json(feed);
  const editor = said.managingEditor ?? said.webMaster;
  return {
    feed: {
      title: worded(said.title),
      link: said.link ?? said.home_page_url ?? alternate(said.links),
      language: said.language ?? list(json(dc).languages)[0] ?? json(said.xml).lang,
      author: person(list(said.authors)[0] ?? editor ?? list(json(dc).creators)[0]),
      updated: time(said.updated ?? said.lastBuildDate ?? said.pubDate),
    },
    entries: objects(said.items ?? said.entries).map((item) => {
      const { creators, dates, subjects } = json(item.dc);
      const links = objects(item.links).filter(({ rel }) => rel === 'enclosure');
      const enclosures = item.enclosures ?? item.attachments ?? (links.length > 0 ? links : undefined);
      const categories = item.categories ?? item.tags ?? subjects;
      return {
        id: worded(item.guid) ?? item.id ?? json(item.rdf).about,
        title: worded(item.title),
        link: item.link ?? item.url ?? alternate(item.links),
        published: time(item.published ?? item.pubDate ?? item.date_published ?? list(dates)[0]),
        updated: time(item.updated ?? item.date_modified),
        summary: worded(item.summary ?? item.description),
        content: worded(json(item.content).encoded ?? item.content ?? item.content_html ?? item.content_text),
        authors: list(item.authors ?? creators).map(person),
        categories: list(categories)
          .map((one) => (typeof one === 'string' ? one : (json(one).label ?? json(one).name ?? json(one).term)))
          .filter((one) => one !== undefined),
        enclosures: enclosures === undefined ? undefined : objects(enclosures).map(file),
      };
    }),
  };
}

function fromRowan(body: Uint8Array): Readable {
  const feed = parseWithRowan(textOf(body));
  return {
    feed: {
      title: feed.title,
      link: feed.url,
      language: feed.language,
      author: person(feed.authors[0]),
      updated: time(feed.updated ?? feed.published),
    },
    entries: feed.items.map((item) => ({
      id: item.id ?? undefined,
      title: item.title,
      link: item.url,
      published: time(item.published),
      updated: time(item.updated),
      summary: item.description,
      content: item.content,
      authors: item.authors.map(person),
      categories: item.categories.map(({ label, term }) => label ?? term),
      enclosures: item.media.map((media) => file({ ...media })),
    })),
  };
}

/** A stream; an error that it does not end with is one that it has mended. */
async function fromFeedparser(body: Uint8Array): Promise<Readable> {
  const parser = new FeedParser({ addmeta: false });
  const entries: object[] = [];
  parser.on('readable', () => {
    for (let item: Json = json(parser.read()); item.title !== undefined; item = json(parser.read())) {
      entries.push({
        id: item.guid,
        title: item.title,
        link: item.origlink ?? item.link,
        published: time(item.pubdate ?? item.date),
        updated: time(item.date),
        summary: item.summary ?? item.description,
        content: item.description,
        authors: list(item.author ?? undefined),
        categories: item.categories,
        enclosures: objects(item.enclosures).map(file),
      });
    }
  });
  await new Promise((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    Bytes.from([Buffer.from(textOf(body))]).pipe(parser);
  });
  const { title, link, language, author, date } = parser.meta ?? {};
  return { feed: { title, link, language, author, updated: time(date) }, entries };
}

async function fromRssParser(body: Uint8Array): Promise<Readable> {
  const { items, ...feed } = await new RssParser<{ language?: string }>().parseString(textOf(body));
  const said = json(feed);
  return {
    feed: { author: said.managingEditor ?? said.webMaster, ...feed, updated: time(said.lastBuildDate ?? said.pubDate) },
    entries: items.map((item: Json) => ({
      ...item,
      id: item.guid ?? item.id ?? item['rdf:about'],
      published: item.isoDate,
      summary: item.summary ?? item.content,
      content: item['content:encoded'] ?? item.content,
      authors: list(item.creator ?? item.author),
      enclosures: item.enclosure === undefined ? undefined : objects(item.enclosure).map(file),
    })),
  };
}

export const PARSERS = {
  dateline: (body) => parseFeed(body),
  feedsmith: async (body) => fromFeedsmith(body),
  '@rowanmanning/feed-parser': async (body) => fromRowan(body),
  feedparser: fromFeedparser,
  'rss-parser': fromRssParser,
} satisfies Readonly<Record<string, Reader>>;

export type ParserName = keyof typeof PARSERS;
