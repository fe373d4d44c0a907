import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const url = 'https://wire.example/feed.xml';
const read = async (text: string) => (await parseFeed(new TextEncoder().encode(text), { url })).feed;

const SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
const ATOM = 'xmlns:a="http://www.w3.org/2005/Atom"';
const rss = (channel: string) => read(`<rss version="2.0" ${SY} ${ATOM}><channel>${channel}</channel></rss>`);

describe('what a feed says of its polling', () => {
  it.each([
    ['<ttl>15</ttl>', 900],
    ['<ttl> 0.5 </ttl>', 30],
    ['<sy:updatePeriod> hourly </sy:updatePeriod>', 3600],
    ['<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', 21_600],
    ['<sy:updateFrequency>24</sy:updateFrequency>', 3600],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><ttl>5</ttl>', 300],
    ['<ttl>0</ttl>', undefined],
    ['<ttl>soon</ttl>', undefined],
    ['<sy:updatePeriod>always</sy:updatePeriod>', undefined],
    ['<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>-1</sy:updateFrequency>', undefined],
    ['<title>no word of it</title>', undefined],
  ])('reads %s as %j seconds', async (channel, ttl) => {
    expect((await rss(channel)).ttl).toBe(ttl);
  });

  it('finds itself, its hubs and its older pages in RSS', async () => {
    const links = `<a:link rel="self" href="/feed.xml"/><a:link rel="hub" href="https://hub.example/"/>
      <a:link rel="hub" href="https://hub2.example/"/><a:link rel="next" href="?page=2"/>`;
    expect(await rss(`<link>https://wire.example/</link>${links}`)).toEqual({
      link: 'https://wire.example/',
      self: url,
      hubs: ['https://hub.example/', 'https://hub2.example/'],
      older: `${url}?page=2`,
    });
  });

  it('takes an archive before a page, in Atom, under any base', async () => {
    const links = '<link rel="next" href="2"/><link rel="prev-archive" href="2026/10"/><link rel="hub" href="hub"/>';
    expect(
      await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">${links}</feed>`),
    ).toEqual({ hubs: ['https://a.example/x/hub'], older: 'https://a.example/x/2026/10' });
  });

  it('leaves the links of entries alone', async () => {
    expect(await rss('<item><title>T</title><a:link rel="self" href="https://wire.example/1"/></item>')).toEqual({});
  });

  it('finds the same in a JSON feed, WebSub hubs only', async () => {
    const hubs = [
      { type: 'rssCloud', url: 'https://cloud.example/' },
      { type: 'WebSub', url: 'https://hub.example/' },
    ];
    const feed = { feed_url: 'https://wire.example/feed.json', next_url: '/feed.json?page=2', hubs, items: [] };
    expect(await read(JSON.stringify(feed))).toEqual({
      self: 'https://wire.example/feed.json',
      older: 'https://wire.example/feed.json?page=2',
      hubs: ['https://hub.example/'],
    });
  });
});
