import type { Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { cut } from './cut.ts';
import { parseDate } from './dates.ts';
import { elementsAt, lineAt, readElements } from './elements.ts';
import { absolute } from './links.ts';
import { present } from './present.ts';
import { rejection } from './rejection.ts';

const SIBLINGS = new Set('loc lastmod changefreq priority name language title publication_date keywords'.split(' '));

/** A sitemap, also with Google's news elements (schema `sitemap-news/0.9`), whose keywords are a list with commas. */
export function parseSitemap(text: string, url: string | undefined): ParsedFeed {
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  let feed: ParsedFeed['feed'] = {};
  for (const source of cut(text, 'url').entries) {
    const [page] = elementsAt(readElements(source, SIBLINGS), 'url');
    const [news] = elementsAt(page, 'news');
    const link = absolute(lineAt(page, 'loc') ?? '', url);
    const title = lineAt(news, 'title');
    if (link === undefined && title === undefined) {
      rejected.push(rejection('no title or link', source));
      continue;
    }
    const language = lineAt(news, 'publication', 'language') ?? lineAt(news, 'language');
    const keywords = lineAt(news, 'keywords')?.split(',') ?? [];
    if (news && feed.title === undefined) feed = present({ title: lineAt(news, 'publication', 'name'), language });
    entries.push({
      ...present({
        title,
        link,
        published: parseDate(lineAt(news, 'publication_date') ?? ''),
        updated: parseDate(lineAt(page, 'lastmod') ?? ''),
        language,
      }),
      authors: [],
      categories: keywords.map((keyword) => keyword.trim()).filter((keyword) => keyword !== ''),
      enclosures: [],
    });
  }
  return { format: 'sitemap', feed, entries, rejected };
}

/** The sitemaps that a sitemap index lists, last changed first; those that do not say when come last. */
export function readSitemapIndex(text: string, url?: string): string[] {
  const children = cut(text, 'sitemap').entries.map((source) => {
    const [child] = elementsAt(readElements(source, SIBLINGS), 'sitemap');
    return {
      link: absolute(lineAt(child, 'loc') ?? '', url),
      changed: parseDate(lineAt(child, 'lastmod') ?? '') ?? '',
    };
  });
  const sorted = children.toSorted((a, b) => (a.changed === b.changed ? 0 : a.changed < b.changed ? 1 : -1));
  return [...new Set(sorted.map(({ link }) => link).filter((link) => link !== undefined))];
}

/** It has no entries of its own: `readSitemapIndex` says where they are. */
export const parseSitemapIndex = (): ParsedFeed => ({ format: 'sitemap-index', feed: {}, entries: [], rejected: [] });
