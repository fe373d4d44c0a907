import { XMLParser, XMLValidator } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import Parser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { type Page, routesOf } from '../../../local/sample-wire/routes.ts';
import { EPOCH, edition, feeds, liveFeeds } from './samples.ts';

const ROUNDS = [0, 1, 2].map((round) => routesOf(feeds, EPOCH, round));

function page(feedId: string, round = 0): Page {
  const route = ROUNDS[round]?.get(liveFeeds.find(({ id }) => id === feedId)?.path ?? '');
  if (route?.kind !== 'page') throw new Error(`no page of ${feedId}`);
  return route.page;
}

const textOf = (feedId: string, round = 0): string =>
  iconv.decode(page(feedId, round).body, feedId === 'volzhsky-vestnik' ? 'windows-1251' : 'utf-8');

const parsed = (feedId: string, round = 0) => new Parser().parseString(textOf(feedId, round));

describe.each(liveFeeds.map(({ id }) => id))('the feed %s', (id) => {
  it.each([0, 1, 2])('is well-formed in round %i', (round) => {
    expect(XMLValidator.validate(textOf(id, round))).toBe(true);
  });

  it('reads back as it was written', async () => {
    const { entries, feed } = edition(id, 2);
    const { title, items } = await parsed(id, 2);
    const full = items.filter((item) => item.title !== undefined);
    expect(title).toBe(feed.title);
    expect(full.map((item) => [item.title, item.link, item.isoDate])).toEqual(
      entries.map(({ title, link, published }) => [title, link, published?.toISOString()]),
    );
    expect(full.map(({ content, 'content:encoded': html }) => html ?? content)).toEqual(
      entries.map(({ paragraphs }) => expect.stringContaining(paragraphs[0]?.slice(0, 40) ?? '')),
    );
  });

  it('says that it is a sample, and serves no editorial label', () => {
    expect(textOf(id)).toContain('Sample copy written for Dateline;');
    expect(textOf(id)).not.toMatch(/notCountries|notTopics|copyOf|\d\d000000/);
  });
});

describe('the formats', () => {
  it('have guids in RSS 2.0 that are permalinks only where they are the link', () => {
    const before = textOf('harbor-courier', 0);
    expect(before).not.toContain('isPermaLink="false"');
    expect(textOf('harbor-courier', 1)).toContain('<guid isPermaLink="false">harbor-courier-cms2-0048213</guid>');
    expect(textOf('pacific-dispatch')).toContain(
      '<guid isPermaLink="false">tag:pacific-dispatch.example,2026:jakarta-sea-wall-funding</guid>',
    );
  });

  it('put HTML into content:encoded as CDATA, with references for what is not markup', () => {
    expect(textOf('harbor-courier')).toContain('<![CDATA[<p>A frozen turkey');
    expect(textOf('harbor-courier')).toContain('made soup &amp; sandwiches.</p>]]>');
  });

  it('are Cyrillic in windows-1251, every character of which is in that set', () => {
    const text = textOf('volzhsky-vestnik', 2);
    expect(text).toMatch(/^<\?xml version="1.0" encoding="windows-1251"\?>/);
    expect(text).toContain('«Описание Волги»');
    expect(text).toContain('№ 7');
    expect(text.replaceAll(/<\?xml.*\?>/g, '')).not.toContain('?');
    expect(page('volzhsky-vestnik').contentType).not.toContain('charset');
  });

  it('list the items of RSS 1.0 in its channel', () => {
    const tree = new XMLParser({ ignoreAttributes: false }).parse(textOf('northern-ledger'));
    const listed = tree['rdf:RDF'].channel.items['rdf:Seq']['rdf:li'];
    const items = tree['rdf:RDF'].item;
    expect(items.map((item: Record<string, string>) => item['@_rdf:about'])).toEqual(
      listed.map((item: Record<string, string>) => item['@_rdf:resource']),
    );
  });

  it('bury a withdrawn Atom entry under a tombstone of RFC 6721', () => {
    expect(textOf('meridian-wire', 0)).not.toContain('at:deleted-entry');
    expect(textOf('meridian-wire', 1)).toContain(
      '<at:deleted-entry ref="tag:meridian-wire.example,2026:reykjavik-minister-resignation" when="2026-11-24T08:45:43Z"/>',
    );
  });

  it('hold one item that says nothing', async () => {
    const empty = await Promise.all(
      liveFeeds.map(
        async ({ id }) =>
          (await parsed(id)).items.filter((item) => item.title === undefined && item.link === undefined).length,
      ),
    );
    expect(empty.reduce((sum, count) => sum + count)).toBe(1);
    expect(textOf('savanna-bulletin')).toContain('<item/>');
  });
});
