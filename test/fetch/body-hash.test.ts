import { describe, expect, it } from 'vitest';
import { bodyHash } from '../../lambdas/fetch/body-hash.ts';

const rss = (made: string, entry = '<title>One</title>') =>
  Buffer.from(`<rss><channel>${made}<item>${entry}</item></channel></rss>`);
const hashOf = (text: string, encoding: BufferEncoding = 'utf8') => bodyHash(Buffer.from(text, encoding));

describe('the hash of a body', () => {
  it.each([
    ['<lastBuildDate>Mon, 23 Nov 2026 08:00:00 GMT</lastBuildDate>', '<lastBuildDate>now</lastBuildDate>'],
    ['<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>', '<pubDate >now</pubDate >'],
    ['<updated>2026-11-23T08:00:00Z</updated>', '<updated>2026-11-23T08:00:01Z</updated>'],
    ['<dc:date>2026-11-23</dc:date>', '<dc:date>2026-11-24</dc:date>'],
  ])('is the same where only the time of the document is another: %s', (before, after) => {
    expect(bodyHash(rss(after))).toBe(bodyHash(rss(before)));
  });

  it('is another where an entry is new, or says of itself that it has changed', () => {
    const entries = [
      '',
      '<pubDate>1</pubDate>',
      '<pubDate>2</pubDate>',
      '<updated>1</updated>',
      '<updated>2</updated>',
    ];
    expect(new Set(entries.map((entry) => bodyHash(rss('', entry)))).size).toBe(entries.length);
  });

  it('is another where something else is, before the entries or after them', () => {
    const bodies = [
      rss('<ttl>5</ttl>'),
      rss('<ttl>6</ttl>'),
      Buffer.concat([rss('<ttl>5</ttl>'), Buffer.from('<!-- -->')]),
    ];
    expect(new Set(bodies.map(bodyHash)).size).toBe(bodies.length);
  });

  it('is of every byte where there is no entry, and in any encoding', () => {
    expect(hashOf('{"updated": 1}')).not.toBe(hashOf('{"updated": 2}'));
    expect(hashOf('<feed><updated>1</updated></feed>')).not.toBe(hashOf('<feed><updated>2</updated></feed>'));
    expect(hashOf('<item>é</item>', 'latin1')).not.toBe(hashOf('<item>è</item>', 'latin1'));
    expect(hashOf('<item>一</item>', 'utf16le')).not.toBe(hashOf('<item>丁</item>', 'utf16le'));
  });
});
