import { describe, expect, it } from 'vitest';
import { readable } from '../../lambdas/ingest/readable.ts';

const bare = { authors: [], categories: [], enclosures: [] };

describe('readable', () => {
  it.each(['title', 'link', 'id', 'summary', 'content'])('keeps an entry with nothing but a %s', (field) => {
    const entry = { ...bare, [field]: 'x' };
    expect(readable([entry])).toEqual({ entries: [entry], rejected: [] });
  });

  it('rejects an entry that says nothing to a reader', () => {
    const entry = { ...bare, published: '2026-11-24T08:46:43.000Z', authors: ['Ann'] };
    expect(readable([entry, { ...bare, title: 'T' }])).toEqual({
      entries: [{ ...bare, title: 'T' }],
      rejected: [{ reason: 'no title, link or text', raw: JSON.stringify(entry) }],
    });
  });
});
