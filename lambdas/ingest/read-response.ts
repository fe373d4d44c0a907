import { type Alias, type Identified, identify, nameEntries } from '../identify/identify.ts';
import { askSeen, type SeenSet } from '../identify/seen-set.ts';
import type { Item } from '../index/item.ts';
import { recentHeadlines } from '../index/recent-headlines.ts';
import { parsePage } from '../pages/parse-page.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Entry, Feed, FeedResponse, IsoTime, ParsedFeed, Rejected } from '../shared/domain.ts';
import type { Ports } from './ingest-object.ts';
import { readable } from './readable.ts';

/** The entries of a response, each with the item that it is a sighting of. */
export interface IdentifiedEntries {
  readonly sightings: readonly Identified[];
  readonly aliases: readonly Alias[];
  /** By id, the items of which there are sightings that were not seen before. */
  readonly known: ReadonlyMap<string, Item>;
}

export interface ReadResponse extends IdentifiedEntries {
  readonly parsed: ParsedFeed;
  readonly rejected: readonly Rejected[];
}

/** @param seen what the response before it held; absent where it may not be asked */
export async function readResponse(
  key: string,
  { at, body, purpose, ...source }: FeedResponse,
  feed: Feed,
  { index }: Pick<Ports, 'index'>,
  seen: SeenSet | undefined,
): Promise<ReadResponse> {
  const parsed = purpose?.kind === 'import' ? await parsePage(body, source) : await parseFeed(body, source);
  const { entries, rejected } = readable(inLanguage(parsed, feed));
  const identified = await identifyEntries(entries, { response: key, at }, feed, index, seen);
  return { parsed, rejected: [...parsed.rejected, ...rejected], ...identified };
}

/** An entry that does not say its language has that of its document, or of its feed. */
export function inLanguage({ feed: said, entries }: ParsedFeed, feed: Pick<Feed, 'language'>): readonly Entry[] {
  const language = said.language ?? feed.language;
  return language === undefined ? entries : entries.map((entry) => ({ language, ...entry }));
}

/** Says of which items the entries of a response are. */
export async function identifyEntries(
  entries: readonly Entry[],
  { response, at }: { readonly response: string; readonly at: IsoTime },
  feed: Feed,
  index: Ports['index'],
  before: SeenSet | undefined,
): Promise<IdentifiedEntries> {
  const named = nameEntries(entries, feed);
  const seen = before ? askSeen(before) : () => [];
  const unseen = named.filter((one) => seen(one).length === 0);

  const byName = await index.getItems(unseen.flatMap(({ names }) => Object.values(names)));
  const hasNote = unseen.some(({ withdrawn, entry, names }) => withdrawn && !entry.deleted && names.headline);
  const recent = hasNote ? await recentHeadlines(index, feed, at) : new Map();
  const place = { feedId: feed.feedId, response, at };
  const identified = identify(named, place, { seen, known: byName, recent });

  const known = new Map([...byName.values()].map((item) => [item.id, item]));
  const others = identified.sightings.filter(({ isSeen, sighting }) => !isSeen && !known.has(sighting.id));
  const meant = others.filter(({ sighting }) => sighting.withdrawn).map(({ sighting }) => sighting.id);
  for (const [id, item] of await index.getItems(meant)) known.set(id, item);
  return { ...identified, known };
}
