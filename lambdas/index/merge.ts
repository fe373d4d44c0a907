import type { ArrivalKind, IsoTime, RawPointer, Sighting } from '../shared/domain.ts';
import { expiryAfter } from './expiry.ts';
import type { FirstTelling, Item, Revision, TaggedSighting } from './item.ts';
import { insertRevision, isWithdrawn, lastBefore, sameLine, sameState, shownOf, trim } from './revisions.ts';
import { storyOf, storyOfRow } from './told-story.ts';

/** The content of the row that a sighting leads to, before the intent protocol and the clock add their own parts. */
export type ItemContent = Omit<
  Item,
  'version' | 'done' | 'arrival' | 'formerly' | 'staleRows' | 'queryableAt' | keyof FirstTelling
>;

export interface Merged {
  readonly content: ItemContent;
  /** What is to be announced, if anything. */
  readonly kind?: ArrivalKind;
}

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
 * in another feed of the publisher is no revision. (Two things are not told from what the row keeps. That a story went
 * back to an earlier wording, where what was between arrives last; and the words of the feed that had it first, where its
 * earliest state arrives last. For both `ingest` reads the responses after a late one again.)
 *
 * @returns `undefined` where the sighting changes nothing
 */
export function merge(item: Item | undefined, tagged: TaggedSighting): Merged | undefined {
  const revision = revisionOf(tagged);
  const inserted = item ? insertRevision(item.revisions, revision) : { revisions: [revision], changed: revision };
  const revisions = inserted?.revisions ?? item?.revisions ?? [];
  const kept = trim(revisions);
  const isKept = inserted !== undefined && kept.includes(inserted.changed);
  const [first] = revisions;
  const shown = shownOf(revisions);
  if (!first || !shown) return undefined;

  const isShown = shown.feedId === revision.feedId && sameState(shown, revision) && tells(tagged, shown);
  // By another tagger, or for a feed of which another country has become known.
  const retags =
    isShown && (item?.taggerVersion !== tagged.taggerVersion || item?.publisherCountry !== tagged.publisherCountry);
  const told = revision.fullText?.raw ?? shown.raw;
  const isUntold =
    isShown && item !== undefined && (item.contentHash !== shown.contentHash || untoldText(item) !== undefined);
  if (item && !isKept && !retags && !isUntold) return undefined;

  // From the responses and not from the clock, so that a replay ends in the same rows.
  const lastChange = revisions.at(-1) ?? first;
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
    ...(item && !isShown
      ? { contentHash: item.contentHash, raw: item.raw }
      : { contentHash: shown.contentHash, raw: told }),
    ...expiryAfter(lastChange.at, tagged.ttl),
  };
  const kind = kindOf(item, content, isShown);
  return { content, ...(kind && { kind }) };
}

/** False while the row has the words of another state than the one that it should show. */
export const isTold = ({ revisions, contentHash }: Item): boolean => shownOf(revisions)?.contentHash === contentHash;

function revisionOf({ sighting, raw }: TaggedSighting): Revision {
  const { feedId, contentHash, withdrawn, entry, teaser } = sighting;
  const { at } = teaser ?? sighting;
  const said = entry.published ?? entry.updated;
  const time = said && (believedTime(said, at) ? { publishedAt: said } : { unbelievedAt: said });
  return {
    ...{ feedId, at, contentHash, withdrawn, raw: teaser?.raw ?? raw },
    ...time,
    ...(teaser && { fullText: { at: sighting.at, raw } }),
  };
}

/** Where the page of a state is known, its text stands and not the teaser. */
function tells({ sighting, raw }: TaggedSighting, { fullText }: Revision): boolean {
  return !fullText || (sighting.teaser !== undefined && sameLine(fullText.raw, raw));
}

/** The line of the full text that a row should show and does not: another feed had the story first, or a step was killed. */
export function untoldText({ revisions, raw }: Item): RawPointer | undefined {
  const text = shownOf(revisions)?.fullText;
  return text && !sameLine(text.raw, raw) ? text.raw : undefined;
}

function kindOf(item: Item | undefined, content: ItemContent, isShown: boolean): ArrivalKind | undefined {
  if (content.withdrawn) return item?.withdrawn ? undefined : 'withdrawn';
  if (!item) return 'new';
  return item.withdrawn || (isShown && content.contentHash !== item.contentHash) ? 'revised' : undefined;
}
