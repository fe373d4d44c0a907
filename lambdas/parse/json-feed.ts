import type { Enclosure, Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { isObject, type Json, objects, sourceOf, text } from './json.ts';
import { absolute, withAbsoluteLinks } from './links.ts';
import { ninjsItems, parseNinjs } from './ninjs.ts';
import { present } from './present.ts';
import { noFeed, rejection } from './rejection.ts';

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
  if (document instanceof SyntaxError) return noFeed(source, `JSON that cannot be read: ${document.message}`);
  const ninjs = ninjsItems(document);
  if (ninjs.length > 0) return parseNinjs(ninjs, url);
  if (!isObject(document) || !Array.isArray(document.items)) return noFeed(source);
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  for (const item of document.items) {
    const entry = isObject(item) ? entryOf(item, url) : undefined;
    if (entry && (entry.title ?? entry.link ?? entry.id ?? entry.summary ?? entry.content) !== undefined) {
      entries.push(entry);
    } else rejected.push(rejection('no title, link or text', sourceOf(item)));
  }
  const link = text(document.home_page_url);
  const feed = present({
    title: text(document.title),
    link: link === undefined ? undefined : absolute(link, url),
    language: text(document.language),
    author: authors(document)[0],
  });
  return { format: 'json', feed, entries, rejected };
}
