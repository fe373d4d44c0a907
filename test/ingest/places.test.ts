import { describe, expect, it } from 'vitest';
import { newestSitemaps, placesToLook, sitemapsOfRobots } from '../../lambdas/ingest/places.ts';
import type { Entry, ParsedFeed } from '../../lambdas/shared/domain.ts';

const FEED = { url: 'https://feeds.wire.example/world.xml', publisher: 'wire.example' };
const entry = (link: string): Entry => ({ link, authors: [], categories: [], enclosures: [] });
const parsed = (links: string[], feed: ParsedFeed['feed'] = {}): ParsedFeed => ({
  format: 'rss',
  feed,
  entries: links.map(entry),
  rejected: [],
});

describe('what a gap may hold is looked for', () => {
  it('in older pages of the feed, then on the site that most entries are on', () => {
    const links = ['https://www.wire.example/1', 'https://m.wire.example/2', 'https://www.wire.example/3'];
    expect(placesToLook(FEED, parsed(links, { older: 'https://feeds.wire.example/world.xml?page=2' }))).toEqual([
      'https://feeds.wire.example/world.xml?page=2',
      'https://www.wire.example/robots.txt',
    ]);
  });

  it('never on the sites that an aggregator links to', () => {
    const links = ['https://other.example/1', 'https://another.example/2', 'mailto:desk@wire.example'];
    expect(placesToLook(FEED, parsed(links))).toEqual(['https://feeds.wire.example/robots.txt']);
    expect(placesToLook(FEED, parsed(links, { link: 'https://www.wire.example/world' }))).toEqual([
      'https://www.wire.example/robots.txt',
    ]);
  });

  it('on the home of a feed that lives on a host of many', () => {
    const feed = { url: 'https://feeds.feedburner.com/wire', publisher: 'feeds.feedburner.com/wire' };
    const home = { link: 'https://www.wire.example/' };
    expect(placesToLook(feed, parsed(['https://www.wire.example/1'], home))).toEqual([
      'https://www.wire.example/robots.txt',
    ]);
  });
});

describe('sitemaps', () => {
  const ROBOTS = 'https://www.wire.example/robots.txt';

  it('are those for news that robots.txt names, three at most', () => {
    const named = [1, 2, 3, 4].map((number) => `Sitemap: https://www.wire.example/news-${number}.xml`);
    const text = `User-agent: *\nDisallow: /search\nsitemap:https://www.wire.example/all.xml\nSitemap: /news.xml\n${named.join('\r\n')}`;
    expect(sitemapsOfRobots(text, ROBOTS)).toEqual(
      [1, 2, 3].map((number) => `https://www.wire.example/news-${number}.xml`),
    );
  });

  it.each(['', '<html>Not found</html>', 'Sitemap: https://www.wire.example/all.xml'])(
    'are where they often are for a robots.txt like %j',
    (text) => {
      expect(sitemapsOfRobots(text, ROBOTS)).toEqual([
        'https://www.wire.example/news-sitemap.xml',
        'https://www.wire.example/sitemap-news.xml',
      ]);
    },
  );

  it('of an index are those that changed last', () => {
    const sitemap = (day: number) =>
      `<sitemap><loc>https://www.wire.example/${day}.xml</loc><lastmod>2026-11-0${day}</lastmod></sitemap>`;
    const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[2, 4, 1, 3].map(sitemap).join('')}</sitemapindex>`;
    expect(newestSitemaps(index, ROBOTS)).toEqual([4, 3, 2].map((day) => `https://www.wire.example/${day}.xml`));
  });
});
