import type { ParsedFeed } from '../shared/domain.ts';
import { parseCdf } from './cdf.ts';
import { parseNewsml } from './newsml.ts';
import { parseNitf } from './nitf.ts';
import { parseSitemap, parseSitemapIndex } from './sitemap.ts';
import { tags } from './split.ts';

type Parse = (text: string, url: string | undefined) => ParsedFeed;

/** Formats beside RSS and Atom, by the element that only they begin with. */
const FORMATS: Readonly<Record<string, Parse>> = {
  newsmessage: parseNewsml,
  newsitem: parseNewsml,
  nitf: parseNitf,
  urlset: parseSitemap,
  sitemapindex: parseSitemapIndex,
};

/** What decides that it is none of them; `newsml` is version 1, whose news items are others. */
const OTHERS = ['newsml', 'rss', 'rdf', 'feed', 'channel', 'item', 'entry', 'html'];

/** An item or channel of CDF has its address and its time in attributes. */
const HAS_ATTRIBUTES = /^<[\w.:-]+\s[^<>]*\b(?:href|lastmod)\s*=/i;
const ITEM_WITH_ATTRIBUTES = /<(?:[\w.-]+:)?item\s[^<>]*\b(?:href|lastmod)\s*=/i;

/** @returns what reads the document, unless it is RSS, Atom or nothing known */
export function xmlFormatOf(text: string): Parse | undefined {
  for (const { at, name, closing } of tags(text, [...OTHERS, ...Object.keys(FORMATS)], 'any')) {
    if (closing) continue;
    if (name !== 'channel') return FORMATS[name];
    const isCdf = HAS_ATTRIBUTES.test(text.slice(at, at + 2_000)) || ITEM_WITH_ATTRIBUTES.test(text);
    return isCdf ? parseCdf : undefined;
  }
  return undefined;
}
