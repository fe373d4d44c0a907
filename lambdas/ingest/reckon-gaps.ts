import type { SeenEntry, SeenSet } from '../identify/seen-set.ts';
import type { Feed, FeedResponse, Gap } from '../shared/domain.ts';
import { changeGaps } from './change-gaps.ts';
import { closedByAnswer, isOpen, withGap } from './gaps.ts';
import type { Ports } from './ingest-object.ts';
import { seenUntil } from './pace.ts';
import { placesToLook } from './places.ts';
import type { ReadResponse } from './read-response.ts';

/** Of the stories of a response: so many that the feed had told before show that it is no leap, one may be announced again. */
const SHARE_OF_TOLD = 0.5;

/**
 * Writes down the gap that a response shows, and closes those that it shows to be none.
 *
 * @param remembered what the response held
 * @param seen what the one before it held
 * @returns whether it showed one
 */
export async function reckonGaps(
  feed: Feed,
  response: FeedResponse,
  { parsed, sightings, known }: ReadResponse,
  { remembered, seen }: { readonly remembered: readonly SeenEntry[]; readonly seen: SeenSet },
  ports: Ports,
): Promise<boolean> {
  const { at } = response;
  const { feedId, ingestedAt } = feed;
  const inOrder = ingestedAt === undefined || at > ingestedAt;
  const from = seenUntil(feed, response);
  const isToldBefore = ({ sighting: { id } }: (typeof sightings)[number]) =>
    known.get(id)?.revisions.some((revision) => revision.feedId === feedId && revision.at < at) ?? false;
  // A feed that goes back to an earlier state, or of which a late response came first, has dropped nothing.
  const isNew = sightings.filter(isToldBefore).length < SHARE_OF_TOLD * sightings.length;
  // Nobody misses what the canary has told.
  const mayMiss = feed.status !== 'canary';
  const gap = mayMiss && inOrder && from !== undefined && isNew && isGap(seen, remembered);
  const isOurs = (one: Gap) => one.to === at || one.closedAt === at;
  if (gap || feed.gaps.some((one) => isOpen(one) || isOurs(one))) {
    const answer = { at, ids: new Set(remembered.map(({ id }) => id)), seen, seenAt: ingestedAt };
    const change = (gaps: readonly Gap[]) => {
      const left = closedByAnswer(gaps, answer);
      return gap ? withGap(left, { from, to: at }, seen, placesToLook(feed, parsed)) : left;
    };
    await changeGaps(feed, change, isOurs, ports);
  }
  return gap;
}

/** Two responses in a row that share no entry: something between them may have come and gone unseen. */
function isGap(seen: SeenSet, entries: readonly SeenEntry[]): boolean {
  return seen.size > 0 && entries.length > 0 && !entries.some(({ id }) => seen.hasId(id));
}
