import { simhash } from '../identify/simhash.ts';
import { plainText } from '../parse/plain-text.ts';
import type { ArrivalKind, IsoTime, RawPointer, Sighting, Tags } from '../shared/domain.ts';
import type { Item, Revision } from './item.ts';

/** A sighting with all that the row takes from it. */
export interface TaggedSighting {
  readonly sighting: Sighting;
  readonly raw: RawPointer;
  readonly tags: Tags;
  readonly taggerVersion: string;
  readonly sample: boolean;
}

/** The content of the row that a sighting leads to, before the intent protocol adds its own part. */
export type ItemContent = Omit<Item, 'version' | 'done' | 'arrival' | 'staleRows'>;

export interface Merged {
  readonly content: ItemContent;
  /** What is to be announced, if anything. */
  readonly kind?: ArrivalKind;
}

const SUMMARY_LENGTH = 1_000;
const MAX_REVISIONS = 100;

/** Before the web no feed was published; a date before it is a default or a typing error. */
const EARLIEST_BELIEVED = '1990-01-01T00:00:00.000Z';
/**
 * The publisher's time, where it can be true: not in the future of the moment when it was seen, not before 1990. A clock
 * that runs ahead by minutes is not believed either: a query ends at the present, and would find the story only later.
 */
export function believedTime(published: IsoTime | undefined, seenAt: IsoTime): IsoTime | undefined {
  if (published === undefined || published < EARLIEST_BELIEVED) return undefined;
  return published <= seenAt ? published : undefined;
}

/**
 * True where the item row still lacks this sighting, or took it from this very response: an entry is archived from the
 * response that brought it, and a repeated step archives it again under the same name.
 */
export function isNews(item: Item | undefined, sighting: Sighting): boolean {
  const before = item && lastBefore(item.revisions, sighting);
  return !before || !sameState(before, sighting) || before.at === sighting.at;
}

/**
 * Folds a sighting into an item: a pure function of the set of its sightings, so that responses may arrive in any order
 * and any number of times. The feed that had the story first decides what it says and how often it was revised; a copy
 * in another feed of the publisher is no revision. (Two cases are not told from the set alone. The earliest feed arriving
 * last, newest state first: the row then shows the other feed's wording until the next revision. And a story that went
 * back to an earlier wording, where what was between arrives last: the row then shows that.)
 *
 * @returns `undefined` where the sighting changes nothing
 */
export function merge(item: Item | undefined, tagged: TaggedSighting): Merged | undefined {
  const revision = revisionOf(tagged);
  const known = item ? insertRevision(item.revisions, revision) : [revision];
  const revisions = known ?? item?.revisions ?? [];
  const kept = trim(revisions);
  const isKept = known !== undefined && kept.includes(revision);
  const [first] = revisions;
  const shown = shownOf(revisions);
  if (!first || !shown) return undefined;

  const isShown = shown.feedId === revision.feedId && sameState(shown, revision);
  const retags = isShown && item?.taggerVersion !== tagged.taggerVersion;
  if (item && !isKept && !retags) return undefined;

  const own = revisions.filter(({ feedId }) => feedId === first.feedId);
  const ownKept = own.filter((one) => kept.includes(one));
  const droppedRevisions = (item?.droppedRevisions ?? 0) + own.length - ownKept.length;
  const content: ItemContent = {
    ...(item && !isShown ? storyOfRow(item) : storyOf(tagged)),
    feeds: [...new Set(revisions.map(({ feedId }) => feedId))],
    publishedAt: first.publishedAt ?? first.at,
    firstSeenAt: first.at,
    withdrawn: isWithdrawn(revisions),
    rev: ownKept.length + droppedRevisions,
    revisions: kept,
    droppedRevisions,
    contentHash: shown.contentHash,
    raw: shown.raw,
  };
  const kind = kindOf(item, content, isShown);
  return { content, ...(kind && { kind }) };
}

function revisionOf({ sighting, raw }: TaggedSighting): Revision {
  const { feedId, at, contentHash, withdrawn, entry } = sighting;
  const publishedAt = believedTime(entry.published ?? entry.updated, at);
  return { feedId, at, contentHash, withdrawn, raw, ...(publishedAt && { publishedAt }) };
}

type State = Pick<Revision, 'contentHash' | 'withdrawn'>;

const sameState = (a: State, b: State): boolean => a.contentHash === b.contentHash && a.withdrawn === b.withdrawn;

