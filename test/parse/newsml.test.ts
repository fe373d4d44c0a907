import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const read = (document: string) =>
  parseFeed(new TextEncoder().encode(document), { url: 'https://wire.example/g2/latest' });

const NITF = `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><hedline><hl1>Talks end, ministers leave</hl1></hedline><byline>By Bob Desk</byline>
<dateline><location>GENEVA</location>, Nov 24</dateline><abstract><p>No accord.</p></abstract></body.head>
<body.content><p>Ministers &amp; envoys left <a href="/8">Geneva</a>.</p></body.content></body></nitf></inlineXML>`;

interface Parts {
  readonly guid?: string;
  readonly version?: number;
  readonly status?: string;
  readonly meta?: string;
  readonly content?: string;
  readonly set?: string;
}

const newsItem = ({ guid = 'urn:newsml:wire.example:7', version = 1, status = 'usable', ...parts }: Parts = {}) => `
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" standard="NewsML-G2" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:W"><name>Wire</name></provider>
<versionCreated>2026-11-24T09:46:43+01:00</versionCreated><firstCreated>2026-11-24T08:00:00+01:00</firstCreated>
<pubStatus qcode="stat:${status}"/><link rel="irel:seeAlso" href="https://wire.example/8"/>${parts.meta ?? ''}</itemMeta>
<contentMeta><slugline>TALKS</slugline><headline>Talks end</headline>${parts.content ?? ''}
<language tag="en-GB"/><subject type="cpnat:abstract" qcode="medtop:20000639"><name>diplomacy</name><broader><name>politics</name></broader></subject>
<subject qcode="medtop:16000000"/><keyword>talks</keyword></contentMeta>
<contentSet>${parts.set ?? NITF}</contentSet></newsItem>`;

const ENTRY = {
  id: 'urn:newsml:wire.example:7',
  title: 'Talks end',
  published: '2026-11-24T07:00:00.000Z',
  updated: '2026-11-24T08:46:43.000Z',
  summary: '<p>No accord.</p>',
  content: '<p>GENEVA, Nov 24 — Ministers &amp; envoys left <a href="https://wire.example/8">Geneva</a>.</p>',
  language: 'en-GB',
  authors: ['Bob Desk'],
  categories: ['diplomacy', 'medtop:16000000', 'talks'],
  enclosures: [],
};

