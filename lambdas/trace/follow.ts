import type { Archive } from '../archive/archive.ts';
import { getResponse } from '../archive/responses.ts';
import { canonicalLink } from '../identify/canonical-link.ts';
import { linkNameOf } from '../identify/identity.ts';
import type { Item } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import { readResponse } from '../ingest/read-response.ts';
import { type CoveredGap, gapsWithin } from '../query/gaps.ts';
import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { readId, readLink } from './asked.ts';
import { feedsOfLink, type TracedFeed, tracedFeed } from './feeds.ts';
import { type Holding, isOf, type Looked, lookThrough } from './responses.ts';
import { type TracedStory, tracedStory } from './story.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** A name that the link makes for a publisher of ours, or the id that was given, and the story that it leads to. */
export interface TracedName {
  readonly publisher?: string;
  readonly name: string;
  readonly leadsTo?: string;
}

/** Where an entry of the link went, by the rules of the pipeline. */
export interface TracedIdentity {
  readonly key: string;
  /** Of the story that it is of, or would become. */
  readonly id: string;
  /** The story of that id, where the index has it. */
  readonly story?: Pick<Item, 'id' | 'title' | 'link'>;
}

/** A dead letter that names the response. */
export interface TracedLetter {
  readonly what: string;
  readonly reason?: string;
}

/** The way of a link through the pipeline, as far as it went. */
export interface Traced {
  readonly asked: string;
  readonly canonical?: string;
  readonly publisher?: string;
  /** Of that publisher, and those that carried the story. */
  readonly feeds: readonly TracedFeed[];
  readonly names: readonly TracedName[];
  readonly story?: TracedStory;
  /** Where no name leads to a story: what the stored responses hold. */
  readonly looked?: Looked;
  readonly identity?: TracedIdentity;
  readonly deadLetter?: TracedLetter;
  readonly gaps: readonly CoveredGap[];
  readonly verdict: Verdict;
}

export interface TracePorts {
  readonly index: ItemIndex;
  readonly feeds: Pick<FeedStore, 'get' | 'list'>;
  readonly archive: Archive;
  deadLetters(): AsyncIterable<TracedLetter>;
}

export interface TraceQuestion {
  /** Link or id of a story. */
  readonly asked: string;
  /** Which responses are looked through, by when they came. */
  readonly since: IsoTime;
  readonly until: IsoTime;
  readonly now: IsoTime;
}

/**
 * Follows a link, or a story by its id, through the feeds, the stored responses, its identity and the index, and says
 * where it stopped.
 *
 * @throws InputError for what names no story
 */
export async function follow(question: TraceQuestion, ports: TracePorts): Promise<Traced> {
  const id = readId(question.asked);
  const traced = id === undefined ? await followLink(question, ports) : await followId(id, question.now, ports);
  return { ...traced, verdict: verdictOf(traced) };
}

type Way = Omit<Traced, 'verdict'>;

async function followId(asked: string, now: IsoTime, ports: TracePorts): Promise<Way> {
  const item = (await ports.index.getItems([asked])).get(asked);
  if (!item) throw new InputError(`no story has the id ${asked}; give the link of its page to see how far it came`);
  const { link } = item;
  const canonical = link === undefined ? undefined : canonicalLink(link);
  return {
    asked,
    ...(canonical !== undefined && { canonical }),
    feeds: await feedsCalled(item.feeds, ports),
    names: item.id === asked ? [] : [{ name: asked, leadsTo: item.id }],
    ...(await ofStory(item, ports, now)),
  };
}

async function ofStory(
  item: Item,
  ports: TracePorts,
  now: IsoTime,
): Promise<Pick<Traced, 'story' | 'deadLetter' | 'gaps'>> {
  const story = await tracedStory(item, ports, now);
  const letter = item.done || !story.response ? undefined : await letterOf(story.response.key, ports);
  return { story, gaps: [], ...(letter && { deadLetter: letter }) };
}

async function followLink(question: TraceQuestion, ports: TracePorts): Promise<Way> {
  const { asked, now } = question;
  const { canonical, publisher } = readLink(asked);
  const { feeds, publishers } = await feedsOfLink(ports.feeds, ports.index, publisher);
  const { names, item } = await namesOf(canonical, publisher, publishers, ports);
  const way = { asked, canonical, publisher, names };
  if (!item) return { ...way, feeds, ...(await beforeStory(canonical, feeds, question, ports)) };
  const others = item.feeds.filter((feedId) => !feeds.some((feed) => feed.feedId === feedId));
  const carriers = await feedsCalled(others, ports);
  return { ...way, feeds: [...feeds, ...carriers], ...(await ofStory(item, ports, now)) };
}

async function feedsCalled(feedIds: readonly string[], { feeds }: TracePorts): Promise<TracedFeed[]> {
  const found = await Promise.all(feedIds.map((feedId) => feeds.get(feedId)));
  return found.flatMap((feed) => (feed ? [tracedFeed(feed)] : []));
}

/** Any feed may link to a page, and identity is within the publisher of the feed. Its own publisher's story comes first. */
async function namesOf(
  canonical: string,
  publisher: string,
  publishers: readonly string[],
  { index }: TracePorts,
): Promise<{ names: TracedName[]; item: Item | undefined }> {
  const all = [publisher, ...publishers.filter((other) => other !== publisher)];
  const named = all.map((one) => ({ publisher: one, name: linkNameOf(canonical, one) }));
  const items = await index.getItems(named.map(({ name }) => name));
  const names = named.flatMap(({ publisher: of, name }) => {
    const item = items.get(name);
    if (item) return [{ publisher: of, name, leadsTo: item.id }];
    return of === publisher ? [{ publisher: of, name }] : [];
  });
  const [first] = named.flatMap(({ name }) => items.get(name) ?? []);
  return { names, item: first };
}

/** How far a link came that has no story. */
async function beforeStory(
  canonical: string,
  feeds: readonly TracedFeed[],
  { since, until }: TraceQuestion,
  ports: TracePorts,
): Promise<Pick<Traced, 'looked' | 'identity' | 'deadLetter' | 'gaps'>> {
  if (feeds.length === 0) return { gaps: [] };
  const feedIds = feeds.map(({ feedId }) => feedId);
  const looked = await lookThrough(ports.archive, canonical, { feedIds, since, until });
  const [newest] = looked.holding.filter(({ rejected }) => rejected === undefined);
  const letter = newest && (await letterOf(newest.key, ports));
  return {
    looked,
    gaps: await gapsWithin(ports.index, { since, until, feeds: feedIds }),
    ...(newest && (await identityOf(newest, canonical, ports))),
    ...(letter && { deadLetter: letter }),
  };
}

async function identityOf(
  { key, feedId }: Holding,
  canonical: string,
  ports: TracePorts,
): Promise<Pick<Traced, 'identity'>> {
  const feed = await ports.feeds.get(feedId);
  if (!feed) return {};
  const { sightings, known } = await readResponse(key, await getResponse(ports.archive, key), feed, ports, undefined);
  const met = sightings.find(({ sighting }) => isOf(sighting.entry, canonical));
  if (!met) return {};
  const { id } = met.sighting;
  const item = known.get(id);
  const story = item && { id: item.id, title: item.title, ...(item.link !== undefined && { link: item.link }) };
  return { identity: { key, id, ...(story && { story }) } };
}

async function letterOf(key: string, ports: TracePorts): Promise<TracedLetter | undefined> {
  for await (const { what, reason } of ports.deadLetters()) {
    if (what.split(' ').includes(key)) return { what, ...(reason !== undefined && { reason }) };
  }
  return undefined;
}
