import { describe, expect, it } from 'vitest';
import { FORMATS, type Format, NAMESPACES, read, readEntry } from './documents.ts';

const LINK = 'https://a.example/1';

/** What is broken in an item → what is still read of it. */
const ITEMS: Readonly<Record<string, readonly [string, object]>> = {
  'an unclosed title': [`<title>T<link>${LINK}</link>`, { title: 'T', link: LINK }],
  'an unclosed description': [
    '<description>D<pubDate>Tue, 24 Nov 2026 08:46:43 GMT</pubDate>',
    { summary: 'D', published: '2026-11-24T08:46:43.000Z' },
  ],
  'an unclosed link': [`<link>${LINK}<title>T</title>`, { title: 'T', link: LINK }],
  'unclosed markup': ['<description><b>x</description><title>T</title>', { summary: '<b>x', title: 'T' }],
  'crossed markup': [
    '<description><b><i>x</b></i></description><title>T</title>',
    { summary: '<b><i>x</b></i>', title: 'T' },
  ],
  'a closing tag too many': [`<title>T</title></foo><link>${LINK}</link>`, { title: 'T', link: LINK }],
  'a closing tag in another case': [`<title>T</Title><link>${LINK}</link>`, { title: 'T', link: LINK }],
  'spaces in closing tags': [`<title>T</title ><link >${LINK}</link >`, { title: 'T', link: LINK }],
  'upper case': [`<TITLE>T</TITLE><LINK>${LINK}</LINK>`, { title: 'T', link: LINK }],
  'attributes without quotes': [
    '<title>T</title><enclosure url=https://a.example/a.mp3 length=3>',
    { title: 'T', enclosures: [{ url: 'https://a.example/a.mp3', length: 3 }] },
  ],
  'attributes without a space between': [
    '<enclosure url="https://a.example/a"length="3"/>',
    { enclosures: [{ url: 'https://a.example/a', length: 3 }] },
  ],
  'an attribute without a value': ['<guid isPermaLink>g</guid>', { id: 'g' }],
  'an attribute said twice': [
    '<enclosure url="https://a.example/a" url="https://a.example/b"/>',
    { enclosures: [{ url: 'https://a.example/a' }] },
  ],
  'bare ampersands': [
    '<title>a & b</title><link>https://a.example/?a=b&c=d</link>',
    { title: 'a & b', link: 'https://a.example/?a=b&c=d' },
  ],
  'a bare less-than sign': [`<title>a < b</title><link>${LINK}</link>`, { title: 'a < b', link: LINK }],
  'an open CDATA section': [`<title><![CDATA[T</title><link>${LINK}</link>`, { title: 'T', link: LINK }],
  'a comment with dashes': ['<!-- a -- b --><title>T</title>', { title: 'T' }],
  'a stray declaration': ['<!DOCTYPE x><?foo <bar> ?><title>T</title>', { title: 'T' }],
  'stray markup': [`<title>T</title><p>stray</p><br><link>${LINK}</link>`, { title: 'T', link: LINK }],
  'a stray angle': ['<><title>T</title>', { title: 'T' }],
  'an element of nobody': ['<foo:bar><baz/></foo:bar><foo:title>F</foo:title><title>T</title>', { title: 'T' }],
  'an open media element': ['<media:content url="https://a.example/a"><title>T</title>', { title: 'T' }],
  'an image of its own': [
    '<title>T</title><image><title>I</title><link>https://a.example/i</link></image>',
    { title: 'T' },
  ],
};

const broken = Object.entries(ITEMS).map(([what, [item, expected]]) => [what, item, expected] as const);

describe('an entry with', () => {
  it.each(broken)('%s is read, and so are its neighbours', async (_, item, expected) => {
    const document = `<rss version="2.0"><channel><item><title>first</title></item><item>${item}</item><item><title>last</title></item></channel></rss>`;
    const { entries } = await read(document);
    expect(entries).toHaveLength(3);
    expect(entries[1]).toMatchObject(expected);
    expect([entries[0]?.title, entries[2]?.title]).toEqual(['first', 'last']);
  });
});

/** What stands around a feed or is missing in it. */
const AROUND: Readonly<Record<string, (feed: string) => string>> = {
  'white space': (feed) => `\n  ${feed}`,
  'a byte order mark and a line': (feed) => `\uFEFF\n${feed}`,
  'a header': (feed) => `HTTP/1.1 200 OK\nContent-Type: text/xml\n\n${feed}`,
  'a warning of PHP': (feed) => `<br />\n<b>Warning</b>: in <b>feed.php</b><br />\n${feed}`,
  'a comment': (feed) => `<!-- generated -->${feed}`,
  'two declarations': (feed) => `<?xml version="1.0"?><?xml version="1.0"?>${feed}`,
  'a style sheet': (feed) => `<?xml-stylesheet href="x.xsl"?>${feed}`,
  'text after it': (feed) => `${feed}\n</html> garbage <!-- 12 ms -->`,
  'zeros after it': (feed) => `${feed}\0\0`,
  'its end cut off': (feed) => feed.slice(0, -20),
  'nothing else': (feed) => feed,
};
const formats = Object.keys(FORMATS) as Format[];
const around = formats.flatMap((format) => Object.entries(AROUND).map(([what, put]) => [format, what, put] as const));

