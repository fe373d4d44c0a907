import { readSitemapIndex } from '../parse/sitemap.ts';
import { publisherOf } from '../schedule/feed-identity.ts';
import type { Feed, ParsedFeed } from '../shared/domain.ts';

/** Sitemaps of one document that are asked for. */
const MAX_SITEMAPS = 3;
/** Where news sitemaps often are, for a site whose robots.txt names none. */
const USUAL = ['/news-sitemap.xml', '/sitemap-news.xml'];

/**
 * Where to look for entries that a feed has dropped: its own older pages (RFC 5005), then the news sitemaps of the site
 * that its entries are on, which robots.txt names.
 */
export function placesToLook({ url, publisher }: Pick<Feed, 'url' | 'publisher'>, parsed: ParsedFeed): string[] {
  const site = siteOf(parsed, publisher) ?? new URL(url).origin;
  return [...(parsed.feed.older === undefined ? [] : [parsed.feed.older]), `${site}/robots.txt`];
}

/** The site that most entries are on, if it is the publisher's: an aggregator links to others. */
function siteOf({ entries, feed }: ParsedFeed, publisher: string): string | undefined {
  const home = feed.link !== undefined && isWeb(feed.link) ? feed.link : undefined;
  const owners = new Set([publisher, ...(home === undefined ? [] : [publisherOf(home)])]);
  const counts = new Map<string, number>();
  for (const { link } of entries) {
    if (link === undefined || !isWeb(link) || !owners.has(publisherOf(link))) continue;
    const { origin } = new URL(link);
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? (home && new URL(home).origin);
}

const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

export const isRobots = (url: string): boolean => new URL(url).pathname === '/robots.txt';

/** The news sitemaps that a robots.txt names (sitemaps.org), else where they often are. */
export function sitemapsOfRobots(text: string, url: string): string[] {
  const named = [...text.matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)].map(([, address = '']) => address);
  const news = named.filter((address) => isWeb(address) && /news/i.test(address)).slice(0, MAX_SITEMAPS);
  return news.length > 0 ? news : USUAL.map((path) => new URL(path, url).href);
}

/** Those of an index of sitemaps that changed last. */
export const newestSitemaps = (text: string, url: string): string[] =>
  readSitemapIndex(text, url).filter(isWeb).slice(0, MAX_SITEMAPS);
