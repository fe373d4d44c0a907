import { describe, expect, it } from 'vitest';
import type { Enclosure } from '../../lambdas/shared/domain.ts';
import { FORMATS, type Format, read, readEntry } from './documents.ts';

const each = (formats: readonly Format[], rows: readonly (readonly [string, unknown])[]) =>
  formats.flatMap((format) => rows.map(([source, said]) => [format, source, said] as const));

describe('a link', () => {
  const atom = each(
    ['atom', 'atom 0.3'],
    [
      ['<link href="https://a.example/1"/>', 'https://a.example/1'],
      ['<link rel="alternate" type="text/html" href="https://a.example/1"/>', 'https://a.example/1'],
      ['<link rel="ALTERNATE" href="https://a.example/1"/>', 'https://a.example/1'],
      [
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="https://a.example/1"/>',
        'https://a.example/1',
      ],
      ['<link rel="self" href="https://a.example/s"/><link href="https://a.example/1"/>', 'https://a.example/1'],
      [
        '<link rel="alternate" type="application/json" href="https://a.example/j"/><link href="https://a.example/1"/>',
        'https://a.example/1',
      ],
      ['<link rel="alternate" type="application/json" href="https://a.example/j"/>', 'https://a.example/j'],
      ['<link>https://a.example/1</link>', 'https://a.example/1'],
      ['<link href="/1"/>', 'https://doc.example/1'],
      ['<link href="https://a.example/?a=1&amp;b=2"/>', 'https://a.example/?a=1&b=2'],
      ['<link href="https://a.example/?a=1&b=2"/>', 'https://a.example/?a=1&b=2'],
      ["<link href='https://a.example/1'></link>", 'https://a.example/1'],
      ['<content src="/c.html" type="text/html"/>', 'https://doc.example/c.html'],
      ['<id>https://a.example/1</id>', 'https://a.example/1'],
      ['<id>https://a.example/i</id><link href="https://a.example/1"/>', 'https://a.example/1'],
      ['<id>tag:a.example,2026:1</id>', undefined],
      ['<link rel="related" href="https://a.example/r"/>', undefined],
      ['<link rel="via" href="https://a.example/v"/>', undefined],
      ['<link rel="edit" href="https://a.example/e"/>', undefined],
    ],
  );
  const rss = each(
    ['rss', 'rdf'],
    [
      ['<link>https://a.example/1</link>', 'https://a.example/1'],
      ['<link>\n https://a.example/1\n</link>', 'https://a.example/1'],
      ['<link><![CDATA[https://a.example/?a=1&b=2]]></link>', 'https://a.example/?a=1&b=2'],
      ['<link>https://a.example/?a=1&amp;b=2</link>', 'https://a.example/?a=1&b=2'],
      ['<link>https://a.example/?a=1&b=2&copy=3</link>', 'https://a.example/?a=1&b=2&copy=3'],
      ['<link>/1</link>', 'https://doc.example/1'],
      ['<link href="https://a.example/1"/>', 'https://a.example/1'],
      ['<link>https://a.example/1</link><link>https://a.example/2</link>', 'https://a.example/2'],
      ['<link>https://a.example/1</link><link/>', 'https://a.example/1'],
      ['<link>https://a.example/1</link><atom:link rel="self" href="https://a.example/s"/>', 'https://a.example/1'],
      ['<atom:link href="https://a.example/1"/>', 'https://a.example/1'],
      ['<guid>https://a.example/1</guid>', 'https://a.example/1'],
      ['<guid isPermaLink="TRUE">https://a.example/1</guid>', 'https://a.example/1'],
      ['<guid>https://a.example/g</guid><link>https://a.example/1</link>', 'https://a.example/1'],
      ['<guid isPermaLink="false">https://a.example/1</guid>', undefined],
      ['<guid isPermaLink="False">https://a.example/1</guid>', undefined],
      ['<guid>story-1</guid>', undefined],
      ['<comments>https://a.example/c</comments><guid>g</guid>', undefined],
      ['<link>javascript:alert(1)</link><guid>g</guid>', undefined],
    ],
  );

  it.each([...atom, ...rss])('in %s: %s', async (format, source, link) => {
    expect((await readEntry(format, source))?.link).toBe(link);
  });
});

