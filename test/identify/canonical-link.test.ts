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
  ])('leaves out %s', (_, a, b) => {
    expect(canonicalLink(a)).toBe(canonicalLink(b));
  });

  it.each([
    ['the host', 'https://a.example.org/x', 'https://b.example.org/x'],
    ['another port', 'https://example.org:8443/x', 'https://example.org/x'],
    ['the case of the path', 'https://example.org/A', 'https://example.org/a'],
    ['a parameter that names the article', 'https://example.org/?p=1', 'https://example.org/?p=2'],
    ['a parameter whose name only holds a tracking one', 'https://example.org/a?company=1', 'https://example.org/a'],
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
