import { describe, expect, it } from 'vitest';
import { contentHashOf } from '../../lambdas/identify/content-hash.ts';
import type { Entry } from '../../lambdas/shared/domain.ts';

const STORY: Entry = {
  id: 'g',
  title: 'Talks & trade',
  link: 'https://example.org/talks',
  published: '2026-11-24T08:00:00.000Z',
  summary: 'Two presidents met.',
  content: 'Two presidents met on Tuesday.',
  authors: ['A. Writer'],
  categories: ['World'],
  enclosures: [{ url: 'https://example.org/a.jpg' }],
  language: 'en',
};

describe('a content hash', () => {
  it.each<[string, Partial<Entry>]>([
    ['markup', { summary: '<p class="lead">Two <b>presidents</b> met.</p>' }],
    ['a picture', { content: '<img src="a.jpg?width=300"><p>Two presidents met on Tuesday.</p>' }],
    ['a script', { content: 'Two presidents met on Tuesday.<script>track(1)</script>' }],
    ['white space', { summary: '  Two\u00a0presidents   met. ' }],
    ['how a character is written', { title: 'Talks &amp; trade' }],
    ['dates', { published: '2026-11-24T09:00:00.000Z', updated: '2026-11-24T09:00:00.000Z' }],
    ['names', { id: 'g2', link: 'https://example.org/other' }],
    ['authors, categories, enclosures and language', { authors: [], categories: [], enclosures: [], language: 'fr' }],
  ])('is not changed by %s', (_, change) => {
    expect(contentHashOf({ ...STORY, ...change })).toBe(contentHashOf(STORY));
  });

  it.each<[string, Partial<Entry>]>([
    ['title', { title: 'Talks & trade end' }],
    ['summary', { summary: 'Three presidents met.' }],
    ['content', { content: 'Two presidents met on Wednesday.' }],
    ['status: the same words, taken back', { deleted: true }],
  ])('is changed by another %s', (_, change) => {
    expect(contentHashOf({ ...STORY, ...change })).not.toBe(contentHashOf(STORY));
  });

  it('tells a text in one field from the same in another', () => {
    const bare: Entry = { authors: [], categories: [], enclosures: [] };
    const hashes = [{ title: 'a' }, { summary: 'a' }, { content: 'a' }].map((one) =>
      contentHashOf({ ...bare, ...one }),
    );
    expect(new Set(hashes).size).toBe(3);
    expect(hashes).toEqual(hashes.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
  });
});
