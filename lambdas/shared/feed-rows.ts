import type { Feed } from './domain.ts';

/**
 * A feed has two rows, since DynamoDB bills a write by the whole row: one of under a KB that every poll writes, and one
 * for what only news and hubs change, such as the seen set of kilobytes. No write spans both.
 */
const MEMORY: ReadonlySet<string> = new Set([
  'hub',
  'ingestedAt',
  'seen',
  'lastNewAt',
  'tempo',
  'rejected',
  'ttl',
  'unreadable',
  'gaps',
  'gapsVersion',
  'subscription',
  'leasedUntil',
  'subscriptionDenied',
  'pushedAt',
] satisfies (keyof Feed)[]);
const MEMORY_ID = '#memory ';
export const memoryId = (feedId: string): string => `${MEMORY_ID}${feedId}`;
export const isMemory = (rowId: string): boolean => rowId.startsWith(MEMORY_ID);

/** Rows that are no feed begin with `#`, as no feed's id does. */
export const WISHED_ROW = '#wished';

export type Row = Readonly<Record<string, unknown>>;
export type FeedRow = Row & Pick<Feed, 'feedId'>;

/** The row of the polls and the memory. Removals keep their names. */
export function partsOf(values: object): [row: Row, memory: Row] {
  const part = (ofMemory: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => MEMORY.has(name) === ofMemory));
  return [part(false), part(true)];
}

/**
 * What an older version remembered in the row of the polls does not count: the next response is read as the first one,
 * which announces nothing that is known.
 */
export const fromRows = (row: Row, memory: Row | undefined): Feed =>
  ({ gaps: [], ...partsOf(row)[0], ...memory, feedId: row.feedId }) as unknown as Feed;
