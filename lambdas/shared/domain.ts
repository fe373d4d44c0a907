/** The words of the pipeline, in the order in which the data meets them. Times are ISO 8601 UTC with milliseconds. */

/** ISO 8601 UTC, e.g. `2026-11-24T08:46:43.000Z`. Sorts as text. */
export type IsoTime = string;

export interface Enclosure {
  readonly url: string;
  readonly type?: string;
  /** Bytes, as the feed says. */
  readonly length?: number;
}

/** One entry of a feed as its publisher put it: links absolute, character references decoded, markup kept. */
export interface Entry {
  /** The publisher's own identifier: RSS `guid`, Atom `id`. */
  readonly id?: string;
  readonly title?: string;
  readonly link?: string;
  readonly published?: IsoTime;
  readonly updated?: IsoTime;
  /** HTML or plain text. */
  readonly summary?: string;
  /** HTML or plain text. */
  readonly content?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** BCP 47. */
  readonly language?: string;
  /** True for an Atom tombstone (RFC 6721 `at:deleted-entry`): `id` names the entry that was taken back. */
  readonly deleted?: boolean;
}

/** Part of a document that could not be read as an entry. */
export interface Rejected {
  readonly reason: string;
  /** The source text, cut to 4,000 characters. */
  readonly raw: string;
}

export interface ParsedFeed {
  /** `rss`, `rdf`, `atom`, …; `unknown` where the document is no feed. */
  readonly format: string;
  readonly feed: {
    readonly title?: string;
    readonly link?: string;
    readonly language?: string;
    readonly author?: string;
    readonly updated?: IsoTime;
    /** Seconds that the publisher asks to leave between polls: RSS `ttl`, `sy:updatePeriod` and `sy:updateFrequency`. */
    readonly ttl?: number;
    /** The document's own address (`rel="self"`), which is its WebSub topic. */
    readonly self?: string;
    /** WebSub hubs (`rel="hub"`). */
    readonly hubs?: readonly string[];
    /** The document that holds the entries before these (RFC 5005: `rel="next"` or `rel="prev-archive"`). */
    readonly older?: string;
  };
  readonly entries: readonly Entry[];
  readonly rejected: readonly Rejected[];
}

/** Bytes as a publisher sent them, with what the index of responses needs to know. */
export interface FeedResponse {
  readonly feedId: string;
  /** When the last byte arrived. */
  readonly at: IsoTime;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly contentType?: string;
  /** What it was asked for, where it is not the feed itself. */
  readonly purpose?: Purpose;
  /** Why what was asked for did not come, in one sentence; the body is empty then. Never there for the feed itself. */
  readonly failure?: string;
  /** Of the feed itself: when it was asked before with success. */
  readonly previousAt?: IsoTime;
  /** Seconds for which a cache may take it for fresh, as the publisher says. */
  readonly freshFor?: number;
  /** Of the tick, push or import that it came of; absent in responses that older versions stored. */
  readonly trace?: string;
  readonly body: Uint8Array;
}

/** What a page beside the feed is asked for. */
export type Purpose =
  | GapPurpose
  | ArticlePurpose
  /** To be a story of its own: an article page that a person brought. */
  | { readonly kind: 'import' }
  /** None: a WebSub hub sent it, only what is new. */
  | { readonly kind: 'push' };

/** To find what a gap may hold. */
export interface GapPurpose {
  readonly kind: 'gap';
  readonly from: IsoTime;
  /** Names the gap. */
  readonly to: IsoTime;
  /** How many addresses were tried before. */
  readonly step: number;
}

/** To complete an entry that is only a teaser; it names the archived line of that entry. */
export interface ArticlePurpose {
  readonly kind: 'article';
  /** `at` of the response that the entry came with. */
  readonly at: IsoTime;
  /** Hash in the key of the lines. */
  readonly lines: string;
  readonly line: number;
}

/** A gap: two polls in a row that share no entry, so something between them may have been missed. */
export interface Gap {
  readonly from: IsoTime;
  readonly to: IsoTime;
  /**
   * What showed that nothing was missed, or brought it: the address of a page, or `feed` where the feed itself still had
   * what was before, or had it in between. Open without it.
   */
  readonly closedBy?: string;
  /** When that came. */
  readonly closedAt?: IsoTime;
  /** Addresses that were asked for what it may hold, and why each did not close it. */
  readonly tried?: readonly { readonly url: string; readonly result: string }[];
  /** Addresses still to be asked; the first is under way. */
  readonly toTry?: readonly string[];
  /** Stories that were found for it. */
  readonly found?: number;
  /** Ids of the entries before it, packed: see `identify/seen-set.ts`. There as long as it may still be closed. */
  readonly before?: Uint8Array;
}

/** How fast a feed publishes, as it was at `at`; what is not confirmed fades: see `schedule/period.ts`. */
export interface Tempo {
  readonly at: IsoTime;
  /** Entries that its last response held. */
  readonly window: number;
  /** New entries a second, over about an hour. */
  readonly lately: number;
  /** New entries a second, over about three days. */
  readonly usually: number;
  /** The fastest that it went of late, in windows a second. */
  readonly fastest: number;
}

/** What the polls of a feed have cost on one UTC day. */
export interface DayTraffic {
  /** `2026-11-24`. */
  readonly day: string;
  /** Requests sent, redirects included. */
  readonly requests: number;
  /** How many of them were answered by 304. */
  readonly notModified: number;
  /** Of bodies as they came on the wire. */
  readonly bytes: number;
}

/** A WebSub hub, and the address by which it knows a feed. */
export interface Hub {
  readonly url: string;
  readonly topic: string;
}

