import type { Entry } from '../shared/domain.ts';

/** An entry of a format whose items say which version of the story they are. */
export interface Versioned {
  readonly entry: Entry;
  /** Counts up; 0 where it is not said. */
  readonly version: number;
}

/** IPTC publishing status, as a word, a code (`stat:canceled`) or an address that ends in one. */
const TAKEN_BACK = /(?:^|[:/#])(?:cancell?ed|withh(?:e|o)ld|withdrawn|killed|recalled)$/i;

export const isTakenBack = (status: string | undefined): boolean => TAKEN_BACK.test(status?.trim() ?? '');

/** What is left of a story that must not be published: its names and times, so that it is known which one that is. */
export function takenBack({ summary, content, ...entry }: Entry): Entry {
  return { ...entry, enclosures: [], deleted: true };
}

/** One entry for each story: agencies send several versions in one document, in any order, and the last one counts. */
export function lastVersions(versions: readonly Versioned[]): Entry[] {
  const last = new Map<unknown, Versioned>();
  for (const one of versions) {
    const key = one.entry.id ?? one;
    const known = last.get(key);
    if (!known || isLater(one, known)) last.set(key, one);
  }
  return [...last.values()].map(({ entry }) => entry);
}

function isLater(a: Versioned, b: Versioned): boolean {
  if (a.version !== b.version) return a.version > b.version;
  return (a.entry.updated ?? '') > (b.entry.updated ?? '');
}
