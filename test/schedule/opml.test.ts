import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publisherOf } from '../../lambdas/schedule/feed-identity.ts';
import { parseOpml, type WishedFeed, writeOpml } from '../../lambdas/schedule/opml.ts';
import { countryOfPublisher } from '../../lambdas/shared/countries.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const opml = (...outlines: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head/>\n<body>\n${outlines.join('\n')}\n</body></opml>`;
const rss = (xmlUrl: string, more = '') => `<outline type="rss" text="Wire" xmlUrl="${xmlUrl}" ${more}/>`;

describe('parseOpml', () => {
  it('reads feeds at any depth and leaves headings and links', () => {
    const text = opml(
      '<outline text="Asia"><outline text="East">',
      '<outline type="rss" text="text" title="NHK" xmlUrl="https://nhk.example/rss" language="ja" country="JP" htmlUrl="https://nhk.example/"/>',
      '</outline>note<outline text="A page" type="link" url="https://page.example/"/></outline>',
      '<outline type="rss" text="Sample" xmlUrl="http://127.0.0.1:8080/a" category="/news/world, sample" fullText="true"/>',
    );
    expect(parseOpml(text)).toEqual([
      { url: 'https://nhk.example/rss', title: 'NHK', language: 'ja', country: 'JP', sample: false },
      { url: 'http://127.0.0.1:8080/a', title: 'Sample', fullText: true, sample: true },
    ]);
  });

  it('reads what other programs export', () => {
    const text = `\ufeff${opml(
      '<!-- a comment <outline type="rss"/> -->',
      "<OUTLINE text='ignored'/>",
      '<outline text="" XMLURL="https://a.example/?x=1&amp;y=2&z=3" language="unknown"/>',
      '<outline text="Caf&#233; &amp; &lt;T&#xE9;l&#xe9;&gt;" xmlurl="https://b.example/" category="samples"></outline>',
    )}`;
    expect(parseOpml(text)).toEqual([
      { url: 'https://a.example/?x=1&y=2&z=3', title: 'a.example', sample: false },
      { url: 'https://b.example/', title: 'Café & <Télé>', sample: false },
    ]);
  });

  it.each([
    ['broken XML', opml('<outline text="Asia">'), /^OPML line 6: not well-formed XML: .*outline/],
    ['an open quote', opml('<outline text="Asia/>'), /^OPML line 5: .*quote/],
    ['an attribute twice', opml(rss('https://a.example/', 'text="b"')), /^OPML line 5: .*repeated/],
    ['no XML', 'feeds: none', /^OPML line 1: /],
    ['nothing', '', /^OPML line 1: /],
    ['another document', '<rss version="2.0"><channel/></rss>', /no OPML/],
    ['two bodies', '<opml><body/><body/></opml>', /no OPML/],
    ['two documents', '<opml><body/></opml><opml><body/></opml>', /Multiple/],
    ['an OPML without feeds', opml('<outline text="Asia"/>'), /no feed; add/],
    ['an OPML without a body', '<opml><head/></opml>', /no OPML/],
    [
      'a feed without address',
      opml('<outline/>', '<outline type="rss" text="Wire"/>'),
      /^OPML line 6: "Wire" .*without xmlUrl; add/,
    ],
    ['an empty address', opml('<outline type="RSS" title="Wire" xmlUrl=""/>'), /^OPML line 5: "Wire" .*without xmlUrl/],
    [
      'an address out of the web',
      opml(rss('ftp://user:secret@a.example/')),
      /^OPML line 5: the xmlUrl of "Wire" .*http/,
    ],
    [
      'a name for a country',
      opml(rss('https://a.example/', 'country="Korea"')),
      /^OPML line 5: the country "Korea" of "Wire" .*ISO/,
    ],
    ['a code that is none', opml(rss('https://a.example/', 'country="UK"')), /^OPML line 5: the country "UK"/],
    ['an area', opml(rss('https://a.example/', 'country="030"')), /^OPML line 5: the country "030"/],
    ['no address', opml(rss('a.example/feed')), /^OPML line 5: the xmlUrl of "Wire" .*http/],
    [
      'a feed twice',
      opml(rss('https://a.example/'), '', rss('https://A.example:443')),
      /^OPML line 7: "Wire" .*line 5; take/,
    ],
    [
      'entities of its own',
      opml(rss('https://a.example/&b;')).replace(
        '<opml',
        '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml',
      ),
      /^OPML line 2: a DOCTYPE/,
    ],
    [
      'nesting without end',
      `<opml><body>${'<outline>'.repeat(10_000)}${'</outline>'.repeat(10_000)}</body></opml>`,
      /cannot be read: .*nested/,
    ],
    ['a name that is a trap', opml('<outline __proto__="x"/>'), /cannot be read/],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseOpml(text)).toThrow(InputError);
    expect(() => parseOpml(text)).toThrow(message);
  });

  it('takes no longer for each feed of a long file', () => {
    const long = opml(...Array.from({ length: 20_000 }, (_, at) => rss(`https://a.example/${at}`)));
    const start = performance.now();
    expect(parseOpml(long)).toHaveLength(20_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('tells no password', () => {
    const twice = opml(rss('https://user:secret@a.example/'), rss('https://user:secret@a.example/'));
    for (const text of [twice, opml(rss('ftp://user:secret@a.example/'))]) {
      expect(() => parseOpml(text)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining('secret') }),
      );
    }
  });
});

