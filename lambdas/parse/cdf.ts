import type { Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { cut } from './cut.ts';
import { parseDate } from './dates.ts';
import { elementsAt, htmlOf, lineOf, readElements, type XmlElement } from './elements.ts';
import { absolute } from './links.ts';
import { present } from './present.ts';
import { NO_FIELD, rejection } from './rejection.ts';

const SIBLINGS = new Set('title abstract author publisher publicationdate lastmod keywords category a'.split(' '));

/** What a channel or item says of itself: the first draft has a `VALUE` attribute where later ones have content. */
function fieldsOf(element: XmlElement | undefined, base: string | undefined) {
  const said = (name: string): string | undefined => {
    const [found] = elementsAt(element, name);
    return found?.attributes.get('value') || lineOf(found);
  };
  const [anchor] = elementsAt(element, 'a');
  const [abstract] = elementsAt(element, 'abstract');
  const href = element?.attributes.get('href') || anchor?.attributes.get('href');
  return {
    title: said('title') ?? lineOf(anchor),
    link: absolute(href ?? '', base),
    summary: abstract?.attributes.get('value') || (abstract && htmlOf(abstract, base)),
    updated: parseDate(element?.attributes.get('lastmod') || said('lastmod') || ''),
    published: parseDate(said('publicationdate') ?? ''),
    author: said('author'),
    keywords: said('keywords')?.split(',') ?? [],
  };
}

/** Microsoft's Channel Definition Format (W3C note of 10 March 1997, and version 0.4 that Internet Explorer 4 read). */
export function parseCdf(text: string, url: string | undefined): ParsedFeed {
  const { rest, entries: sources } = cut(text, 'item');
  const [channel] = elementsAt(readElements(rest, SIBLINGS), 'channel');
  const base = absolute(channel?.attributes.get('base') ?? '', url) ?? url;
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  for (const source of sources) {
    const [item] = elementsAt(readElements(source, SIBLINGS), 'item');
    const { author, keywords, ...fields } = fieldsOf(item, base);
    const authors = author === undefined ? [] : [author];
    const categories = keywords.map((keyword) => keyword.trim()).filter((keyword) => keyword !== '');
    const single = present(fields);
    if (Object.keys(single).length + authors.length + categories.length > 0) {
      entries.push({ ...single, authors, categories, enclosures: [] });
    } else rejected.push(rejection(NO_FIELD, source));
  }
  const { title, link, updated, author } = fieldsOf(channel, base);
  return { format: 'cdf', feed: present({ title, link, updated, author }), entries, rejected };
}
