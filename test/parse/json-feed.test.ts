import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';

const read = (document: unknown) =>
  parseFeed(new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document)), {
    url: 'https://json.example/feed.json',
  });

describe('parseJsonFeed', () => {
  it('reads version 1.1', async () => {
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Wire',
      home_page_url: '/',
      language: 'en',
      authors: [{ name: 'Desk' }],
      items: [
        {
          id: 7,
          url: '/stories/7',
          title: 'Talks end',
          content_html: '<a href="more">More</a>',
          summary: 'Short',
          date_published: '2026-11-24T09:46:43+01:00',
          date_modified: 'soon',
          language: 'en-US',
          authors: [{ name: 'Ann' }, { url: 'https://bob.example' }],
          tags: ['politics', 3, ''],
          attachments: [{ url: '7.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9 }, { mime_type: 'text/plain' }],
        },
      ],
    };
    expect(await read(document)).toEqual({
      format: 'json',
      feed: { title: 'Wire', link: 'https://json.example/', language: 'en', author: 'Desk' },
      entries: [
        {
          id: '7',
          title: 'Talks end',
          link: 'https://json.example/stories/7',
          published: '2026-11-24T08:46:43.000Z',
          summary: 'Short',
          content: '<a href="https://json.example/more">More</a>',
          language: 'en-US',
          authors: ['Ann', 'https://bob.example'],
          categories: ['politics', '3'],
          enclosures: [{ url: 'https://json.example/7.mp3', type: 'audio/mpeg', length: 9 }],
        },
      ],
      rejected: [],
    });
  });

  it('reads the one author and the plain text of version 1.0', async () => {
    const { entries } = await read({ items: [{ id: 'a', author: { name: 'Ann' }, content_text: '1 < 2' }] });
    expect(entries).toEqual([{ id: 'a', content: '1 < 2', authors: ['Ann'], categories: [], enclosures: [] }]);
  });

  it('rejects an item without a field, and only that', async () => {
    const { entries, rejected } = await read({ items: [{ x: 1 }, null, { tags: ['x'] }] });
    expect(entries).toHaveLength(1);
    expect(rejected).toEqual([
      { reason: 'an entry without a field', raw: '{"x":1}' },
      { reason: 'an entry without a field', raw: 'null' },
    ]);
  });

  it('says why JSON cannot be read', async () => {
    const { format, rejected } = await read('{"items": [');
    expect(format).toBe('unknown');
    expect(rejected[0]?.reason).toMatch(/^JSON that cannot be read: /);
  });

  it.each([
    ['cut off', '{"title":"F","items":[{"title":"a"},{"title":"b ]}"},{"tit', ['{"tit']],
    ['with commas too many', '{"items":[{"title":"a",},{"title":"b ]}"},],"title":"F"}', []],
    ['with line breaks in its texts', '{"title":"F","items":[{"title":"a\n"},{"title":"b\n]}"}]}', []],
    ['with a broken item', '{"title":"F","items":[{"title":"a"},{"title":x},{"title":"b ]}"}]}', ['{"title":x}']],
  ])('reads what can be read of a document %s', async (_, document, broken) => {
    const { format, feed, entries, rejected } = await read(document);
    expect([format, feed.title, entries.map(({ title }) => title?.replace('\n', ''))]).toEqual([
      'json',
      'F',
      ['a', expect.stringMatching(/^b ?\]\}$/)],
    ]);
    expect(rejected.map(({ raw }) => raw)).toEqual(broken);
    expect(rejected.every(({ reason }) => reason.startsWith('JSON that cannot be read'))).toBe(true);
  });

  it('reads what can be read of ninjs that is cut off', async () => {
    const { format, entries } = await read('[{"uri":"u","headline":"a"},{"uri":"v","headl');
    expect([format, entries.map(({ title }) => title)]).toEqual(['ninjs', ['a']]);
  });

  it('takes linear time over JSON that is broken', async () => {
    for (const part of ['{', '[', '"', '\\', '{"title":"a",},', '{ ,', '"items":[', '{"a":x}']) {
      const { format } = await read(`{"version":"jsonfeed","items":[${part.repeat(1_000_000 / part.length)}`);
      expect(format).toBeDefined();
    }
  });

  it('bears nesting that the writer of JSON does not', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { entries, rejected } = await read(`{"items": [{"x": ${deep}}, {"title": "T"}]}`);
    expect(entries).toHaveLength(1);
    expect(rejected).toHaveLength(1);
  });
});
