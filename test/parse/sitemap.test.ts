import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import { readSitemapIndex } from '../../lambdas/parse/sitemap.ts';

const read = (document: string) =>
  parseFeed(new TextEncoder().encode(document), { url: 'https://map.example/sitemaps/news.xml' });

describe('parseFeed on sitemaps', () => {
  it.each(['news', 'n'])('reads news under the prefix %s', async (prefix) => {
    const document = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:${prefix}="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url>
  <loc>https://map.example/2026/talks?a=1&amp;b=2</loc>
  <lastmod>2026-11-24T09:00:00Z</lastmod>
  <${prefix}:news>
   <${prefix}:publication><${prefix}:name>Harbour Post</${prefix}:name><${prefix}:language>en</${prefix}:language></${prefix}:publication>
   <${prefix}:publication_date>2026-11-24T09:46:43+01:00</${prefix}:publication_date>
   <${prefix}:title><![CDATA[Talks end & ministers leave]]></${prefix}:title>
   <${prefix}:keywords>talks, ministers</${prefix}:keywords>
  </${prefix}:news>
  <image:image><image:loc>https://map.example/1.jpg</image:loc><image:title>A hall</image:title></image:image>
 </url>
</urlset>`;
    expect(await read(document)).toEqual({
      format: 'sitemap',
      feed: { title: 'Harbour Post', language: 'en' },
      entries: [
        {
          title: 'Talks end & ministers leave',
          link: 'https://map.example/2026/talks?a=1&b=2',
          published: '2026-11-24T08:46:43.000Z',
          updated: '2026-11-24T09:00:00.000Z',
          language: 'en',
          authors: [],
          categories: ['talks', 'ministers'],
          enclosures: [],
        },
      ],
      rejected: [],
    });
  });

  it('reads pages without news, and loses only what is broken', async () => {
    const { entries, rejected } = await read(
      '<urlset><url><loc>/a<lastmod>2026-11-24</url><url><!-- <loc>/b</loc></url><url><loc>/c</loc>',
    );
    expect(entries.map(({ link, updated }) => [link, updated])).toEqual([
      ['https://map.example/a', '2026-11-24T00:00:00.000Z'],
      ['https://map.example/c', undefined],
    ]);
    expect(rejected).toMatchObject([{ reason: 'no title or link' }]);
  });

  const INDEX = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://map.example/old.xml</loc></sitemap>
<sitemap><loc>/1.xml</loc><lastmod>2026-11-23</lastmod></sitemap>
<sitemap><loc>/2.xml</loc><lastmod>2026-11-24</lastmod></sitemap>
<sitemap><loc>/1.xml</loc></sitemap><sitemap/></sitemapindex>`;

  it('tells an index from a document that is no feed', async () => {
    expect(await read(INDEX)).toEqual({ format: 'sitemap-index', feed: {}, entries: [], rejected: [] });
  });

  it('lists the sitemaps of an index, last changed first', () => {
    expect(readSitemapIndex(INDEX, 'https://map.example/index.xml')).toEqual([
      'https://map.example/2.xml',
      'https://map.example/1.xml',
      'https://map.example/old.xml',
    ]);
    expect(readSitemapIndex('<html></html>')).toEqual([]);
  });
});
