import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const read = (document: string) =>
  parseFeed(new TextEncoder().encode(document), { url: 'https://channel.example/news/wire.cdf' });

describe('parseFeed on CDF', () => {
  it('reads channel and items, addresses relative to the base of the channel', async () => {
    const document = `<?XML VERSION="1.0"?>
<CHANNEL HREF="front.htm" BASE="https://channel.example/stories/" LASTMOD="1998-11-05T22:12">
  <TITLE>Harbour Wire</TITLE>
  <ABSTRACT>News of the port &amp; the town.</ABSTRACT>
  <LOGO HREF="logo.gif" STYLE="IMAGE"/>
  <ITEM HREF="7.htm" LASTMOD="1998-11-05T21:10+01:00" PRECACHE="YES">
    <TITLE>Port reopens</TITLE>
    <ABSTRACT>Ferries sail <B>again</B>.</ABSTRACT>
    <AUTHOR>Ann Desk</AUTHOR>
    <KEYWORDS>port, ferries,</KEYWORDS>
    <LOGO HREF="7.gif"/>
  </ITEM>
  <CHANNEL HREF="weather/"><TITLE>Weather</TITLE><ITEM><A HREF="8.htm">Storm passes</A></ITEM></CHANNEL>
</CHANNEL>`;
    expect(await read(document)).toEqual({
      format: 'cdf',
      feed: {
        title: 'Harbour Wire',
        link: 'https://channel.example/stories/front.htm',
        updated: '1998-11-05T22:12:00.000Z',
      },
      entries: [
        {
          title: 'Port reopens',
          link: 'https://channel.example/stories/7.htm',
          summary: 'Ferries sail <B>again</B>.',
          updated: '1998-11-05T20:10:00.000Z',
          authors: ['Ann Desk'],
          categories: ['port', 'ferries'],
          enclosures: [],
        },
        {
          title: 'Storm passes',
          link: 'https://channel.example/stories/8.htm',
          authors: [],
          categories: [],
          enclosures: [],
        },
      ],
      rejected: [],
    });
  });

  it('reads the values of the first draft', async () => {
    const { feed, entries } = await read(
      `<Channel><Title VALUE="Wire"/><LastMod VALUE="1997-03-10"/><Item HREF="/1"><Title VALUE="One"/><Abstract VALUE="Short"/></Item></Channel>`,
    );
    expect(feed).toEqual({ title: 'Wire', updated: '1997-03-10T00:00:00.000Z' });
    expect(entries).toMatchObject([{ title: 'One', link: 'https://channel.example/1', summary: 'Short' }]);
  });

  it('loses only the item that is broken', async () => {
    const { entries, rejected } = await read(
      `<CHANNEL HREF="/"><TITLE>W<ITEM HREF="/1><TITLE>x</TITLE></ITEM><ITEM HREF="/2"><TITLE>Two<ABSTRACT>Text</ITEM><ITEM/></CHANNEL>`,
    );
    expect(entries).toMatchObject([{ title: 'Two', link: 'https://channel.example/2', summary: 'Text' }]);
    expect(rejected.map(({ reason }) => reason)).toEqual(['an entry without a field', 'an entry without a field']);
  });

  it('reads items that say nothing but when they changed', async () => {
    const { format, entries } = await read('<CHANNEL><ITEM LASTMOD="1998-11-05T22:12"/></CHANNEL>');
    expect(format).toBe('cdf');
    expect(entries).toMatchObject([{ updated: '1998-11-05T22:12:00.000Z' }]);
  });

  it('leaves a bare RSS channel to RSS', async () => {
    const { format } = await read('<channel><title>T</title><item><title>a</title></item></channel>');
    expect(format).toBe('rss');
  });
});
