import pMap from 'p-map';
import { putRejected } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import { storedResponses } from '../archive/stored-objects.ts';
import { packSeen, type SeenEntry, seenEntry, unpackSeen } from '../identify/seen-set.ts';
import { expiryAfter } from '../index/expiry.ts';
import { isTold } from '../index/merge.ts';
import type { Recorded } from '../index/record.ts';
import { articleRequest } from '../pages/teaser.ts';
import type { Feed, FeedResponse, Hub, ParsedFeed, Rejected } from '../shared/domain.ts';
import type { FeedChanges } from '../shared/feed-store.ts';
import { sha256 } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import { pushedUntil } from '../websub/subscription.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { hasten, tempoAfter } from './pace.ts';
import { type IdentifiedEntries, type ReadResponse, readResponse } from './read-response.ts';
import { reckonGaps } from './reckon-gaps.ts';
import { archiveNews, countOf, type Located, recordAll, type Source, WRITES_AT_ONCE } from './record-all.ts';

/** Later responses that are looked through for a story that a late one has changed. */
const MAX_LATER = 12;

/** Characters of the addresses of a hub and its topic; longer ones would not leave room in the feed's row. */
const LONGEST_HUB = 4_096;

/** Pages that one response asks for; each takes a second of its host, which other feeds wait for. */
const MAX_ARTICLES = 100;

/** Takes a stored response of the feed itself through all steps. */
export async function ingestResponse(source: Source, response: FeedResponse, ports: Ports): Promise<Ingested> {
  const { key, feed } = source;
  const { feedId, ingestedAt } = feed;
  const { at } = response;
  const seen = unpackSeen(feed.seen);
  // A response that is not newer than the seen set is a replay or comes late: the seen set says nothing about it.
  const inOrder = ingestedAt === undefined || at > ingestedAt;
  const read = await readResponse(key, response, feed, ports, inOrder ? seen : undefined);
  const unreadable = faultOf(read, seen.size);
  if (unreadable !== undefined) {
    await ports.feeds.recordIngest(feedId, at, { unreadable });
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable };
  }

  const { sightings } = read;
  const rejected = read.rejected.map((part) => ({ part, entry: seenRejected(part) }));
  const unseen = rejected.filter(({ entry }) => !inOrder || seen.idsOf(entry).length === 0).map(({ part }) => part);
  await putRejected(ports.archive, feedId, at, unseen);
  const { outcomes, located, news } = await recordUnseen(read, source, ports);
  // Before the feed's state moves, so that they are asked for again after a kill; a replay asks nobody for anything.
  if (feed.fullText && inOrder) await ports.askFor(articlesOf(located, feed, read.known));

  // Imports are no polls: what one does not hold was not missed.
  const isPoll = feed.status !== 'imported';
  const remembered = isPoll ? [...sightings.map(seenEntry), ...rejected.map(({ entry }) => entry)] : [];
  const gap = await reckonGaps(feed, response, read, { remembered, seen }, ports);
  const { ttl } = read.parsed.feed;
  const tempo = isPoll ? tempoAfter(feed, response, remembered, seen, read.parsed.entries) : undefined;
  const state: FeedChanges = {
    ingestedAt: at,
    seen: packSeen(remembered),
    rejected: rejected.length,
    unreadable: undefined,
    ttl,
    hub: hubOf(read.parsed),
    tempo,
    ...(news > 0 && { lastNewAt: at }),
  };
  if (tempo && inOrder && !pushedUntil(feed, new Date(at))) await hasten(ports.feeds, feed, { tempo, ttl }, response);
  if (!(await ports.feeds.recordIngest(feedId, at, state))) await readLater(at, read, source, ports);
  const recorded = countOf(outcomes);
  return { feedId, entries: sightings.length, rejected: rejected.length, recorded, ...(gap && { gap }) };
}

