import { expect, it } from 'vitest';
import { storyOf } from '../../lambdas/tag/story.ts';

const ENTRY = { authors: [], categories: [], enclosures: [] };

it('reads plain text, and the time of the entry', () => {
  expect(
    storyOf({ ...ENTRY, title: 'A <b>fire</b>', content: '<p>Rain&amp;wind</p>', updated: '2026-11-24T08:00:00.000Z' }),
  ).toEqual({
    title: 'A fire',
    summary: '',
    content: 'Rain&wind',
    publishedAt: '2026-11-24T08:00:00.000Z',
  });
});

it('reads no more of a field than a book has', () => {
  expect(storyOf({ ...ENTRY, content: '中国'.repeat(1_000_000) }).content).toHaveLength(1_000_000);
});
