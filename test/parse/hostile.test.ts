import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

/** Each is a megabyte or more: what took quadratic time would run into the time limit of the test. */
const part = (text: string, length = 1_000_000) => text.repeat(Math.ceil(length / text.length));
const numbered = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i)).join('');

const HOSTILE: Readonly<Record<string, string>> = {
  'open tags in tags': part('<p<p'),
  '100,000 levels': `${part('<a>', 300_000)}${part('</a>', 400_000)}`,
  'closing tags that close nothing': `${part('<a>')}${part('</b>')}`,
  'open items': part('<item '),
  'open CDATA sections': part('<![CDATA['),
  'open comments': part('<!--'),
  'open quotes': part('<a b="'),
  'open processing instructions': part('<?'),
  'less-than signs': part('<'),
  ampersands: part('&'),
  'an endless reference': `&#${part('1')}`,
  'white space': part(' \n'),
  'relative links': part('<a href="x">'),
  'nested div': `<atom:content type="xhtml">${part('<div>')}</atom:content>`,
  'an HTML title of angles': `<atom:title type="html">${part('&lt;&amp;#1;')}</atom:title>`,
  'XHTML declared without end': `<description><div xmlns="${part(' xmlns:a')}">`,
  'seven-bit text': part('~{'),
  summaries: numbered(30_000, (i) => `<summary>${i}</summary>`),
  'an author of at signs': `<author>${part('a@')}</author>`,
  'an author of tags': `<author>${part('<b>')}</author>`,
  'an endless name': `<${part('a:')}`,
  categories: numbered(50_000, (i) => `<category>${i}</category>`),
  enclosures: numbered(30_000, (i) => `<enclosure url="https://x.example/${i}"/>`),
  namespaces: numbered(30_000, (i) => `<x xmlns:d${i}="http://purl.org/dc/terms/"/>`),
};

describe('parseFeed takes linear time', () => {
  it.each(Object.entries(HOSTILE))('for %s', async (_, text) => {
    const url = 'https://host.example/';
    const bytes = (document: string) => new TextEncoder().encode(document);
    const inBody = `<rss><item><title>a</title><description>${text}</description></item><item><title>b</title></item></rss>`;
    const inItem = `<rss><item><title>a</title>${text}</item><item><title>b</title></item></rss>`;
    expect((await parseFeed(bytes(text), { url })).format).toBeDefined();
    for (const document of [inBody, inItem]) {
      const { entries } = await parseFeed(bytes(document), { url });
      expect(entries[0]).toMatchObject({ title: 'a' });
      expect(entries.at(-1)).toMatchObject({ title: 'b' });
    }
  });

  it('for 50,000 entries', async () => {
    const items = numbered(50_000, (i) => `<item><title>t${i}</title><guid>g${i}</guid></item>`);
    const { entries } = await parseFeed(
      new TextEncoder().encode(`<rss version="2.0"><channel>${items}</channel></rss>`),
    );
    expect(entries).toHaveLength(50_000);
    expect(entries[49_999]).toMatchObject({ id: 'g49999', title: 't49999' });
  });
});