/** A hub knows the feed by the address that the feed gives itself. */
function hubOf({ feed: { hubs: [url] = [], self } }: ParsedFeed): Hub | undefined {
  if (url === undefined || self === undefined || url.length + self.length > LONGEST_HUB) return undefined;
  return URL.canParse(url) && /^https?:\/\//i.test(url) ? { url, topic: self } : undefined;
}

/** Why a response says nothing of the feed. @param held entries of the response before it */
function faultOf({ parsed, sightings, rejected }: ReadResponse, held: number): string | undefined {
  if (parsed.format === 'unknown') return rejected[0]?.reason ?? 'no feed';
  // A feed that holds nothing all of a sudden has had a mishap: nothing was taken back, and its memory stays as it was.
  if (sightings.length + rejected.length > 0 || held === 0) return undefined;
  return `it holds no entry any more, where it held ${held}; what it held is kept`;
}

/**
 * Archives, tags and indexes what was not seen before.
 *
 * @param only ids; absent for all
 */
export async function recordUnseen(
  { sightings, aliases, known }: IdentifiedEntries,
  source: Source,
  ports: Ports,
  only?: ReadonlySet<string>,
): Promise<{ outcomes: ReadonlyMap<string, Recorded>; located: readonly Located[]; news: number }> {
  const fresh = sightings.filter(({ isSeen, sighting }) => !isSeen && (!only || only.has(sighting.id)));
  // Before the items: a note that takes a story back finds it by its headline only while it has not done so.
  const names = aliases.filter(({ id }) => !only || only.has(id));
  const expiry = sightings[0] && expiryAfter(sightings[0].sighting.at, ports.itemTtl);
  await pMap(names, ({ name, id }) => ports.index.putAlias(name, id, expiry), { concurrency: WRITES_AT_ONCE });
  const unseen = fresh.map(({ sighting }) => sighting);
  const { located, news } = await archiveNews(ports.archive, unseen, known, source);
  return { news, located, outcomes: await recordAll(located, known, source, ports) };
}

/** Pages of the new teasers of those stories that the feed had first: what it says of the others is not shown. */
function articlesOf(
  located: readonly Located[],
  { feedId }: Feed,
  known: ReadResponse['known'],
): readonly PageRequest[] {
  const isOwn = (id: string) => (known.get(id)?.feeds[0] ?? feedId) === feedId;
  return located
    .flatMap(({ sighting, raw }) => (raw && isOwn(sighting.id) && articleRequest(sighting, raw)) || [])
    .slice(0, MAX_ARTICLES);
}

/**
 * A late response may tell of a state between two that looked like one: the story went back to what it had said before.
 * The responses after it tell, so they are read again for the stories that have changed, until nothing new is found.
 */
async function readLater(at: string, { sightings, known }: ReadResponse, source: Source, ports: Ports): Promise<void> {
  const { feed } = source;
  const { feedId } = feed;
  const hasOtherStates = (id: string) =>
    known.get(id)?.revisions.some((revision) => revision.feedId === feedId && revision.at !== at) ?? false;
  const open = new Set(sightings.map(({ sighting }) => sighting.id).filter(hasOtherStates));
  const until = open.size > 0 ? (await ports.feeds.get(feedId))?.ingestedAt : undefined;
  if (until === undefined) return;
  const later = await storedResponses(ports.archive, { feedId, after: at, until });
  for (const key of later.slice(0, MAX_LATER)) {
    if (open.size === 0) return;
    const response = await getResponse(ports.archive, key);
    // Pages beside the feed tell nothing of its order.
    if (response.purpose) continue;
    const read = await readResponse(key, response, feed, ports, undefined);
    const { outcomes } = await recordUnseen(read, { ...source, key }, ports, open);
    for (const [id, outcome] of outcomes) {
      const item = read.known.get(id);
      if (outcome === 'known' && item && isTold(item)) open.delete(id);
    }
  }
}

/** A rejected part is remembered like an entry, so that the same broken entry is kept once and not with every poll. */
function seenRejected({ raw }: Rejected): SeenEntry {
  const hash = sha256(raw);
  const id = hash.slice(0, 20);
  return { name: id, id, contentHash: hash };
}