describe('a document', () => {
  it.each(around)('of %s with %s is read', async (format, _, put) => {
    const { feed, entries } = await read(put(FORMATS[format]({ feed: '<title>F</title>', entry: '<title>T</title>' })));
    expect([feed.title, entries.map(({ title }) => title)]).toEqual(['F', ['T']]);
  });

  const item = '<item><title>T</title></item>';
  it.each([
    ['without a version', `<rss><channel><title>F</title>${item}</channel></rss>`],
    [
      'of version 0.91',
      `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>F</title>${item}</channel></rss>`,
    ],
    ['of a version that never was', `<rss version="9"><channel><title>F</title>${item}</channel></rss>`],
    ['with its items beside the channel', `<rss version="2.0"><channel><title>F</title></channel>${item}</rss>`],
    ['without a channel', `<rss version="2.0"><title>F</title>${item}</rss>`],
    ['with its title after its items', `<rss version="2.0"><channel>${item}<title>F</title></channel></rss>`],
    [
      'with an image before its title',
      `<rss version="2.0"><channel><image><title>I</title></image><title>F</title>${item}</channel></rss>`,
    ],
    [
      'with a text input after it',
      `<rss version="2.0"><channel><title>F</title>${item}<textInput><title>I</title></textInput></channel></rss>`,
    ],
    ['in upper case', `<RSS><CHANNEL><TITLE>F</TITLE><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>`],
    [
      'in a namespace',
      `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>F</title>${item}</channel></rss>`,
    ],
    [
      'in a namespace of nobody',
      `<rss version="2.0" xmlns="http://a.example/ns"><channel><title>F</title>${item}</channel></rss>`,
    ],
    [
      'of RSS 0.9',
      `<rdf:RDF xmlns:rdf="${NAMESPACES.rdf}" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>F</title></channel>${item}</rdf:RDF>`,
    ],
    [
      'of RDF with its items first',
      `<rdf:RDF xmlns:rdf="${NAMESPACES.rdf}" xmlns="http://purl.org/rss/1.0/">${item}<channel><title>F</title></channel></rdf:RDF>`,
    ],
    [
      'of RDF with a prefix',
      `<rdf:RDF xmlns:rdf="${NAMESPACES.rdf}" xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>F</r:title></r:channel><r:item><r:title>T</r:title></r:item></rdf:RDF>`,
    ],
    [
      'of Atom with a prefix',
      `<a:feed xmlns:a="${NAMESPACES.atom}"><a:title>F</a:title><a:entry><a:title>T</a:title></a:entry></a:feed>`,
    ],
    [
      'of Atom in XHTML',
      `<a:feed xmlns:a="${NAMESPACES.atom}" xmlns="${NAMESPACES.xhtml}"><a:title>F</a:title><a:entry><a:title type="xhtml"><div>T</div></a:title></a:entry></a:feed>`,
    ],
    ['of Atom without a namespace', '<feed><title>F</title><entry><title>T</title></entry></feed>'],
    ['of Atom with an item of RSS', `<feed xmlns="${NAMESPACES.atom}"><title>F</title>${item}</feed>`],
    [
      'of RSS with an entry of Atom',
      `<rss xmlns:a="${NAMESPACES.atom}"><channel><title>F</title><a:entry><a:title>T</a:title></a:entry></channel></rss>`,
    ],
    ['of RSS with an entry', '<rss><channel><title>F</title><entry><title>T</title></entry></channel></rss>'],
  ])('%s is read', async (_, document) => {
    const { feed, entries } = await read(document);
    expect([feed.title, entries.map(({ title }) => title)]).toEqual(['F', ['T']]);
  });

  it('leaves the source of an Atom entry out of the entry', async () => {
    const source =
      '<source><title>S</title><id>s</id><link href="https://s.example/"/><author><name>Sue</name></author></source>';
    expect(await readEntry('atom', `${source}<title>T</title>`)).toEqual({
      title: 'T',
      authors: [],
      categories: [],
      enclosures: [],
    });
  });

  it('expands no entity of its own', async () => {
    const bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b; T</title></item></rss>';
    expect((await read(bomb)).entries[0]?.title).toBe('&b; T');
  });
});
