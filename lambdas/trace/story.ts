import pMap from 'p-map';
import type { Archive } from '../archive/archive.ts';
import { locate } from '../archive/locate.ts';
import type { Item, Revision } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import { rolesOf, tagRows } from '../index/rows.ts';
import { type Asked, answer } from '../query/answer.ts';
import { isCountry } from '../shared/countries.ts';
import type { IsoTime, RawPointer } from '../shared/domain.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { narrowest, regionSlug, topicSlug } from '../tag/vocabulary.ts';

/** What the index has of a story. */
export interface TracedStory {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly sample?: boolean;
  readonly feeds: readonly string[];
  readonly trace?: string;
  readonly publishedAt: IsoTime;
  /** Where the publisher's time is not believed, and it is ordered by when it was seen. */
  readonly unbelievedAt?: IsoTime;
  readonly firstSeenAt: IsoTime;
  readonly storedAt?: IsoTime;
  readonly taggedAt?: IsoTime;
  readonly queryableAt?: IsoTime;
  readonly backlog?: Item['backlog'];
  readonly revisions: readonly Pick<Revision, 'at' | 'feedId' | 'withdrawn'>[];
  readonly rev: number;
  readonly withdrawn: boolean;
  readonly done: boolean;
  /** The response that brought it first, and whether its bytes are still stored; absent where the items made of it are not. */
  readonly response?: { readonly key: string; readonly isStored: boolean };
  readonly regions: readonly string[];
  readonly topics: readonly string[];
  /** Partitions of the rows under which it should be found, by whether the row is there. */
  readonly rows: { readonly there: readonly string[]; readonly missing: readonly string[] };
  /** Options of `dateline query` that find it; they were tried. */
  readonly query?: readonly string[];
}

interface Ports {
  readonly index: ItemIndex;
  readonly feeds: Pick<FeedStore, 'get' | 'list'>;
  readonly archive: Archive;
}

const AT_ONCE = 8;
/** Stories that `dateline query` shows without a --limit, and with the largest: a feed may date all its stories alike. */
const DEFAULT_LIMIT = 20;
const MOST_AT_ONCE = 1_000;

export async function tracedStory(item: Item, ports: Ports, now: IsoTime): Promise<TracedStory> {
  const { id, title, link, sample, feeds, trace, publishedAt, firstSeenAt, revisions, rev, withdrawn, done } = item;
  const { storedAt, taggedAt, queryableAt, backlog } = item;
  const [first] = revisions;
  const response = first && (await responseOf(ports.archive, first.raw));
  const rows = await rowsOf(ports.index, item);
  const query = done && !withdrawn ? await queryThatFinds(item, ports, now) : undefined;
  return {
    ...{ id, title, feeds, publishedAt, firstSeenAt, rev, withdrawn, done, rows },
    ...(link !== undefined && { link }),
    ...(sample && { sample }),
    ...(trace !== undefined && { trace }),
    ...(first?.unbelievedAt !== undefined && { unbelievedAt: first.unbelievedAt }),
    ...(storedAt !== undefined && { storedAt }),
    ...(taggedAt !== undefined && { taggedAt }),
    ...(queryableAt !== undefined && { queryableAt }),
    ...(backlog && { backlog }),
    revisions: revisions.map((one) => ({ at: one.at, feedId: one.feedId, withdrawn: one.withdrawn })),
    ...(response && { response }),
    regions: rolesOf(item).regions,
    topics: item.topics.map(({ code }) => code),
    ...(query && { query }),
  };
}

/** @returns `undefined` where the archived line that names it has expired */
async function responseOf(archive: Archive, raw: RawPointer): Promise<TracedStory['response']> {
  if (!(await isStored(archive, raw.key))) return undefined;
  const { response: key } = await locate(archive, raw);
  return { key, isStored: await isStored(archive, key) };
}

async function isStored(archive: Archive, key: string): Promise<boolean> {
  for await (const stored of archive.list(key)) if (stored === key) return true;
  return false;
}

async function rowsOf(index: ItemIndex, item: Item): Promise<TracedStory['rows']> {
  const rows = await pMap(
    tagRows(item),
    async ({ pk, sk }) => ({ pk, there: await index.readPartition({ pk, atLeast: sk, atMost: sk, limit: 1 }) }),
    { concurrency: AT_ONCE },
  );
  const named = (isThere: boolean) => rows.filter(({ there }) => there.length > 0 === isThere).map(({ pk }) => pk);
  return { there: named(true), missing: named(false) };
}

/** By a country, a topic and the moment; where it has none of these, by its feed. */
async function queryThatFinds(item: Item, ports: Ports, now: IsoTime): Promise<string[] | undefined> {
  const { id, publishedAt, feeds } = item;
  const regions = rolesOf(item).regions;
  const region = regions.find(isCountry) ?? regions[0];
  const [topic] = narrowest(item.topics.map(({ code }) => code));
  const moment = (time: IsoTime) => ({ text: time, time });
  const until = new Date(Date.parse(publishedAt) + 1).toISOString();
  const names = {
    region: region === undefined ? [] : [regionSlug(region) ?? region],
    topic: topic === undefined ? [] : [topicSlug(topic) ?? topic],
    feed: region === undefined && topic === undefined ? feeds.slice(0, 1) : [],
  };
  const asked: Asked = { ...names, since: moment(publishedAt), until: moment(until), limit: MOST_AT_ONCE };
  const { items, cursor } = await answer(asked, ports, now);
  if (!items.some((one) => one.id === id || one.copies.some((copy) => copy.id === id))) return undefined;
  const options = Object.entries(names).flatMap(([name, [value]]) => (value === undefined ? [] : [`--${name}`, value]));
  const isPage = cursor === undefined && items.length <= DEFAULT_LIMIT;
  return [...options, '--since', publishedAt, '--until', until, ...(isPage ? [] : ['--limit', String(MOST_AT_ONCE)])];
}
