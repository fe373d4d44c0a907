import type {
  ArrivalKind,
  Evidence,
  Gap,
  IsoTime,
  RawPointer,
  RegionTag,
  Sighting,
  Tags,
  TopicTag,
} from '../shared/domain.ts';
import type { Expiring } from './expiry.ts';

/** One state of a story as one feed published it. */
export interface Revision {
  readonly feedId: string;
  /** `at` of the first response that held it. */
  readonly at: IsoTime;
  readonly contentHash: string;
  /** The publisher's own time, where it can be believed. */
  readonly publishedAt?: IsoTime;
  /** The same where it cannot, being in the future or before 1990: kept as said, and nothing is ordered by it. */
  readonly unbelievedAt?: IsoTime;
  readonly withdrawn: boolean;
  readonly raw: RawPointer;
  /** The text of the story's page, where the entry was only a teaser. */
  readonly fullText?: FullText;
}

export interface FullText {
  /** When the page came. */
  readonly at: IsoTime;
  /** The line that holds the entry with the text of the page. */
  readonly raw: RawPointer;
}

/** A word about an item that went into the log of arrivals. */
export interface Arrival {
  readonly kind: ArrivalKind;
  readonly at: IsoTime;
}

/** Codes that a story was announced with and does not carry any more, by what they were to it. */
export interface Formerly {
  readonly about?: readonly string[];
  readonly datelines?: readonly string[];
  readonly mentioned?: readonly string[];
  readonly topics?: readonly string[];
  readonly languages?: readonly string[];
}

/** How a story first went through the pipeline. What comes later – a revision, new tags, a replay – leaves it as it is. */
export interface FirstTelling {
  /** When its line was in the archive. */
  readonly storedAt: IsoTime;
  readonly taggedAt: IsoTime;
  /** Names the log lines of the tick, push or import that brought it. */
  readonly trace?: string;
  readonly backlog?: Backlog;
}

/**
 * Why a story may have been out for long when it went through, so that what passed since its publication says nothing of
 * how fast we are: it was in the first response of its feed, a person brought it, or the response was a replay or came
 * out of order.
 */
export type Backlog = 'first' | 'import' | 'late';

/** The item row: everything known of a story. The parts of `FirstTelling` are absent in rows of older versions. */
export interface Item extends Partial<FirstTelling>, Expiring {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  /** Plain text, at most `SUMMARY_LENGTH` characters. */
  readonly summary: string;
  readonly language?: string;
  readonly authors: readonly string[];
  /** ISO 3166-1 alpha-2 country of the feed whose words the row shows; never a region of the story. */
  readonly publisherCountry?: string;
  /** True for the sample wire's stories. */
  readonly sample?: boolean;

  /** Feeds that carried it, the first one first. */
  readonly feeds: readonly string[];
  /** Orders the item: the publisher's time where it can be believed, else when it was first seen. */
  readonly publishedAt: IsoTime;
  readonly firstSeenAt: IsoTime;
  /** When all rows of its first telling were written: queries found it from then on. */
  readonly queryableAt?: IsoTime;
  readonly withdrawn: boolean;
  /** 1 for a new story, one more for each revision by the feed that had it first. */
  readonly rev: number;
  /** Sorted by time; over `MAX_REVISIONS` the oldest go, except the first and the last of each feed. */
  readonly revisions: readonly Revision[];
  /** Of the feed that had it first: what `rev` counts beyond `revisions`. */
  readonly droppedRevisions: number;
  /** Of the text that the row shows; for a withdrawn story, what was taken back. */
  readonly contentHash: string;
  /** The archived line that the row was made from. */
  readonly raw: RawPointer;

  readonly regions: readonly RegionTag[];
  readonly topics: readonly TopicTag[];
  readonly evidence: readonly Evidence[];
  readonly taggerVersion: string;
  readonly simhash: string;

  /** Counts the writes of this row: the condition of every write, so that two writers cannot both win. */
  readonly version: number;
  /** False from the intent until the tag rows and the arrival are written. */
  readonly done: boolean;
  /** While not done: what this version has to log. */
  readonly arrival?: Arrival;
  /** So that what is announced next reaches those whom the story reached under other tags. */
  readonly formerly?: Formerly;
  /** While not done: tag rows that may exist and are no longer true. */
  readonly staleRows?: readonly RowKey[];
}

export interface RowKey {
  readonly pk: string;
  readonly sk: string;
}

/** The readable copy that tag rows and arrivals carry, under 1 KB, so that one costs one write unit. */
export interface ItemCopy {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly feed: string;
  readonly publishedAt: IsoTime;
  /** Those under which it has rows: that it is about, and that it was filed from. */
  readonly regions: readonly string[];
  /** Those of `regions` that it was only filed from. */
  readonly datelines?: readonly string[];
  /** Regions that it only names. Absent, with `datelines`, where there was no room: the item row has all roles. */
  readonly mentioned?: readonly string[];
  readonly topics: readonly string[];
  readonly publisherCountry?: string;
  readonly simhash: string;
  readonly sample?: boolean;
}

export type TagRow = RowKey &
  ItemCopy &
  Expiring & {
    /** `version` of the intent that the row was put for: rows of one state of an item share it. Absent in older rows. */
    readonly version?: number;
  };

/** A line of the log of what came when. */
export type ArrivalRow = RowKey &
  ItemCopy &
  Expiring & {
    readonly kind: ArrivalKind;
    readonly rev: number;
    readonly arrivedAt: IsoTime;
    readonly language?: string;
    /** All feeds that carried it, where it is more than `feed`. */
    readonly feeds?: readonly string[];
    readonly formerly?: Formerly;
  };

/** A gap as queries read it, in the partition of each month that it touches. */
export type GapRow = RowKey & {
  readonly feedId: string;
  /** Of the feed. */
  readonly title: string;
  readonly sample?: boolean;
  /** True while places are left to look for what it may hold. */
  readonly isSought?: boolean;
} & Omit<Gap, 'before' | 'toTry'>;

/** A sighting with all that the row takes from it. */
export interface TaggedSighting {
  readonly sighting: Sighting;
  readonly raw: RawPointer;
  readonly tags: Tags;
  readonly taggerVersion: string;
  /** ISO 3166-1 alpha-2, where it is known. */
  readonly publisherCountry?: string | undefined;
  readonly sample: boolean;
  /** Kept where it is the first one of its story. */
  readonly telling?: FirstTelling;
  /** Seconds for which its rows are kept after its last change; absent for good. */
  readonly ttl?: number | undefined;
}
