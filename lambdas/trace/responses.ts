import pMap from 'p-map';
import type { Archive } from '../archive/archive.ts';
import { getResponse } from '../archive/responses.ts';
import { storedResponses } from '../archive/stored-objects.ts';
import { canonicalLink } from '../identify/canonical-link.ts';
import { parsePage } from '../pages/parse-page.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Entry, FeedResponse, IsoTime, ParsedFeed } from '../shared/domain.ts';
import { parseArchiveKey } from '../shared/keys.ts';

/** A stored response that holds a link. */
export interface Holding {
  readonly key: string;
  readonly feedId: string;
  readonly at: IsoTime;
  readonly trace?: string;
  /** In a part that could not be read as an entry: why. */
  readonly rejected?: string;
}

export interface Looked {
  readonly since: IsoTime;
  readonly until: IsoTime;
  /** Responses that were read. */
  readonly responses: number;
  /** The newest first. */
  readonly holding: readonly Holding[];
  /** Where a bound was reached: older responses were not read. */
  readonly reachedBackTo?: IsoTime;
  /** Feeds that were not looked at, since there are too many. */
  readonly feedsLeft?: number;
}

/** Responses that are read, and feeds whose responses are listed, day by day. */
export const BOUNDS = { responses: 200, feeds: 50 };
const AT_ONCE = 4;

/** Looks for a link in the stored responses of some feeds, the newest first. */
export async function lookThrough(
  archive: Archive,
  canonical: string,
  { feedIds, since, until }: { readonly feedIds: readonly string[]; readonly since: IsoTime; readonly until: IsoTime },
  bounds = BOUNDS,
): Promise<Looked> {
  const listed = feedIds.slice(0, bounds.feeds);
  const listing = (feedId: string) => storedResponses(archive, { feedId, after: since, until });
  const keys = (await pMap(listed, listing, { concurrency: AT_ONCE })).flat();
  const newest = keys.sort((a, b) => (timeOf(a) > timeOf(b) ? -1 : 1)).slice(0, bounds.responses);
  const found = await pMap(newest, (key) => holdingIn(archive, key, canonical), { concurrency: AT_ONCE });
  const last = newest.at(-1);
  return {
    ...{ since, until, responses: newest.length },
    holding: found.filter((one) => one !== undefined),
    ...(last !== undefined && keys.length > newest.length && { reachedBackTo: timeOf(last) }),
    ...(feedIds.length > listed.length && { feedsLeft: feedIds.length - listed.length }),
  };
}

const timeOf = (key: string): IsoTime => parseArchiveKey(key).at;

async function holdingIn(archive: Archive, key: string, canonical: string): Promise<Holding | undefined> {
  const response = await getResponse(archive, key);
  const { feedId, at, trace, purpose, failure } = response;
  // The page of a story shows that an entry was there before, and robots.txt has none.
  if (failure !== undefined || purpose?.kind === 'article') return undefined;
  const { entries, rejected } = await documentOf(response);
  const place = { key, feedId, at, ...(trace !== undefined && { trace }) };
  if (entries.some((entry) => isOf(entry, canonical))) return place;
  const part = rejected.find(({ raw }) => linksIn(raw).some((link) => canonicalLink(link) === canonical));
  return part && { ...place, rejected: part.reason };
}

const documentOf = ({ body, ...source }: FeedResponse): Promise<ParsedFeed> =>
  source.purpose?.kind === 'import' ? parsePage(body, source) : parseFeed(body, source);

/** By its link, or by a guid that is one. */
export const isOf = ({ link, id }: Entry, canonical: string): boolean =>
  [link, id].some((name) => name !== undefined && canonicalLink(name) === canonical);

/** In a text of any format: as XML writes them, or JSON. */
const linksIn = (raw: string): string[] =>
  raw
    .replaceAll('&amp;', '&')
    .replaceAll('\\/', '/')
    .match(/https?:\/\/[^\s"'<>\])]+/gi) ?? [];
