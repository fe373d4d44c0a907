import type { Archive } from '../archive/archive.ts';
import { getItems, putItems, putRejected } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import { identify } from '../identify/identify.ts';
import { packSeen, type SeenEntry, type SeenSet, seenEntry, unpackSeen } from '../identify/seen-set.ts';
import type { ItemIndex } from '../index/item-index.ts';
import { isNews } from '../index/merge.ts';
import type { Recorded } from '../index/record.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Feed, Gap, Rejected, Sighting, Tagger } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import type { FeedChanges, FeedStore } from '../shared/feed-store.ts';
import { parseArchiveKey, sha256 } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import { changeGaps } from './change-gaps.ts';
import { ingestGapPage } from './gap-page.ts';
import { closedByAnswer, isOpen, withGap } from './gaps.ts';
import { hasten, seenUntil, tempoAfter } from './pace.ts';
import { placesToLook } from './places.ts';
import { readable } from './readable.ts';
import { recordAll } from './record-all.ts';

export interface Ports {
  readonly feeds: FeedStore;
  readonly index: ItemIndex;
  readonly archive: Archive;
  readonly tagger: Tagger;
  /** Asks for pages beside the feed. The same page for the same purpose may be asked for twice. */
  readonly askFor: (pages: readonly PageRequest[]) => Promise<unknown>;
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

/** Of the stories of a response: so many that the feed had told before show that it is no leap, one may be announced again. */
const SHARE_OF_TOLD = 0.5;

/**
 * Takes one stored object through parse → identify → archive → tag → index. An `items/…` object enters at the tags. The
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
  const response = await getResponse(ports.archive, key);
  const { at, body, purpose, ...source } = response;
  if (purpose) return ingestGapPage(key, feed, { ...response, purpose }, ports);
  const parsed = await parseFeed(body, source);
  if (parsed.format === 'unknown') {
    const unreadable = parsed.rejected[0]?.reason ?? 'no feed';
    await ports.feeds.recordIngest(feedId, at, { unreadable });
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable };
  }

  const language = parsed.feed.language ?? feed.language;
  const read = readable(parsed.entries);
  const entries = read.entries.map((entry) => (language === undefined ? entry : { language, ...entry }));
  const seen = unpackSeen(feed.seen);
  const sightings = identify(entries, feed, seen, { response: key, at });
  const rejected = [...parsed.rejected, ...read.rejected].map((part) => ({ part, entry: seenRejected(part) }));

  // A feed that holds nothing all of a sudden has had a mishap: nothing was taken back, and its memory stays as it was.
  if (sightings.length + rejected.length === 0 && seen.size > 0) {
    const unreadable = `it holds no entry any more, where it held ${seen.size}; what it held is kept`;
    await ports.feeds.recordIngest(feedId, at, { unreadable });
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable };
  }

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
  const from = seenUntil(feed, response);
  const isToldBefore = ({ id }: Sighting) =>
    known.get(id)?.revisions.some((revision) => revision.feedId === feedId && revision.at < at) ?? false;
  // A feed that goes back to an earlier state, or of which a late response came first, has dropped nothing.
  const isNew = sightings.filter(isToldBefore).length < SHARE_OF_TOLD * sightings.length;
  const gap = inOrder && from !== undefined && isNew && isGap(seen, remembered);
  const isOurs = (one: Gap) => one.to === at || one.closedAt === at;
  if (gap || feed.gaps.some((one) => isOpen(one) || isOurs(one))) {
    const answer = { at, ids: new Set(remembered.map(({ id }) => id)), seen, seenAt: feed.ingestedAt };
    const change = (gaps: readonly Gap[]) => {
      const left = closedByAnswer(gaps, answer);
      return gap ? withGap(left, { from, to: at }, seen, placesToLook(feed, parsed)) : left;
    };
    await changeGaps(feed, change, isOurs, ports);
  }

  const tempo = tempoAfter(feed, response, remembered, seen, entries);
  const state: FeedChanges = {
    ingestedAt: at,
    seen: packSeen(remembered),
    rejected: rejected.length,
    unreadable: undefined,
    ttl: parsed.feed.ttl,
    tempo,
    ...(news.length > 0 && { lastNewAt: at }),
  };
  if (inOrder) await hasten(ports.feeds, feed, { tempo, ttl: parsed.feed.ttl }, response);
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

/** A rejected part is remembered like an entry, so that the same broken entry is kept once and not with every poll. */
function seenRejected({ raw }: Rejected): SeenEntry {
  const hash = sha256(raw);
  return { id: hash.slice(0, 20), contentHash: hash };
}

/** Two responses in a row that share no entry: something between them may have come and gone unseen. */
function isGap(seen: SeenSet, entries: readonly SeenEntry[]): boolean {
  return seen.size > 0 && entries.length > 0 && !entries.some(({ id }) => seen.hasId(id));
}