describe('people', () => {
  const atom = each(
    ['atom', 'atom 0.3'],
    [
      ['<author><name>Ann</name></author>', ['Ann']],
      ['<author><name>Ann</name><email>a@a.example</email></author>', ['Ann']],
      ['<author><email>a@a.example</email><name>Ann</name></author>', ['Ann']],
      ['<author><email>a@a.example</email></author>', ['a@a.example']],
      ['<author><uri>https://a.example/</uri></author>', ['https://a.example/']],
      ['<author><url>/ann</url></author>', ['https://doc.example/ann']],
      ['<author><name><![CDATA[Ann & Bob]]></name></author>', ['Ann & Bob']],
      ['<author>Ann</author>', ['Ann']],
      ['<author><name>Ann</name></author><author><name>Bob</name></author>', ['Ann', 'Bob']],
      ['<author><name>Ann</name></author><contributor><name>Bob</name></contributor>', ['Ann']],
    ],
  );
  const rss = each(
    ['rss', 'rdf'],
    [
      ['<author>ann@a.example (Ann Example)</author>', ['Ann Example']],
      ['<author>Ann Example (ann@a.example)</author>', ['Ann Example']],
      ['<author>Ann Example &lt;ann@a.example&gt;</author>', ['Ann Example']],
      ['<author>ann@a.example</author>', ['ann@a.example']],
      ['<author>mailto:ann@a.example</author>', ['ann@a.example']],
      ['<author>ann@a.example ()</author>', ['ann@a.example']],
      ['<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>', ['Ann', 'Bob']],
      ['<dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator>', ['Ann']],
      ['<author>desk@a.example</author><dc:creator>Ann</dc:creator>', ['Ann']],
      ['<dc:contributor>Bob</dc:contributor><title>T</title>', []],
      ['<atom:author><atom:name>Ann</atom:name></atom:author>', ['Ann']],
    ],
  );

  it.each([...atom, ...rss])('in %s: %s', async (format, source, authors) => {
    expect((await readEntry(format, source))?.authors).toEqual(authors);
  });

  it('of a feed: the owner of a podcast where nobody else is named', async () => {
    const owner = '<itunes:owner><itunes:email>n@a.example</itunes:email><itunes:name>Ann</itunes:name></itunes:owner>';
    expect((await read(FORMATS.rss({ feed: owner }))).feed.author).toBe('Ann');
    expect((await read(FORMATS.rss({ feed: `${owner}<itunes:author>Bob</itunes:author>` }))).feed.author).toBe('Bob');
  });
});

describe('categories', () => {
  it.each([
    ...each(
      ['rss', 'rdf'],
      [
        ['<category>A</category><category domain="d">B</category>', ['A', 'B']],
        ['<category>A</category><category> A </category><category/>', ['A']],
        ['<category>A, B</category>', ['A, B']],
        ['<category><![CDATA[A & B]]></category>', ['A & B']],
        ['<itunes:category text="A"><itunes:category text="B &amp; C"/></itunes:category>', ['A', 'B & C']],
        ['<itunes:keywords>a b, c,,</itunes:keywords>', ['a b', 'c']],
        ['<media:category label="L">music/a</media:category>', ['L']],
        ['<dc:subject>A</dc:subject><category>B</category>', ['A', 'B']],
      ],
    ),
    ...each(
      ['atom', 'atom 0.3'],
      [
        ['<category term="a"/><category term="b" label="B" scheme="s"/>', ['a', 'B']],
        ['<category term="caf&#233;"/>', ['café']],
        ['<category>A</category>', ['A']],
        ['<dc:subject>A</dc:subject>', ['A']],
      ],
    ),
  ])('in %s: %s', async (format, source, categories) => {
    expect((await readEntry(format, source))?.categories).toEqual(categories);
  });
});

describe('enclosures', () => {
  const file: Enclosure = { url: 'https://a.example/a.mp3', type: 'audio/mpeg', length: 100 };

  it.each([
    ['rss', '<enclosure url="https://a.example/a.mp3" type="audio/mpeg" length="100"/>', [file]],
    ['rss', '<ENCLOSURE URL="https://a.example/a.mp3" TYPE="audio/mpeg" LENGTH="100"/>', [file]],
    ['rss', '<media:content url="https://a.example/a.mp3" type="audio/mpeg" fileSize="100"/>', [file]],
    [
      'rss',
      '<media:group><media:content url="/1"/><media:content url="/2"/></media:group>',
      [{ url: 'https://doc.example/1' }, { url: 'https://doc.example/2' }],
    ],
    [
      'rss',
      '<enclosure url="https://a.example/a"/><media:content url="https://a.example/a"/>',
      [{ url: 'https://a.example/a' }],
    ],
    ['rss', '<enclosure url="https://a.example/a" length="1,000"/>', [{ url: 'https://a.example/a' }]],
    ['rss', '<enclosure url="https://a.example/a" length="-1"/>', [{ url: 'https://a.example/a' }]],
    ['rss', '<enclosure url="https://a.example/?a=1&b=2"/>', [{ url: 'https://a.example/?a=1&b=2' }]],
    ['rss', '<enclosure type="audio/mpeg"/><title>T</title>', []],
    ['rss', '<media:thumbnail url="https://a.example/t.jpg"/><title>T</title>', []],
    ['atom', '<link rel="enclosure" href="https://a.example/a.mp3" type="audio/mpeg" length="100"/>', [file]],
    ['atom 0.3', '<link rel="enclosure" href="https://a.example/a.mp3" type="audio/mpeg" length="100"/>', [file]],
    ['rdf', '<atom:link rel="enclosure" href="https://a.example/a.mp3" type="audio/mpeg" length="100"/>', [file]],
  ] as const)('in %s: %s', async (format, source, enclosures) => {
    expect((await readEntry(format, source))?.enclosures).toEqual(enclosures);
  });
});

