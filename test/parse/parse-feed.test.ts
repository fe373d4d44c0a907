import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const url = 'https://host.example/feeds/feed.xml';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseFeed', () => {
  const names = readdirSync(fixtures)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => basename(file, '.xml'));

  it.each(names)('reads %s', async (name) => {
    const expected = JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));
    expect(await parseFeed(readFileSync(join(fixtures, `${name}.xml`)), { url })).toEqual(expected);
  });

  it.each([
    ['', 'an empty body'],
    [' \n', 'an empty body'],
    ['<!DOCTYPE html><html><body><p>Just a moment</p></body></html>', 'an HTML page, not a feed'],
    ['<!-- x --><HTML><head><item>no</item></head></HTML>', 'an HTML page, not a feed'],
    ['{"error": "not found"}', 'a JSON document, not a feed'],
    ['[1, 2]', 'a JSON document, not a feed'],
    ['<note><to>Ann</to></note>', 'an XML document <note>, not a feed'],
    ['404 page not found', 'text, not a feed'],
  ])('says what %j is', async (body, reason) => {
    expect(await parseFeed(bytes(body))).toEqual({
      format: 'unknown',
      feed: {},
      entries: [],
      rejected: [{ reason, raw: body }],
    });
  });

  it('takes a feed without entries for a feed', async () => {
    expect(await parseFeed(bytes('<rss version="2.0"/>'))).toEqual({
      format: 'rss',
      feed: {},
      entries: [],
      rejected: [],
    });
    const empty = await parseFeed(bytes('<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>'));
    expect(empty).toEqual({ format: 'atom', feed: { title: 'T' }, entries: [], rejected: [] });
  });

  it('keeps 4,000 characters of what it rejects', async () => {
    const { rejected } = await parseFeed(bytes(`<rss><item><comments>${'x'.repeat(9000)}</comments></item></rss>`));
    expect(rejected).toEqual([
      { reason: 'an entry without a field', raw: `<item><comments>${'x'.repeat(9000)}`.slice(0, 4000) },
    ]);
  });

  it('drops addresses that run code', async () => {
    const { entries } = await parseFeed(
      bytes('<rss><item><title>T</title><link>javascript:alert(1)</link></item></rss>'),
    );
    expect(entries).toEqual([{ title: 'T', authors: [], categories: [], enclosures: [] }]);
  });

  it('keeps text apart from the tokens that stand for text', async () => {
    const item = '<item><title>\uE0000</title><description>body</description></item>';
    const { entries } = await parseFeed(bytes(`<rss>${item}</rss>`));
    expect(entries[0]).toMatchObject({ title: '\uE0000', summary: 'body' });
  });

  it('rejects a tombstone that names nothing', async () => {
    const feed = '<feed xmlns="http://www.w3.org/2005/Atom"><deleted-entry when="2026-11-24T08:00:00Z"/></feed>';
    const { entries, rejected } = await parseFeed(bytes(feed));
    expect(entries).toEqual([]);
    expect(rejected[0]?.reason).toBe('a deleted entry that does not say which');
  });
});
