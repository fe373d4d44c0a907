import { describe, expect, it } from 'vitest';
import { challengerOf, webPageFailure } from '../../lambdas/fetch/web-page.ts';

const URL_ASKED = 'https://wire.example/news/feed';
const page = (head: string, body = '') => `<!DOCTYPE html>\n<html><head>${head}</head><body>${body}</body></html>`;
const failure = (document: string | Buffer, url = URL_ASKED) => {
  const { because, message } = webPageFailure(Buffer.from(document), url) ?? {};
  return because && [because, message];
};

describe('a web page', () => {
  it.each([
    ['Cloudflare', page('<title>Just a moment...</title>')],
    ['Cloudflare', page('<title>Wire</title>', '<script>window._cf_chl_opt={}</script>')],
    ['Akamai', page('<TITLE>Access Denied</TITLE>', 'https://errors.edgesuite.net/18.1')],
    ['DataDome', page('', '<script src="https://ct.captcha-delivery.com/c.js"></script>')],
    ['Imperva', page('', '<iframe id="main-iframe" src="/_Incapsula_Resource?x=1"></iframe>')],
    ['AWS WAF', page('<script>window.gokuProps = {};</script>')],
    ['Anubis', page('<title>Making sure you&#39;re not a bot!</title>')],
  ])('of %s is a challenge', (by, document) => {
    expect(failure(document)).toEqual(['challenge', `answered a check for robots (${by}) instead of the feed`]);
  });

  it.each([
    ['a check for robots', page('<title>Are you a robot?</title>')],
    ['a check for robots', page('', '<div class="g-recaptcha"></div>')],
    ['a question for consent', page('<title>Before you continue</title>')],
    ['a login page', page('<title>Sign in</title>', '<form><input name="word" type="password"></form>')],
  ])('that demands something is %s', (what, document) => {
    expect(failure(document)).toEqual(['challenge', `answered ${what} instead of the feed`]);
  });

  it('of a host for consent is a question for consent', () => {
    expect(failure(page('<title>Yes?</title>'), 'https://consent.wire.example/?to=feed')?.[1]).toContain('consent');
  });

  it.each([
    '<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">',
    "<LINK HREF='../rss?a=1&amp;b=2' TYPE='application/atom+xml' REL='alternate'/>",
    '<link rel=alternate type=application/feed+json href=/rss?a=1&amp;b=2 >',
  ])('names the feed that stands on it (%s)', (link) => {
    const other = '<link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="de" href="/de">';
    expect(failure(page(`<title>The\n Wire – “News”</title>${other}${link}`, '<input type="password">'))).toEqual([
      'not-a-feed',
      'answered a web page, "The Wire – “News”", and no feed; its feed is https://wire.example/rss?a=1&b=2',
    ]);
  });

  it('is said to be one where it names no other feed than the one that was asked for', () => {
    const link = `<link rel="alternate" type="application/rss+xml" href="${URL_ASKED}">`;
    expect(failure(page(link))).toEqual(['not-a-feed', 'answered a web page and no feed']);
  });

  it.each([
    ['an XML declaration', `<?xml version="1.0"?>\n${page('')}`],
    ['a byte order mark', `\ufeff  ${page('')}`],
    ['a comment', `<!-- ${'x'.repeat(500)} -->${page('')}`],
    ['nothing but a script', '<script>location.reload()</script>'],
  ])('begins with %s', (_what, document) => {
    expect(failure(document)?.[0]).toBe('not-a-feed');
  });

  it('is told in UTF-16 as well', () => {
    expect(failure(Buffer.from(`\ufeff${page('')}`, 'utf16le'))?.[0]).toBe('not-a-feed');
  });
});

describe('no web page is', () => {
  it.each([
    ['a feed', '<rss><channel/></rss>'],
    ['a feed with HTML around it', page('', '<rss><channel><item/></channel></rss>')],
    ['a feed far down', page('', `${' '.repeat(500_000)}<atom:feed>`)],
    ['a feed with HTML in it', '<feed><entry><content><html><body>x</body></html></content></entry></feed>'],
    ['JSON with HTML in it', '{"items": [{"content_html": "<html><body>x</body></html>"}]}'],
    ['text', 'Feed not found'],
    ['nothing', ''],
  ])('%s', (_what, document) => {
    expect(failure(document)).toBeUndefined();
  });
});

it.each(['<link ', '<title ', '<input ', '<iframe ', '<!-- ', '<title>a'])(
  'reads a page of %j in linear time',
  (part) => {
    const document = page('', part.repeat(Math.ceil(2_000_000 / part.length)));
    const start = performance.now();
    failure(document);
    expect(performance.now() - start).toBeLessThan(1_000);
  },
);

it.each([
  [{ 'cf-mitigated': 'challenge' }, 'Cloudflare'],
  [{ 'x-amzn-waf-action': 'captcha' }, 'AWS WAF'],
  [{ 'x-datadome': 'protected' }, 'DataDome'],
  [{ server: 'cloudflare' }, undefined],
])('who keeps robots out by %j is %s', (headers, by) => {
  expect(challengerOf(headers)).toBe(by);
});