type Moment = Pick<Revision, 'feedId' | 'at'>;

function lastBefore(revisions: readonly Revision[], { feedId, at }: Moment): Revision | undefined {
  return revisions.findLast((revision) => revision.feedId === feedId && revision.at <= at);
}

/** @returns `undefined` where the feed's story was in this state already at that time */
function insertRevision(revisions: readonly Revision[], revision: Revision): Revision[] | undefined {
  const { feedId, at } = revision;
  const before = lastBefore(revisions, revision);
  if (before && sameState(before, revision)) return undefined;
  const after = revisions.find((other) => other.feedId === feedId && other.at > at);
  const replaced = [
    // The same response, read anew by other code.
    before?.at === at && before,
    // The same state is known from a later response: it is older than was thought.
    after && sameState(after, revision) && after,
  ];
  return [...revisions.filter((other) => !replaced.includes(other)), revision].sort(byTime);
}

const orderOf = ({ at, feedId }: Revision): string => `${at} ${feedId}`;
const byTime = (a: Revision, b: Revision): number => (orderOf(a) < orderOf(b) ? -1 : 1);

/**
 * The last word of the feed that had the story first. A withdrawal does not count where there is another: the note has no
 * text of its own, and the row has to say what was taken back.
 */
function shownOf(revisions: readonly Revision[]): Revision | undefined {
  const own = revisions.filter(({ feedId }) => feedId === revisions[0]?.feedId);
  return own.findLast(({ withdrawn }) => !withdrawn) ?? own.at(-1);
}

/** A story is taken back as soon as one of its feeds says so, until that feed carries it again. */
function isWithdrawn(revisions: readonly Revision[]): boolean {
  return [...new Map(revisions.map((revision) => [revision.feedId, revision])).values()].some(
    ({ withdrawn }) => withdrawn,
  );
}

/** Without the oldest over the limit. The first and the last of each feed stay: the feeds and the withdrawal rest on them. */
function trim(revisions: readonly Revision[]): readonly Revision[] {
  if (revisions.length <= MAX_REVISIONS) return revisions;
  const lasts = new Map(revisions.map((revision) => [revision.feedId, revision]));
  const firsts = new Map(revisions.toReversed().map((revision) => [revision.feedId, revision]));
  const inner = revisions.filter((one) => firsts.get(one.feedId) !== one && lasts.get(one.feedId) !== one);
  const dropped = new Set(inner.slice(0, revisions.length - MAX_REVISIONS));
  return revisions.filter((one) => !dropped.has(one));
}

function kindOf(item: Item | undefined, content: ItemContent, isShown: boolean): ArrivalKind | undefined {
  if (content.withdrawn) return item?.withdrawn ? undefined : 'withdrawn';
  if (!item) return 'new';
  return item.withdrawn || (isShown && content.contentHash !== item.contentHash) ? 'revised' : undefined;
}

type Story = Pick<
  Item,
  | 'id'
  | 'title'
  | 'link'
  | 'summary'
  | 'language'
  | 'authors'
  | 'sample'
  | 'regions'
  | 'topics'
  | 'evidence'
  | 'taggerVersion'
  | 'simhash'
>;

function storyOf({ sighting: { id, entry }, tags, taggerVersion, sample }: TaggedSighting): Story {
  const text = plainText(entry.content ?? entry.summary ?? '');
  return {
    id,
    title: plainText(entry.title ?? ''),
    ...(entry.link !== undefined && { link: entry.link }),
    // Not with half of a surrogate pair at its end, which is no text that DynamoDB takes.
    summary: plainText(entry.summary ?? entry.content ?? '')
      .slice(0, SUMMARY_LENGTH)
      .replace(/[\ud800-\udbff]$/, ''),
    ...(entry.language !== undefined && { language: entry.language }),
    authors: entry.authors,
    ...(sample && { sample }),
    regions: tags.regions,
    topics: tags.topics,
    evidence: tags.evidence,
    taggerVersion,
    // Of the text alone: every house writes its own headline over the same copy.
    simhash: simhash(text || plainText(entry.title ?? '')),
  };
}

function storyOfRow(item: Item): Story {
  const { id, title, link, summary, language, authors, sample, regions, topics, evidence, taggerVersion, simhash } =
    item;
  return {
    ...{ id, title, summary, authors, regions, topics, evidence, taggerVersion, simhash },
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(sample !== undefined && { sample }),
  };
}
