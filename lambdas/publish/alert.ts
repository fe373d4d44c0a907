import type { ArrivalRow, Formerly, Item } from '../index/item.ts';
import type { rolesOf } from '../index/rows.ts';
import type { ArrivalKind, IsoTime } from '../shared/domain.ts';

/** What is told of an item that came in: the part of a message that is for machines. */
export interface Alert {
  readonly id: string;
  readonly kind: ArrivalKind;
  readonly rev: number;
  /** Orders the messages of an item, also where they overtook each other; one that comes twice has the same `rev` and `kind`. */
  readonly arrivedAt: IsoTime;
  /** Its place in the log of arrivals, from which a replay goes on. */
  readonly cursor: string;
  readonly publishedAt: IsoTime;
  readonly title: string;
  readonly link?: string;
  /** Absent in a retraction, and in a replay of what has been revised since. */
  readonly summary?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Those that carried it, the first one first. */
  readonly feeds: readonly string[];
  readonly publisherCountry?: string;
  /** Codes of the regions that it is about, without those of `datelines`. */
  readonly about: readonly string[];
  readonly datelines: readonly string[];
  readonly mentioned: readonly string[];
  readonly topics: readonly string[];
  /** What it was announced with and does not carry any more. */
  readonly formerly?: Formerly;
  readonly sample?: boolean;
}

/** The regions of a story by what they are to it; a line of the log that had no room for them leaves it to the item row. */
type Roles = ReturnType<typeof rolesOf>;

/**
 * An arrival as it is told, now or when it is replayed.
 *
 * @param item the row as it is now, where it is known
 */
export function alertOf(row: ArrivalRow, roles: Roles, item: Item | undefined): Alert {
  const { id, kind, rev, arrivedAt, publishedAt, title, link, language, publisherCountry, topics, formerly } = row;
  const told = item?.rev === rev && kind !== 'withdrawn' ? item : undefined;
  return {
    ...{ id, kind, rev, arrivedAt, cursor: row.sk, publishedAt, title },
    ...(link !== undefined && { link }),
    ...(told && told.summary !== '' && { summary: told.summary }),
    ...(language !== undefined && { language }),
    feeds: row.feeds ?? [row.feed],
    ...(publisherCountry !== undefined && { publisherCountry }),
    about: roles.regions.filter((code) => !roles.datelines.includes(code)),
    datelines: roles.datelines,
    mentioned: roles.mentioned,
    topics,
    ...(formerly && { formerly }),
    ...(row.sample !== undefined && { sample: row.sample }),
  };
}

export function rolesIn({ regions, datelines, mentioned }: ArrivalRow): Roles | undefined {
  return datelines && mentioned && { regions: [...regions], datelines: [...datelines], mentioned: [...mentioned] };
}
