import pMap from 'p-map';
import type { Archive } from '../archive/archive.ts';
import { getItems, putItems, putRejected } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import { identify } from '../identify/identify.ts';
import { packSeen, type SeenEntry, type SeenSet, seenEntry, unpackSeen } from '../identify/seen-set.ts';
import type { Item } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import { isNews } from '../index/merge.ts';
import { type Recorded, record } from '../index/record.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Publish } from '../publish/publisher.ts';
import { countryOfPublisher } from '../shared/countries.ts';
import type { Feed, RawPointer, Rejected, Sighting, Tagger } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import type { FeedChanges, FeedStore } from '../shared/feed-store.ts';
import { parseArchiveKey, sha256 } from '../shared/keys.ts';
import { storyOf } from '../tag/story.ts';

export interface Ports {
  readonly feeds: FeedStore;
  readonly index: ItemIndex;
  readonly archive: Archive;
  readonly tagger: Tagger;
  readonly publish: Publish;
  /** The wall clock, ISO 8601. */
  readonly now: () => string;
}

export interface Ingested {
  readonly feedId: string;
  readonly entries: number;
  readonly rejected: number;
  readonly recorded: Partial<Record<Recorded, number>>;
  readonly unreadable?: string;
  readonly gap?: boolean;
}

/** Stories that are written at once: enough to hide the latency of a write, few enough to be gentle to the table. */
const WRITES_AT_ONCE = 8;
/** Gaps that a feed row remembers. */
const MAX_GAPS = 20;

/**
 * Takes one stored object through parse → identify → archive → tag → index → publish. An `items/…` object enters at the tags. The
 * feed's state moves last, so a step that was killed finds everything as it was and ends in the same tables.
 *
 * @throws PermanentError where the object or its feed is not there
 */
export async function ingestObject(key: string, ports: Ports): Promise<Ingested> {
  const { kind, feedId } = parseArchiveKey(key);
  const feed = await ports.feeds.get(feedId);
  if (!feed) throw new PermanentError('ingest', `${key} belongs to no feed in the table: ${feedId}`);
  switch (kind) {
    case 'responses':
      return ingestResponse(key, feed, ports);
    case 'items':
      return retag(key, feed, ports);
    case 'rejected':
      throw new PermanentError('ingest', `${key} holds what could not be read; send its response instead`);
  }
}

async function ingestResponse(key: string, feed: Feed, ports: Ports): Promise<Ingested> {
  const { feedId } = feed;
  const { at, body, ...source } = await getResponse(ports.archive, key);
  const parsed = await parseFeed(body, source);
  if (parsed.format === 'unknown') {
    const unreadable = parsed.rejected[0]?.reason ?? 'no feed';
    await ports.feeds.recordIngest(feedId, at, { unreadable });
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable };
  }

  const language = parsed.feed.language ?? feed.language;
  const entries = parsed.entries.map((entry) => (language === undefined ? entry : { language, ...entry }));
  const seen = unpackSeen(feed.seen);
  const sightings = identify(entries, feed, seen, { response: key, at });
  const rejected = parsed.rejected.map((part) => ({ part, entry: seenRejected(part) }));

  // A response that is not newer than the seen set is a replay or comes late: the seen set says nothing about it.
  const inOrder = feed.ingestedAt === undefined || at > feed.ingestedAt;
  const fresh = inOrder ? sightings.filter((sighting) => !seen.has(sighting)) : sightings;
  const known = await ports.index.getItems(fresh.map(({ id }) => id));

  const news = fresh.filter((sighting) => isNews(known.get(sighting.id), sighting));
  const pointers = new Map((await putItems(ports.archive, news)).map((raw, at) => [news[at]?.id, raw]));
  const unseenRejected = rejected.filter(({ entry }) => !seen.has(entry)).map(({ part }) => part);
  await putRejected(ports.archive, feedId, at, unseenRejected);

  const recorded = await recordAll(
    fresh.map((sighting) => ({ sighting, raw: pointers.get(sighting.id) })),
    known,
    feed,
    ports,
  );

  const remembered = [...sightings.map(seenEntry), ...rejected.map(({ entry }) => entry)];
  const gap = inOrder && isGap(seen, remembered);
  const state: FeedChanges = {
    ingestedAt: at,
    seen: packSeen(remembered),
    rejected: rejected.length,
    unreadable: undefined,
    ...(news.length > 0 && { lastNewAt: at }),
    ...(gap && { gaps: [...feed.gaps, { from: feed.ingestedAt ?? at, to: at }].slice(-MAX_GAPS) }),
  };
  await ports.feeds.recordIngest(feedId, at, state);
  return { feedId, entries: sightings.length, rejected: rejected.length, recorded, ...(gap && { gap }) };
}

async function retag(key: string, feed: Feed, ports: Ports): Promise<Ingested> {
  const sightings = await getItems(ports.archive, key);
  const known = await ports.index.getItems(sightings.map(({ id }) => id));
  const located = sightings.map((sighting, line) => ({ sighting, raw: { key, line } }));
  const recorded = await recordAll(located, known, feed, ports);
  return { feedId: feed.feedId, entries: sightings.length, rejected: 0, recorded };
}

interface Located {
  readonly sighting: Sighting;
  /** Where this response's archived line is; absent where an earlier response archived it. */
  readonly raw: RawPointer | undefined;
}

async function recordAll(
  located: readonly Located[],
  known: ReadonlyMap<string, Item>,
  { country, publisher, sample = false }: Feed,
  { index, tagger, publish, now }: Ports,
): Promise<Ingested['recorded']> {
  const publisherCountry = country ?? countryOfPublisher(publisher);
  const counts: Partial<Record<Recorded, number>> = {};
  const recordOne = async ({ sighting, raw }: Located) => {
    const item = known.get(sighting.id);
    const pointer = raw ?? item?.raw;
    if (!pointer) throw new PermanentError('ingest', `item ${sighting.id} has neither an archived line nor a row`);
    const tags = tagger.tag(storyOf(sighting.entry));
    const tagged = { sighting, raw: pointer, tags, taggerVersion: tagger.version, publisherCountry, sample };
    const outcome = await record(index, tagged, item, now, publish);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  // One story's fault is thrown when the others are done, so that it costs no other.
  await pMap(located, recordOne, { concurrency: WRITES_AT_ONCE, stopOnError: false });
  return counts;
}

/** A rejected part is remembered like an entry, so that the same broken entry is kept once and not with every poll. */
function seenRejected({ raw }: Rejected): SeenEntry {
  const hash = sha256(raw);
  return { id: hash.slice(0, 20), contentHash: hash };
}

/** Two responses in a row that share no entry: something between them may have come and gone unseen. */
function isGap(seen: SeenSet, entries: readonly SeenEntry[]): boolean {
  return seen.size > 0 && entries.length > 0 && !entries.some(({ id }) => seen.hasId(id));
}