/** What a poll is remembered by. */
export interface Feed {
  readonly feedId: string;
  readonly url: string;
  /** `host[:port]` of the address that is asked, `url` or a believed `movedTo`: the FIFO message group, so that one publisher gets one request at a time. */
  readonly host: string;
  /** The scope of its entries' identity: registrable domain of the first `url`. */
  readonly publisher: string;
  readonly title: string;
  readonly language?: string;
  /** ISO 3166-1 alpha-2 country that it is published from, where somebody said so. */
  readonly country?: string;
  /** Who asked for it: a feed from `feeds.opml` goes when it leaves the file, one added by hand stays. */
  readonly origin: 'opml' | 'cli';
  /**
   * `removed` feeds keep their memory and are not polled; `gone` answered 410; `imported` ones hold what a person brought
   * and were never polled.
   */
  readonly status: 'active' | 'removed' | 'gone' | 'imported';
  /** True for the feeds of the sample wire. */
  readonly sample?: boolean;
  /** True where the pages that its teasers link to are fetched. */
  readonly fullText?: boolean;

  readonly dueAt: IsoTime;
  /** Seconds between polls, as long as its tempo is not known. */
  readonly interval: number;
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that gave both. */
  readonly validatorsFrom?: string;
  /** Of the last body, hex: see `fetch/body-hash.ts`. */
  readonly bodyHash?: string;
  readonly failures: number;
  readonly failingSince?: IsoTime;
  readonly lastError?: string;
  readonly lastFetchedAt?: IsoTime;
  readonly lastSuccessAt?: IsoTime;
  /** Where a permanent redirect points. */
  readonly movedTo?: string;
  /** Since when every answer has said so. */
  readonly movedSince?: IsoTime;
  /** The last two days with a poll, the newest first. */
  readonly traffic?: readonly DayTraffic[];

  /** What the hub was asked for last; `at` is when. */
  readonly subscription?: Hub & { readonly secret: string; readonly at: IsoTime };
  /** Until when the hub has promised to push. */
  readonly leasedUntil?: IsoTime;
  /** Why the hub said no. */
  readonly subscriptionDenied?: string;
  /** When a hub pushed last what was news. */
  readonly pushedAt?: IsoTime;

  /** The WebSub hub that the feed names. */
  readonly hub?: Hub;
  /** `at` of the newest response that was ingested. */
  readonly ingestedAt?: IsoTime;
  /** Packed entries of that response: see `identify/seen-set.ts`. */
  readonly seen?: Uint8Array;
  readonly lastNewAt?: IsoTime;
  readonly tempo?: Tempo;
  /** Entries that could not be read in that response. */
  readonly rejected?: number;
  /** Seconds that the publisher asked in it to leave between polls. */
  readonly ttl?: number;
  /** Why that response could not be read at all. */
  readonly unreadable?: string;
  /** The last ones, the newest last. Queries have rows of their own, which are kept for good. */
  readonly gaps: readonly Gap[];
  /** Counts the changes of `gaps`: the condition of each. */
  readonly gapsVersion?: number;
}

/** Where an item's archived line is: `items/…` key and zero-based line. */
export interface RawPointer {
  readonly key: string;
  readonly line: number;
}

/** An entry with its identity: one line of an `items/…` object. */
export interface Sighting {
  readonly id: string;
  readonly feedId: string;
  /** `at` of the response that it was seen in. */
  readonly at: IsoTime;
  /** `responses/…` key of that response. */
  readonly response: string;
  /** Hash of title and text; a change is a revision. */
  readonly contentHash: string;
  readonly withdrawn: boolean;
  readonly entry: Entry;
  /**
   * Where the text is that of the story's page, under the feed's own headline and summary: the sighting that it completes.
   * `contentHash` is that one's, since the publisher has changed nothing; `at` and `response` are the page's.
   */
  readonly teaser?: { readonly at: IsoTime; readonly raw: RawPointer };
}

/** `about`: what the story is on. `dateline`: where it was filed. `mentioned`: named in passing. */
export type Role = 'about' | 'dateline' | 'mentioned';

export interface RegionTag {
  /** ISO 3166-1 alpha-2 country, or three-digit UN M49 area. */
  readonly code: string;
  readonly role: Role;
  /** 0 to 1. */
  readonly score: number;
  /** True where it only follows from a narrower region. */
  readonly implied?: boolean;
}

export interface TopicTag {
  /** IPTC Media Topic, `medtop:20000635`. */
  readonly code: string;
  /** 0 to 1. */
  readonly score: number;
  /** True where it only follows from a narrower topic. */
  readonly implied?: boolean;
}

export type TextField = 'title' | 'summary' | 'content';

/** Why a tag is there: characters `start` to `end` of the plain text of `field`. */
export interface Evidence {
  /** Region or topic code. */
  readonly tag: string;
  /** The rule that fired, e.g. `country-name`, `demonym`, `dateline`, `term`. */
  readonly rule: string;
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
  /** The matched text. */
  readonly text: string;
  readonly weight: number;
}

/** What the tagger reads: plain text, no markup. */
export interface Story {
  readonly title: string;
  readonly summary: string;
  readonly content: string;
  readonly link?: string;
  readonly language?: string;
  /** As the publisher says: tells who can be meant by a leader's name. */
  readonly publishedAt?: IsoTime;
}

export interface Tags {
  readonly regions: readonly RegionTag[];
  readonly topics: readonly TopicTag[];
  readonly evidence: readonly Evidence[];
}

/** Tags stories, always in the same way. */
export interface Tagger {
  /** Names its data and code: another version may give other tags. */
  readonly version: string;
  readonly tag: (story: Story) => Tags;
}

export type ArrivalKind = 'new' | 'revised' | 'withdrawn';
