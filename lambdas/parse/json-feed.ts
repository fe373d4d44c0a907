import type { Enclosure, Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { isObject, type Json, objects, sourceOf, text } from './json.ts';
import { absolute, withAbsoluteLinks } from './links.ts';
import { parseNinjs } from './ninjs.ts';
import { ninjsItems } from './ninjs-items.ts';
import { present } from './present.ts';
import { NO_FIELD, noFeed, rejection } from './rejection.ts';
import { salvage } from './salvage-json.ts';

/** Version 1.0 has one `author`, 1.1 a list. */
function authors(value: Json): string[] {
  const people = [...objects(value.authors), ...(isObject(value.author) ? [value.author] : [])];
  return [...new Set(people.map(({ name, url }) => text(name) ?? text(url)).filter((name) => name !== undefined))];
}

function enclosures(value: unknown, base: string | undefined): Enclosure[] {
  return objects(value).flatMap((attachment) => {
    const url = absolute(text(attachment.url) ?? '', base);
    const type = text(attachment.mime_type);
    const length = attachment.size_in_bytes;
    if (url === undefined) return [];
    return [{ url, ...(type !== undefined && { type }), ...(typeof length === 'number' && { length }) }];
  });
}

function entryOf(item: Json, base: string | undefined): Entry {
  const link = text(item.url) ?? text(item.external_url);
  const html = text(item.content_html);
  return {
    ...present({
      id: text(item.id),
      title: text(item.title),
      link: link === undefined ? undefined : absolute(link, base),
      published: parseDate(text(item.date_published) ?? ''),
      updated: parseDate(text(item.date_modified) ?? ''),
      summary: text(item.summary),
      content: html === undefined ? text(item.content_text) : withAbsoluteLinks(html, base),
      language: text(item.language),
    }),
    authors: authors(item),
    categories: Array.isArray(item.tags) ? item.tags.map(text).filter((tag) => tag !== undefined) : [],
    enclosures: enclosures(item.attachments, base),
  };
}

const holdsSomething = ({ authors, categories, enclosures, ...single }: Entry): boolean =>
  authors.length + categories.length + enclosures.length > 0 || Object.keys(single).length > 0;

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

/** JSON Feed 1.0 and 1.1, or IPTC's ninjs. */
export function parseJsonFeed(source: string, url: string | undefined): ParsedFeed {
  const document = parsed(source);
  if (!(document instanceof SyntaxError)) return fromDocument(document, source, url);
  const reason = `JSON that cannot be read: ${document.message}`;
  const { document: salvaged, broken } = salvage(source);
  const { rejected, ...feed } = fromDocument(salvaged, source, url);
  if (feed.entries.length === 0) return noFeed(source, reason);
  return { ...feed, rejected: [...rejected, ...broken.map((raw) => rejection(reason, raw))] };
}

function fromDocument(document: unknown, source: string, url: string | undefined): ParsedFeed {
  const isJsonFeed = isObject(document) && /jsonfeed/.test(text(document.version) ?? '');
  const ninjs = isJsonFeed ? [] : ninjsItems(document);
  if (ninjs.length > 0) return parseNinjs(ninjs, url);
  if (!isObject(document) || !Array.isArray(document.items)) return noFeed(source);
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  for (const item of document.items) {
    const entry = isObject(item) ? entryOf(item, url) : undefined;
    if (entry && holdsSomething(entry)) entries.push(entry);
    else rejected.push(rejection(NO_FIELD, sourceOf(item)));
  }
  const address = (value: unknown) => absolute(text(value) ?? '', url);
  const hubs = objects(document.hubs).map((hub) =>
    address(/^websub$/i.test(text(hub.type) ?? '') ? hub.url : undefined),
  );
  const webSub = hubs.filter((hub) => hub !== undefined);
  const feed = {
    ...present({
      title: text(document.title),
      link: address(document.home_page_url),
      language: text(document.language),
      author: authors(document)[0],
      self: address(document.feed_url),
      older: address(document.next_url),
    }),
    ...(webSub.length > 0 && { hubs: webSub }),
  };
  return { format: 'json', feed, entries, rejected };
}
