import pMap from 'p-map';
import { putRejected } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import { storedResponses } from '../archive/stored-objects.ts';
import { packSeen, type SeenEntry, type SeenSet, seenEntry, unpackSeen } from '../identify/seen-set.ts';
import { isTold } from '../index/merge.ts';
import type { Recorded } from '../index/record.ts';
import { articleRequest } from '../pages/teaser.ts';
import type { Feed, FeedResponse, Rejected } from '../shared/domain.ts';
import type { FeedChanges } from '../shared/feed-store.ts';
import { sha256 } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { type ReadResponse, readResponse } from './read-response.ts';
import { archiveNews, countOf, type Located, recordAll, WRITES_AT_ONCE } from './record-all.ts';

/** Gaps that a feed row remembers. */
const MAX_GAPS = 20;
/** Later responses that are looked through for a story that a late one has changed. */
const MAX_LATER = 12;

/** Takes a stored response through all steps. */
export async function ingestResponse(key: string, response: FeedResponse, feed: Feed, ports: Ports): Promise<Ingested> {
  const { feedId, ingestedAt } = feed;
  const seen = unpackSeen(feed.seen);
  // A response that is not newer than the seen set is a replay or comes late: the seen set says nothing about it.
  const isInOrder = (at: string) => ingestedAt === undefined || at > ingestedAt;
  const read = await readResponse(key, response, feed, ports, (at) => (isInOrder(at) ? seen : undefined));
  const { at, sightings, unreadable } = read;
  if (unreadable !== undefined) {
    await ports.feeds.recordIngest(feedId, at, { unreadable });
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable };
  }
  const rejected = read.rejected.map((part) => ({ part, entry: seenRejected(part) }));
  const isKept = ({ entry }: { entry: SeenEntry }) => isInOrder(at) && seen.idsOf(entry).length > 0;
  await putRejected(
    ports.archive,
    feedId,
    at,
    rejected.filter((one) => !isKept(one)).map(({ part }) => part),
  );
  const { outcomes, located, news } = await recordUnseen(read, feed, ports);
  // Before the feed's state moves, so that they are asked for again after a kill; a replay asks nobody for anything.
  if (feed.fullText && isInOrder(at)) await ports.askFor(articlesOf(located, feed, read.known));

  // Imports are no polls: what one does not hold was not missed.
  const isPoll = feed.status !== 'imported';
  const remembered = isPoll ? [...sightings.map(seenEntry), ...rejected.map(({ entry }) => entry)] : [];
  const gap = isInOrder(at) && isGap(seen, remembered);
  const state: FeedChanges = {
    ingestedAt: at,
    seen: packSeen(remembered),
    rejected: rejected.length,
    unreadable: undefined,
    ...(news > 0 && { lastNewAt: at }),
    ...(gap && { gaps: [...feed.gaps, { from: ingestedAt ?? at, to: at }].slice(-MAX_GAPS) }),
  };
  if (!(await ports.feeds.recordIngest(feedId, at, state))) await readLater(read, feed, ports);
  const recorded = countOf(outcomes);
  return { feedId, entries: sightings.length, rejected: rejected.length, recorded, ...(gap && { gap }) };
}

/** @param only ids; absent for all that were not seen before */
async function recordUnseen(
  { sightings, aliases, known }: ReadResponse,
  feed: Feed,
  ports: Ports,
  only?: ReadonlySet<string>,
): Promise<{ outcomes: ReadonlyMap<string, Recorded>; located: readonly Located[]; news: number }> {
  const fresh = sightings.filter(({ isSeen, sighting }) => !isSeen && (!only || only.has(sighting.id)));
  // Before the items: a note that takes a story back finds it by its headline only while it has not done so.
  if (!only) await pMap(aliases, ({ name, id }) => ports.index.putAlias(name, id), { concurrency: WRITES_AT_ONCE });
  const unseen = fresh.map(({ sighting }) => sighting);
  const { located, news } = await archiveNews(ports.archive, unseen, known);
  return { news, located, outcomes: await recordAll(located, known, feed, ports) };
}

/** Pages of the new teasers of those stories that the feed had first: what it says of the others is not shown. */
function articlesOf(
  located: readonly Located[],
  { feedId }: Feed,
  known: ReadResponse['known'],
): readonly PageRequest[] {
  const isOwn = (id: string) => (known.get(id)?.feeds[0] ?? feedId) === feedId;
  return located.flatMap(({ sighting, raw }) => (raw && isOwn(sighting.id) && articleRequest(sighting, raw)) || []);
}

/**
 * A late response may tell of a state between two that looked like one: the story went back to what it had said before.
 * The responses after it tell, so they are read again for the stories that have changed, until nothing new is found.
 */
async function readLater({ at, sightings, known }: ReadResponse, feed: Feed, ports: Ports): Promise<void> {
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
    const read = await readResponse(key, response, feed, ports, () => undefined);
    const { outcomes } = await recordUnseen(read, feed, ports, open);
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

/** Two responses in a row that share no entry: something between them may have come and gone unseen. */
function isGap(seen: SeenSet, entries: readonly SeenEntry[]): boolean {
  return seen.size > 0 && entries.length > 0 && !entries.some(({ id }) => seen.hasId(id));
}