describe('parseFeed on NewsML-G2', () => {
  it('reads a news item with an NITF body', async () => {
    expect(await read(`<?xml version="1.0"?>${newsItem()}`)).toEqual({
      format: 'newsml-g2',
      feed: {},
      entries: [ENTRY],
      rejected: [],
    });
  });

  it('reads a news message with several items under a prefix', async () => {
    const message = `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-11-24T09:00:00Z</sent><sender>wire.example</sender></header>
<itemSet><packageItem guid="p"><itemMeta/></packageItem>${newsItem()}${newsItem({ guid: 'b' })}</itemSet></newsMessage>`;
    const prefixed = message
      .replace(/<(\/?)(?=[a-zA-Z])/g, '<$1g2:')
      .replaceAll('xmlns="http://iptc.org/std/nar', 'xmlns:g2="http://iptc.org/std/nar');
    for (const document of [message, prefixed]) {
      expect(await read(document)).toEqual({
        format: 'newsml-g2',
        feed: { title: 'wire.example', updated: '2026-11-24T09:00:00.000Z' },
        entries: [ENTRY, { ...ENTRY, id: 'b' }],
        rejected: [],
      });
    }
  });

  it.each([
    [
      'XHTML',
      '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><p>Text.</p></body></html></inlineXML>',
      '<p>Text.</p>',
    ],
    ['a fragment', '<inlineXML><div><p>Text.</p></div></inlineXML>', '<div><p>Text.</p></div>'],
    ['plain text', '<inlineData contenttype="text/plain">1 &lt; 2</inlineData>', '1 < 2'],
    ['HTML in CDATA', '<inlineData contenttype="text/html"><![CDATA[<p>Text.</p>]]></inlineData>', '<p>Text.</p>'],
  ])('reads a body of %s', async (_, set, content) => {
    const { entries } = await read(newsItem({ set }));
    expect(entries[0]?.content).toBe(content);
  });

  it('puts the dateline before the text, unless it is there', async () => {
    const withLine = (text: string) =>
      read(newsItem({ content: '<dateline>GENEVA, Nov 24 -</dateline>', set: `<inlineXML>${text}</inlineXML>` }));
    expect((await withLine('<p>Done.</p>')).entries[0]?.content).toBe('<p>GENEVA, Nov 24 — Done.</p>');
    expect((await withLine('<p>GENEVA (Wire) - Done.</p>')).entries[0]?.content).toBe('<p>GENEVA (Wire) - Done.</p>');
  });

  it('reads creators, description, remote content and the page of a story', async () => {
    const { entries } = await read(
      newsItem({
        meta: '<link rel="irel:webVersion" href="/stories/7"/>',
        content:
          '<by>By Ann</by><creator qcode="desk:ann"><name>Ann Desk</name></creator><creator qcode="desk:x"/><description role="drol:caption">A hall.</description>',
        set: '<remoteContent href="7.jpg" contenttype="image/jpeg" size="9"/><remoteContent href="7.html" contenttype="text/html"/>',
      }),
    );
    expect(entries).toMatchObject([
      {
        link: 'https://wire.example/stories/7',
        summary: 'A hall.',
        authors: ['Ann Desk'],
        enclosures: [{ url: 'https://wire.example/g2/7.jpg', type: 'image/jpeg', length: 9 }],
      },
    ]);
  });

  it.each(['canceled', 'withheld'])('takes back what is %s, without telling it again', async (status) => {
    const { summary, content, ...told } = ENTRY;
    expect((await read(newsItem({ status }))).entries).toEqual([{ ...told, deleted: true }]);
  });

  it('keeps the last version of a story, whatever the order', async () => {
    const [first, last] = [newsItem({ version: 9 }), newsItem({ version: 10, status: 'canceled' })];
    for (const items of [first + last, last + first]) {
      const { entries } = await read(`<newsMessage><itemSet>${items}</itemSet></newsMessage>`);
      expect(entries).toMatchObject([{ id: ENTRY.id, deleted: true }]);
    }
  });

  it('loses only the item that is broken', async () => {
    const broken = newsItem({ guid: 'a' }).replace('guid="a"', 'guid="a');
    const unclosed = newsItem({ guid: 'b' }).replace(/<\/(headline|slugline|versionCreated|p|body.content)>/g, '');
    const empty = '<newsItem guid="c"><itemMeta/></newsItem>';
    const { entries, rejected } = await read(
      `<newsMessage><itemSet>${broken}${unclosed}${empty}${newsItem()}</itemSet></newsMessage>`,
    );
    expect(entries.at(-1)).toEqual(ENTRY);
    expect(entries.find(({ id }) => id === 'b')).toMatchObject({ title: 'Talks end', updated: ENTRY.updated });
    expect(rejected.at(-1)).toEqual({ reason: 'no title or text', raw: empty });
    expect(entries.length + rejected.length).toBe(4);
  });
});

describe('parseFeed on NITF', () => {
  it('reads one story', async () => {
    const nitf = (
      status: string,
    ) => `<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf xml:lang="en"><head><title>Talks</title>
<tobject><tobject.subject tobject.subject.matter="diplomacy"/></tobject>
<docdata management-status="${status}"><doc-id id-string="n7"/><date.issue norm="20261124T084643Z"/><key-list><keyword key="talks"/></key-list></docdata></head>
<body><body.head><hedline><hl1>Talks end</hl1></hedline><byline>By <person>Ann Desk</person></byline></body.head>
<body.content><p>Done.</p></body.content></body></nitf>`;
    const entry = {
      id: 'n7',
      title: 'Talks end',
      published: '2026-11-24T08:46:43.000Z',
      language: 'en',
      authors: ['Ann Desk'],
      categories: ['diplomacy', 'talks'],
      enclosures: [],
    };
    expect(await read(nitf('usable'))).toEqual({
      format: 'nitf',
      feed: {},
      entries: [{ ...entry, content: '<p>Done.</p>' }],
      rejected: [],
    });
    expect((await read(nitf('canceled'))).entries).toEqual([{ ...entry, deleted: true }]);
  });

  it('says so where it holds nothing', async () => {
    const { format, rejected } = await read('<nitf><body/></nitf>');
    expect([format, rejected[0]?.reason]).toEqual(['unknown', 'an NITF document without title or text']);
  });
});
