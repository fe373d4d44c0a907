import { describe, expect, it } from 'vitest';
import { type Format, readEntry } from './documents.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const DIV = 'xmlns="http://www.w3.org/1999/xhtml"';

/** What stands in an element → what it says, in any format. */
const TEXT: readonly (readonly [string, string])[] = [
  ['Plain words', 'Plain words'],
  ['\n  on its\n own lines ', 'on its own lines'],
  ['<![CDATA[A & B]]>', 'A & B'],
  ['<![CDATA[One]]> and <![CDATA[two]]>', 'One and two'],
  ['One<!-- not this --> two', 'One two'],
  ['One <?php echo 1 ?>two', 'One two'],
  ['A &amp; B', 'A & B'],
  ['A & B', 'A & B'],
  ['caf&#233; caf&#xE9; caf&eacute;', 'café café café'],
  ['&#8220;q&#8221; &ldquo;q&rdquo;', '“q” “q”'],
  ['it&#146;s &#150; &#x80;', 'it’s – €'],
  ['it\u0092s', 'it’s'],
  ['&#x1F600;', '😀'],
  ['a &nosuch; b', 'a &nosuch; b'],
  ['1 &lt; 2', '1 < 2'],
  ['&quot;x&quot; &apos;y&apos;', '"x" \'y\''],
  ['a\u0001b\u0008c', 'abc'],
];

const PLACES: readonly (readonly [Format, string, 'title' | 'summary' | 'content'])[] = [
  ['rss', 'title', 'title'],
  ['rss', 'description', 'summary'],
  ['rdf', 'title', 'title'],
  ['rdf', 'content:encoded', 'content'],
  ['atom', 'title', 'title'],
  ['atom', 'summary', 'summary'],
  ['atom', 'content', 'content'],
  ['atom 0.3', 'content', 'content'],
];

describe('text', () => {
  const all = PLACES.flatMap((place) => TEXT.map(([source, said]) => [...place, source, said] as const));

  it.each(all)('in %s, <%s> (%s): %j', async (format, element, field, source, said) => {
    const entry = await readEntry(format, `<${element}>${source}</${element}>`);
    expect(entry?.[field]?.replace(/\s+/g, ' ')).toBe(said);
  });
});

/** Attributes and content of an Atom text construct → what it says. */
const CONSTRUCTS: readonly (readonly [string, string, string])[] = [
  ['type="text"', '1 &lt; 2 &amp;amp; 3', '1 < 2 &amp; 3'],
  ['type="html"', '&lt;b&gt;x&lt;/b&gt; A &amp;amp; B', '<b>x</b> A &amp; B'],
  ['type="html"', '<![CDATA[<b>x</b> A &amp; B]]>', '<b>x</b> A &amp; B'],
  ['type="HTML"', '&lt;b&gt;x&lt;/b&gt;', '<b>x</b>'],
  ['type="text/html"', '&lt;b&gt;x&lt;/b&gt;', '<b>x</b>'],
  ['type="text/plain"', 'A &amp; B', 'A & B'],
  ['type="xhtml"', `<div ${DIV}>A <b>x</b> &amp; &lt;y&gt;</div>`, 'A <b>x</b> &amp; &lt;y&gt;'],
  ['type="xhtml"', '<xhtml:div>A <xhtml:b>x</xhtml:b></xhtml:div>', 'A <b>x</b>'],
  [
    'type="xhtml"',
    '<x:div xmlns:x="http://www.w3.org/1999/xhtml">A <x:b>x</x:b><y:z/></x:div>',
    'A <b>x</b><y:z></y:z>',
  ],
  ['type="xhtml"', `\n <div ${DIV}>\n  x\n </div>\n`, 'x'],
  ['type="xhtml"', `<div ${DIV}>caf&#233; &mdash; x</div>`, 'café — x'],
  ['type="xhtml"', `<div ${DIV}>a</div><div ${DIV}>b</div>`, '<div>a</div><div>b</div>'],
  ['type="application/xhtml+xml"', `<div ${DIV}><p>x</p></div>`, '<p>x</p>'],
  ['type="xhtml"', `<div ${DIV}><a title="&quot;q&quot;">x</a></div>`, '<a title="&quot;q&quot;">x</a>'],
  ['type="application/octet-stream"', base64('A <b>x</b>'), 'A <b>x</b>'],
  ['mode="base64"', base64('A <b>x</b>'), 'A <b>x</b>'],
  ['type="application/xhtml+xml" mode="base64"', base64('A <b>x</b>'), 'A <b>x</b>'],
  ['type="text/html" mode="escaped"', '&lt;b&gt;x&lt;/b&gt;', '<b>x</b>'],
  ['type="text/html" mode="xml"', 'A <b>x</b>', 'A <b>x</b>'],
  ['mode="xml"', `<div ${DIV}>A <b>x</b></div>`, 'A <b>x</b>'],
];

describe('a construct of Atom', () => {
  const all = (['atom', 'atom 0.3'] as const).flatMap((format) =>
    (['title', 'summary', 'content'] as const).flatMap((element) =>
      CONSTRUCTS.map((construct) => [format, element, ...construct] as const),
    ),
  );

  it.each(all)('in %s, <%s %s>: %j', async (format, element, attributes, source, said) => {
    const entry = await readEntry(format, `<${element} ${attributes}>${source}</${element}>`);
    expect(entry?.[element]).toBe(said);
  });

  it('of type HTML keeps the quotation marks of attributes as references in a title', async () => {
    const entry = await readEntry(
      'atom',
      '<title type="html"><![CDATA[<a title="&quot;q&quot;">&quot;x&quot;</a>]]></title>',
    );
    expect(entry?.title).toBe('<a title="&quot;q&quot;">"x"</a>');
  });
});

describe('markup in RSS', () => {
  it.each([
    ['description', 'A <b>bold</b> word', 'A <b>bold</b> word'],
    ['description', 'A &lt;b&gt;bold&lt;/b&gt; word', 'A <b>bold</b> word'],
    ['description', '<![CDATA[A <b>bold</b> word]]>', 'A <b>bold</b> word'],
    ['description', `<div ${DIV}>A <b>bold</b> word</div>`, 'A <b>bold</b> word'],
    ['description', '&lt;p&gt;caf&amp;eacute; &amp;amp; bar&lt;/p&gt;', '<p>caf&eacute; &amp; bar</p>'],
    ['xhtml:body', '<xhtml:p>A &amp; B</xhtml:p>', '<p>A &amp; B</p>'],
    ['xhtml:body', 'A &amp; B', 'A &amp; B'],
    ['description', 'a<br/>b<img src="https://a.example/i.png"/>', 'a<br />b<img src="https://a.example/i.png" />'],
    ['description', '<p/><a name="x" />y', '<p></p><a name="x"></a>y'],
    ['content:encoded', '<![CDATA[<p>A &amp; B</p>]]>', '<p>A &amp; B</p>'],
  ])('in <%s>: %s', async (element, source, said) => {
    const entry = await readEntry('rss', `<${element}>${source}</${element}>`);
    expect(entry?.summary ?? entry?.content).toBe(said);
  });

  it.each([
    ['AT&amp;amp;T', 'AT&T'],
    ['caf&amp;#233;', 'café'],
    ['1 &amp;lt; 2', '1 &lt; 2'],
    ['A &lt;b&gt;bold&lt;/b&gt; word', 'A <b>bold</b> word'],
  ])('title %s, escaped once too often or not', async (source, said) => {
    expect((await readEntry('rss', `<title>${source}</title>`))?.title).toBe(said);
  });
});
