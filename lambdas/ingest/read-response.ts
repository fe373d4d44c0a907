import { type Alias, type Identified, identify, nameEntries } from '../identify/identify.ts';
import { askSeen, type SeenSet } from '../identify/seen-set.ts';
import type { Item } from '../index/item.ts';
import { recentHeadlines } from '../index/recent-headlines.ts';
import { parsePage } from '../pages/parse-page.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Feed, FeedResponse, IsoTime, Rejected } from '../shared/domain.ts';
import type { Ports } from './ingest-object.ts';

export interface ReadResponse {
  readonly at: IsoTime;
  readonly sightings: readonly Identified[];
  readonly aliases: readonly Alias[];
  /** By id, the items of which there are sightings that were not seen before. */
  readonly known: ReadonlyMap<string, Item>;
  readonly rejected: readonly Rejected[];
  /** Why it is no feed. */
  readonly unreadable?: string;
}

/**
 * Reads a stored response and says of which items its entries are.
 *
 * @param seen what the response before it held; absent where it may not be asked
 */
export async function readResponse(
  key: string,
  { at, body, purpose, ...source }: FeedResponse,
  feed: Feed,
  { index }: Pick<Ports, 'index'>,
  seenBefore: (at: IsoTime) => SeenSet | undefined,
): Promise<ReadResponse> {
  const parsed = purpose?.kind === 'import' ? await parsePage(body, source) : await parseFeed(body, source);
  const { rejected } = parsed;
  if (parsed.format === 'unknown') {
    const unreadable = rejected[0]?.reason ?? 'no feed';
    return { at, sightings: [], aliases: [], known: new Map(), rejected, unreadable };
  }

  const language = parsed.feed.language ?? feed.language;
  const entries = parsed.entries.map((entry) => (language === undefined ? entry : { language, ...entry }));
  const named = nameEntries(entries, feed);
  const before = seenBefore(at);
  const seen = before ? askSeen(before) : () => [];
  const unseen = named.filter((one) => seen(one).length === 0);

  const byName = await index.getItems(unseen.flatMap(({ names }) => Object.values(names)));
  const hasNote = unseen.some(({ withdrawn, entry, names }) => withdrawn && !entry.deleted && names.headline);
  const recent = hasNote ? await recentHeadlines(index, feed, at) : new Map<string, readonly string[]>();
  const place = { feedId: feed.feedId, response: key, at };
  const identified = identify(named, place, { seen, known: byName, recent });

  const known = new Map([...byName.values()].map((item) => [item.id, item]));
  const others = identified.sightings.filter(({ isSeen, sighting }) => !isSeen && !known.has(sighting.id));
  const meant = others.filter(({ sighting }) => sighting.withdrawn).map(({ sighting }) => sighting.id);
  for (const [id, item] of await index.getItems(meant)) known.set(id, item);
  return { at, ...identified, known, rejected };
}
