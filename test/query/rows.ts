import type { TagRow } from '../../lambdas/index/item.ts';
import { tagPartition, tagSortKey } from '../../lambdas/shared/keys.ts';

/** Seconds after midnight of 24 November 2026. */
export const second = (count: number): string => new Date(Date.UTC(2026, 10, 24) + 1_000 * count).toISOString();

export const idOf = (number: number): string => number.toString(16).padStart(20, '0');

/** The row of story `number`, published at that second, under a region. */
export function regionRow(code: string, number: number): TagRow {
  const publishedAt = second(number);
  return {
    pk: tagPartition.region(code),
    sk: tagSortKey(publishedAt, idOf(number)),
    id: idOf(number),
    title: `Story ${number}`,
    feed: 'example-org-0a1b2c3d',
    publishedAt,
    regions: [code],
    datelines: [],
    mentioned: [],
    topics: [],
    simhash: '0123456789abcdef',
  };
}
