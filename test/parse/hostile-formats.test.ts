import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import { readSitemapIndex } from '../../lambdas/parse/sitemap.ts';

/** Each is a megabyte or more: what took quadratic time would run into the time limit of the test. */
const part = (text: string, length = 1_000_000) => text.repeat(Math.ceil(length / text.length));

const HOSTILE: Readonly<Record<string, string>> = {
  'open tags in tags': part('<p<p'),
  '100,000 levels': `${part('<a>', 300_000)}${part('</a>', 400_000)}`,
  'closing tags that close nothing': `${part('<a>')}${part('</b>')}`,
  'elements that no one closes': part('<headline>'),
  'open CDATA sections': part('<![CDATA['),
  'open comments': part('<!--'),
  'open quotes': part('<a b="'),
  'an endless tag': `<item ${part('a ')}`,
  'less-than signs': part('<'),
  ampersands: part('&'),
  'white space': part(' \n'),
};

const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  cdf: (text) => `<CHANNEL HREF="/"><ITEM><TITLE>a</TITLE>${text}</ITEM><ITEM><TITLE>b</TITLE></ITEM></CHANNEL>`,
  sitemap: (text) =>
    `<urlset><url><news><title>a</title></news>${text}</url><url><news><title>b</title></news></url></urlset>`,
  'newsml-g2': (text) =>
    `<newsMessage><newsItem guid="a"><contentMeta><headline>a</headline></contentMeta><contentSet><inlineXML>${text}</inlineXML></contentSet></newsItem>
<newsItem guid="b"><contentMeta><headline>b</headline></contentMeta></newsItem></newsMessage>`,
};

const read = (text: string) => parseFeed(new TextEncoder().encode(text), { url: 'https://host.example/' });

describe.each(Object.entries(FORMATS))('parseFeed takes linear time over %s', (format, write) => {
  it.each(Object.entries(HOSTILE))('for %s', async (_, text) => {
    const parsed = await read(write(text));
    expect(parsed.format).toBe(format);
    expect(parsed.entries.map(({ title }) => title)).toEqual(['a', 'b']);
  });
});

describe('parseFeed takes linear time', () => {
  it.each(Object.entries(HOSTILE))('over NITF for %s', async (_, text) => {
    const nitf = `<nitf><body><body.head><hedline><hl1>a</hl1></hedline></body.head><body.content>${text}</body.content></body></nitf>`;
    expect((await read(nitf)).entries).toMatchObject([{ title: 'a' }]);
  });

  it.each(Object.entries(HOSTILE))('over a channel that may be CDF for %s', async (_, text) => {
    expect((await read(`<channel>${text}`)).format).toBeDefined();
  });

  it.each(Object.entries(HOSTILE))('over a sitemap index for %s', (_, text) => {
    expect(
      readSitemapIndex(`<sitemapindex><sitemap>${text}</sitemap><sitemap><loc>https://b.example/</loc>`),
    ).toContain('https://b.example/');
  });

  it('over ninjs with bodies of open tags', async () => {
    const body = { contenttype: 'text/html', value: part('<body') };
    const { entries } = await read(JSON.stringify([{ uri: 'a', headline: 'a', bodies: [body] }]));
    expect(entries).toMatchObject([{ title: 'a' }]);
  });

  it('over JSON that is nested deeply', async () => {
    const { format } = await read(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(format).toBe('unknown');
  });

  it('over 50,000 pages', async () => {
    const pages = Array.from({ length: 50_000 }, (_, i) => `<url><loc>https://host.example/${i}</loc></url>`);
    expect((await read(`<urlset>${pages.join('')}</urlset>`)).entries).toHaveLength(50_000);
  });
});
