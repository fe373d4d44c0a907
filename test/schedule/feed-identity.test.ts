import { describe, expect, it } from 'vitest';
import { feedIdOf, hostOf, publisherOf } from '../../lambdas/schedule/feed-identity.ts';

describe('feedIdOf', () => {
  it.each([
    ['https://feeds.bbci.co.uk/news/rss.xml', /^bbci-co-uk-[0-9a-f]{8}$/],
    ['http://127.0.0.1:8080/feed', /^127-0-0-1-[0-9a-f]{8}$/],
    ['http://[::1]:8080/feed', /^1-[0-9a-f]{8}$/],
    ['http://localhost/feed', /^localhost-[0-9a-f]{8}$/],
    ['https://новости.example/feed', /^xn-[a-z0-9-]+-example-[0-9a-f]{8}$/],
  ])('of %s begins with a name for people', (url, pattern) => {
    expect(feedIdOf(url)).toMatch(pattern);
  });

  it('is the same for spellings of one address', () => {
    const spellings = [
      'https://wire.example/feed',
      'HTTPS://Wire.EXAMPLE:443/feed#top',
      'https://user:secret@wire.example/a/../feed',
    ];
    expect(new Set(spellings.map(feedIdOf))).toHaveLength(1);
  });

  it('is another for another scheme, port, path or query', () => {
    const addresses = [
      'https://a.example/f',
      'http://a.example/f',
      'https://a.example:8443/f',
      'https://a.example/F',
      'https://a.example/f?x',
    ];
    expect(new Set(addresses.map(feedIdOf))).toHaveLength(addresses.length);
  });
});

describe('publisherOf', () => {
  it.each([
    ['https://feeds.bbci.co.uk/news/rss.xml', 'bbci.co.uk'],
    ['https://www.abc.net.au/feed', 'abc.net.au'],
    ['https://news.github.io/feed', 'news.github.io'],
    ['https://news.substack.com/feed', 'news.substack.com'],
    ['https://news.wordpress.com/feed', 'news.wordpress.com'],
    ['https://feeds.feedburner.com/one/world?format=xml', 'feeds.feedburner.com/one'],
    ['https://feeds.feedburner.com/Two', 'feeds.feedburner.com/Two'],
    ['https://rss.app/feeds/abc.xml', 'rss.app/abc.xml'],
    ['https://medium.com/feed/@reporter', 'medium.com/@reporter'],
    ['https://feeds.feedburner.com/', 'feeds.feedburner.com'],
    ['http://127.0.0.1:8080/feed', '127.0.0.1'],
    ['http://[2001:db8::1]:8080/feed', '2001:db8::1'],
    ['http://localhost:8080/feed', 'localhost'],
  ])('of %s is %s', (url, publisher) => {
    expect(publisherOf(url)).toBe(publisher);
  });
});

it('hostOf has the port where it is not the usual one', () => {
  expect(hostOf('https://user:secret@Wire.example:8443/feed')).toBe('wire.example:8443');
  expect(hostOf('https://wire.example:443/feed')).toBe('wire.example');
});
