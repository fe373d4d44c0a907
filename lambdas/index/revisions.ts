import type { RawPointer } from '../shared/domain.ts';
import type { FullText, Revision } from './item.ts';

/** What is known of a story's states, sorted by time: the set from which the item row follows. */

const MAX_REVISIONS = 100;

type State = Pick<Revision, 'contentHash' | 'withdrawn'>;

export const sameState = (a: State, b: State): boolean =>
  a.contentHash === b.contentHash && a.withdrawn === b.withdrawn;

type Moment = Pick<Revision, 'feedId' | 'at'>;

export function lastBefore(revisions: readonly Revision[], { feedId, at }: Moment): Revision | undefined {
  return revisions.findLast((revision) => revision.feedId === feedId && revision.at <= at);
}

export interface Inserted {
  readonly revisions: Revision[];
  /** The one of them that is new or says more than before. */
  readonly changed: Revision;
}

/**
 * Puts a revision in its place in time.
 *
 * @returns `undefined` where the feed's story was in this state already at that time, with this text
 */
export function insertRevision(revisions: readonly Revision[], revision: Revision): Inserted | undefined {
  const { feedId, at } = revision;
  const before = lastBefore(revisions, revision);
  if (before && sameState(before, revision)) {
    const changed = withFullText(before, revision.fullText);
    return changed && { changed, revisions: revisions.map((other) => (other === before ? changed : other)) };
  }
  const after = revisions.find((other) => other.feedId === feedId && other.at > at);
  // The same state is known from a later response: it is older than was thought.
  const later = after && sameState(after, revision) ? after : undefined;
  // The same response, read anew by other code.
  const replaced = [before?.at === at && before, later];
  const changed = withFullText(revision, later?.fullText) ?? revision;
  return { changed, revisions: [...revisions.filter((other) => !replaced.includes(other)), changed].sort(byTime) };
}

/**
 * The page that came last stands, whatever the order in which pages are read; one that is read anew replaces itself.
 *
 * @returns `undefined` where the revision has this text, or a newer one
 */
function withFullText(revision: Revision, text: FullText | undefined): Revision | undefined {
  const known = revision.fullText;
  if (!text || (known && (known.at > text.at || (known.at === text.at && sameLine(known.raw, text.raw)))))
    return undefined;
  return { ...revision, fullText: text };
}

export const sameLine = (a: RawPointer, b: RawPointer): boolean => a.key === b.key && a.line === b.line;

const orderOf = ({ at, feedId }: Revision): string => `${at} ${feedId}`;
const byTime = (a: Revision, b: Revision): number => (orderOf(a) < orderOf(b) ? -1 : 1);

/**
 * The last word of the feed that had the story first. A withdrawal does not count where there is another: the note has no
 * text of its own, and the row has to say what was taken back.
 */
export function shownOf(revisions: readonly Revision[]): Revision | undefined {
  const own = revisions.filter(({ feedId }) => feedId === revisions[0]?.feedId);
  return own.findLast(({ withdrawn }) => !withdrawn) ?? own.at(-1);
}

/** A story is taken back as soon as one of its feeds says so, until that feed carries it again. */
export function isWithdrawn(revisions: readonly Revision[]): boolean {
  return [...new Map(revisions.map((revision) => [revision.feedId, revision])).values()].some(
    ({ withdrawn }) => withdrawn,
  );
}

/** Without the oldest over the limit. The first and the last of each feed stay: the feeds and the withdrawal rest on them. */
export function trim(revisions: readonly Revision[]): readonly Revision[] {
  if (revisions.length <= MAX_REVISIONS) return revisions;
  const lasts = new Map(revisions.map((revision) => [revision.feedId, revision]));
  const firsts = new Map(revisions.toReversed().map((revision) => [revision.feedId, revision]));
  const inner = revisions.filter((one) => firsts.get(one.feedId) !== one && lasts.get(one.feedId) !== one);
  const dropped = new Set(inner.slice(0, revisions.length - MAX_REVISIONS));
  return revisions.filter((one) => !dropped.has(one));
}