describe('writeOpml', () => {
  it('writes OPML 2.0 for people to read', () => {
    const text = writeOpml([
      { url: 'https://a.example/?x=1&y=2', title: 'A "wire"\n& more', language: 'en', sample: true },
    ]);
    expect(text.split('\n')).toContain(
      '    <outline type="rss" text="A &quot;wire&quot; &amp; more" title="A &quot;wire&quot; &amp; more" xmlUrl="https://a.example/?x=1&amp;y=2" language="en" category="sample"/>',
    );
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<opml version="2.0">/);
  });

  it('is read back to the same feeds', () => {
    const title = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((text) => text.replace(/[^\x21-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\s/gu, ''))
      .filter((text) => text !== '');
    const feed: fc.Arbitrary<WishedFeed> = fc
      .tuple(
        fc.webUrl({ withQueryParameters: true }),
        title,
        fc.constantFrom(undefined, 'en', 'pt-BR'),
        fc.constantFrom(undefined, 'KR', 'XK'),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([url, title, language, country, fullText, sample]) => ({
        ...{ url, title, sample },
        ...(fullText && { fullText }),
        ...(language && { language }),
        ...(country && { country }),
      }));
    const feeds = fc.uniqueArray(feed, { selector: ({ url }) => new URL(url).href, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(feeds, (feeds) => {
        expect(parseOpml(writeOpml(feeds))).toEqual(feeds);
      }),
    );
  });
});

describe('feeds.opml', () => {
  const text = readFileSync(new URL('../../feeds.opml', import.meta.url), 'utf8');
  const feeds = parseOpml(text);

  it('holds at least 45 feeds, none a sample', () => {
    expect(feeds.length).toBeGreaterThanOrEqual(45);
    expect(feeds.filter(({ sample }) => sample)).toEqual([]);
  });

  it('names each feed once, with its language and its home', () => {
    expect(new Set(feeds.map(({ title }) => title))).toHaveLength(feeds.length);
    expect(feeds.filter(({ language }) => !/^[a-z]{2}(-[A-Z]{2})?$/.test(language ?? ''))).toEqual([]);
    expect(text.match(/ htmlUrl="https:/g)).toHaveLength(feeds.length);
  });

  it('says where most of them are published, and agrees with their domains', () => {
    expect(feeds.filter(({ country }) => country !== undefined).length).toBeGreaterThanOrEqual(60);
    const told = feeds.flatMap(({ url, country }) => {
      const ending = countryOfPublisher(publisherOf(url));
      return ending === undefined ? [] : [[url, ending, country]];
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(([, ending, country]) => ending !== country)).toEqual([]);
  });

  it('asks over https only', () => {
    expect(feeds.filter(({ url }) => !url.startsWith('https://'))).toEqual([]);
  });

  it('is grouped by region, and each has several feeds', () => {
    const groups = text.split(/^ {4}<outline text="/m).slice(1);
    const sizes = groups.map((group) => [
      group.replace(/".*/s, ''),
      parseOpml(opml(group.replace(/^.*?>/s, '').replace(/<\/outline>.*/s, ''))).length,
    ]);
    expect(sizes.map(([region]) => region)).toEqual([
      'World',
      'Africa',
      'North America',
      'Latin America and the Caribbean',
      'Asia',
      'Middle East',
      'Europe',
      'Oceania',
    ]);
    for (const [, size] of sizes) expect(size).toBeGreaterThanOrEqual(5);
  });
});
