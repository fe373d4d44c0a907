import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLink, namesAnArticle } from '../../lambdas/identify/canonical-link.ts';

describe('a canonical link', () => {
  it.each([
    ['the scheme', 'http://example.org/a', 'https://example.org/a'],
    ['www.', 'https://www.example.org/a', 'https://example.org/a'],
    ['the case of the host', 'https://Example.ORG/a', 'https://example.org/a'],
    ['the port of the scheme', 'https://example.org:443/a', 'https://example.org/a'],
    ['a fragment', 'https://example.org/a#top', 'https://example.org/a'],
    ['a trailing slash', 'https://example.org/a/', 'https://example.org/a'],
    ['a bare question mark', 'https://example.org/a?', 'https://example.org/a'],
    ['white space around it', ' https://example.org/a\n', 'https://example.org/a'],
    ['the order of parameters', 'https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
    ['the way a space is written', 'https://example.org/a?q=a%20b', 'https://example.org/a?q=a+b'],
    ['an escaped letter', 'https://example.org/é?q=é', 'https://example.org/%C3%A9?q=%C3%A9'],
    ['campaigns', 'https://example.org/a?utm_source=rss&UTM_Medium=x&id=7', 'https://example.org/a?id=7'],
    ['social networks', 'https://example.org/a?fbclid=x&gclid=y&igshid=z', 'https://example.org/a'],
    [
      'newsrooms',
      'https://example.org/a?at_campaign=rss&ns_mchannel=rss&cmp=1&ocid=2&xtor=RSS-1',
      'https://example.org/a',
    ],
    ['advertisements', 'https://example.org/a?gbraid=x&msclkid=y&ttclid=z&_gl=1&srsltid=2', 'https://example.org/a'],
    ['that it came by RSS', 'https://example.org/a?partner=rss&mod=rss_world&id=7', 'https://example.org/a?id=7'],
    ['a session', 'https://example.org/a;jsessionid=0F?PHPSESSID=1', 'https://example.org/a'],
    ['an edition for phones', 'https://m.example.org/a', 'https://www.example.org/a'],
    ['an edition for phones of a language', 'https://en.m.example.org/a', 'https://en.example.org/a'],
    ['a host of AMP pages', 'https://amp.example.org/a', 'https://example.org/a'],
    ['AMP at the end', 'https://example.org/a/amp/', 'https://example.org/a'],
    ['AMP in between', 'https://www.example.org/news/amp/a', 'https://www.example.org/news/a'],
    ['AMP as a parameter', 'https://example.org/a?amp=1&amp_js_v=0.1&usqp=x', 'https://example.org/a'],
    ['AMP as a form of output', 'https://example.org/a?id=7&output=amp', 'https://example.org/a?id=7'],
    ['AMP before the ending', 'https://example.org/a.amp.html', 'https://example.org/a.html'],
    ['AMP as the ending', 'https://example.org/a.amp', 'https://example.org/a'],
    [
      'the cache of AMP',
      'https://www-example-org.cdn.ampproject.org/v/s/www.example.org/a?amp_js_v=0.1',
      'https://example.org/a',
    ],
    ['the AMP reader of Google', 'https://www.google.com/amp/s/www.example.org/a/amp/', 'https://example.org/a'],
    ['the AMP reader of Bing', 'https://www.bing-amp.com/c/s/www.example.org/a', 'https://example.org/a'],
  ])('leaves out %s', (_, a, b) => {
    expect(canonicalLink(a)).toBe(canonicalLink(b));
  });

  it.each([
    ['the host', 'https://a.example.org/x', 'https://b.example.org/x'],
    ['another port', 'https://example.org:8443/x', 'https://example.org/x'],
    ['the case of the path', 'https://example.org/A', 'https://example.org/a'],
    ['a parameter that names the article', 'https://example.org/?p=1', 'https://example.org/?p=2'],
    ['a parameter whose name only holds a tracking one', 'https://example.org/a?company=1', 'https://example.org/a'],
    ['a parameter that ends like a tracking one', 'https://example.org/a?form_id=1', 'https://example.org/a'],
    ['a word that begins like AMP', 'https://example.org/amplifiers/a', 'https://example.org/a'],
    ['a domain that is called like an edition', 'https://amp.example/a', 'https://m.example/a'],
    ['a search', 'https://www.google.com/search?q=a', 'https://www.google.com/search?q=b'],
    ['a repeated parameter', 'https://example.org/a?id=1&id=2', 'https://example.org/a?id=1'],
  ])('keeps %s', (_, a, b) => {
    expect(canonicalLink(a)).not.toBe(canonicalLink(b));
  });

  it.each(['', 'example.org/a', '/a', 'mailto:a@example.org', 'ftp://example.org/a', 'urn:uuid:1', 'https://'])(
    'is none of %j',
    (link) => {
      expect(canonicalLink(link)).toBeUndefined();
    },
  );

  it('is its own canonical link', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
        const canonical = canonicalLink(link);
        expect(canonical).toBeDefined();
        expect(canonicalLink(`https://${canonical}`)).toBe(canonical);
      }),
    );
  });

  it('is the same with any tracking added', () => {
    const tracking = fc.constantFrom('utm_source=a', 'fbclid=b', 'at_medium=c', 'mc_cid=d', 'wt.mc_id=e', 'smid=f');
    fc.assert(
      fc.property(fc.webUrl(), fc.array(tracking), (link, added) => {
        expect(canonicalLink(`${link}?${added.join('&')}`)).toBe(canonicalLink(link));
      }),
    );
  });
});

it.each(['id', 'p', 'story', 'article', 'aid', 'nid', 'news_id', 'storyId', 'item', 'cid', 'sid', 'page', 'date', 'v'])(
  'the parameter %s names an article',
  (name) => {
    const links = [`https://example.org/a?${name}=1`, `https://example.org/a?${name}=2`, 'https://example.org/a'];
    expect(new Set(links.map(canonicalLink)).size).toBe(3);
  },
);

describe('a link', () => {
  it.each([
    ['https://example.org/2026/11/24/talks', true],
    ['https://example.org/world/', true],
    ['https://example.org/?p=123', true],
    ['https://example.org/index.php?id=5', true],
    ['https://example.org/rss/talks', true],
    ['https://example.org', false],
    ['https://www.example.org/', false],
    ['https://example.org/#talks', false],
    ['https://example.org/?utm_source=rss', false],
    ['https://example.org/index.html', false],
    ['https://example.org/Home/', false],
    ['https://example.org/rss', false],
    ['https://example.org/feed/', false],
  ])('%s can name an article: %s', (link, expected) => {
    const canonical = canonicalLink(link);
    expect(canonical !== undefined && namesAnArticle(canonical)).toBe(expected);
  });
});