describe('two elements for one field', () => {
  it.each([
    ['<description>D</description><content:encoded>C</content:encoded>', 'D', 'C'],
    ['<content:encoded>C</content:encoded><description>D</description>', 'D', 'C'],
    ['<description>D</description><itunes:summary>I</itunes:summary>', 'D', undefined],
    ['<media:description>M</media:description><description>D</description>', 'D', undefined],
    ['<description>D</description><description>E</description>', 'D', 'E'],
    ['<description>D</description><description>D</description>', 'D', undefined],
    ['<description>D</description><atom:summary>S</atom:summary>', 'D', 'S'],
    ['<description>D</description><description>E</description><content:encoded>C</content:encoded>', 'D', 'C'],
    ['<xhtml:body><xhtml:p>X</xhtml:p></xhtml:body><description>D</description>', 'D', '<p>X</p>'],
  ])('%s', async (source, summary, content) => {
    expect(await readEntry('rss', source)).toMatchObject({ summary, ...(content !== undefined && { content }) });
    expect((await readEntry('rss', source))?.content).toBe(content);
  });

  it('takes the guid of RSS 1.0 before the address of the item, and this before an identifier', async () => {
    const about = { on: 'rdf:about="https://a.example/1"' };
    const link = 'https://a.example/1';
    expect(await readEntry('rdf', '<guid isPermaLink="false">g</guid>', about)).toMatchObject({ id: 'g', link });
    expect(await readEntry('rdf', '<dc:identifier>d</dc:identifier>', about)).toMatchObject({ id: link, link });
  });
});

const ALL = Object.keys(FORMATS) as Format[];

describe('the language of an entry', () => {
  it.each(ALL)('is said by the nearest element, in %s', async (format) => {
    const [root, on] = ['xml:lang="pt"', 'xml:lang="pt-BR"'];
    expect((await readEntry(format, '<title>T</title>', { root }))?.language).toBe('pt');
    expect((await readEntry(format, '<title>T</title>', { root, on }))?.language).toBe('pt-BR');
    expect((await readEntry(format, '<title xml:lang="pt-BR">T</title>'))?.language).toBe('pt-BR');
    expect((await readEntry(format, '<title>T</title><dc:language>es</dc:language>', { root, on }))?.language).toBe(
      'es',
    );
    expect((await read(FORMATS[format]({ root }))).feed.language).toBe('pt');
  });

  it('is not that of the document where the feed names another', async () => {
    const feed = '<language>es</language>';
    expect((await readEntry('rss', '<title>T</title>', { feed, root: 'xml:lang="en"' }))?.language).toBeUndefined();
  });

  it.each([
    ['en_us', 'en-us'],
    ['', undefined],
    ['British English', undefined],
  ])('%j is %j', async (said, language) => {
    expect((await read(FORMATS.rss({ feed: `<language>${said}</language>` }))).feed.language).toBe(language);
  });
});

describe('xml:base', () => {
  const [root, on] = ['xml:base="https://b.example/r/"', 'xml:base="i/"'];
  const link = (format: Format, attributes = '') =>
    format.startsWith('atom') ? `<link ${attributes} href="x"/>` : `<link ${attributes}>x</link>`;

  it.each(ALL)('nests in %s', async (format) => {
    expect((await readEntry(format, link(format)))?.link).toBe('https://doc.example/x');
    expect((await readEntry(format, link(format), { root }))?.link).toBe('https://b.example/r/x');
    expect((await readEntry(format, link(format), { root, on }))?.link).toBe('https://b.example/r/i/x');
    expect((await readEntry(format, link(format, 'xml:base="e/"'), { root, on }))?.link).toBe(
      'https://b.example/r/i/e/x',
    );
    expect((await readEntry(format, link(format, 'xml:base="/e/"'), { root, on }))?.link).toBe('https://b.example/e/x');
    expect((await readEntry(format, link(format, 'xml:base=""'), { root, on }))?.link).toBe('https://b.example/r/i/x');
    expect((await read(FORMATS[format]({ feed: link(format), root }))).feed.link).toBe('https://b.example/r/x');
  });

  it('is what markup and identifiers are relative to', async () => {
    const markup = '<description>&lt;img src="a.png"&gt;</description>';
    expect((await readEntry('rss', markup, { root, on }))?.summary).toBe('<img src="https://b.example/r/i/a.png">');
    expect((await readEntry('atom', '<id>x</id>', { root }))?.id).toBe('https://b.example/r/x');
    expect(await readEntry('rss', '<guid>x</guid>', { root })).toMatchObject({
      id: 'https://b.example/r/x',
      link: 'https://b.example/r/x',
    });
    expect((await readEntry('rss', '<guid isPermaLink="false">x</guid>', { root }))?.id).toBe('x');
    expect((await readEntry('rss', '<guid>x</guid>'))?.id).toBe('x');
  });
});
