import type { Feed, IsoTime } from '../shared/domain.ts';
import { withCredentialsOf } from './credentials.ts';

/** Redirects that are meant for good are set up by mistake as well, and a hijacked host sets them too. */
const BELIEVED_AFTER_MS = 7 * 86_400_000;

/** `undefined` as in the part of a row that is to be written. */
type Move = Record<'movedTo' | 'movedSince', string | undefined>;
type Moving = Pick<Feed, 'url'> & Partial<Move & Record<'lastSuccessAt', IsoTime | undefined>>;

/** Whether a permanent redirect has been answered long enough to ask its target directly. The feed keeps its id. */
export const isMoved = ({ movedTo, movedSince, lastSuccessAt }: Omit<Moving, 'url'>): boolean =>
  movedTo !== undefined &&
  movedSince !== undefined &&
  lastSuccessAt !== undefined &&
  Date.parse(lastSuccessAt) - Date.parse(movedSince) >= BELIEVED_AFTER_MS;

/** The address to ask, with the credentials of `url` where it may know them. */
export const addressToAsk = (feed: Moving): string =>
  isMoved(feed) && feed.movedTo !== undefined ? withCredentialsOf(feed.movedTo, feed.url) : feed.url;

/** What is known of a move after an answer. @param movedTo what the answer says */
export function moveAfter(feed: Moving, movedTo: string | undefined, now: IsoTime): Move {
  // The target itself redirects no further: it was asked directly.
  if (movedTo === undefined && isMoved(feed)) return { movedTo: feed.movedTo, movedSince: feed.movedSince };
  const movedSince = movedTo === feed.movedTo ? (feed.movedSince ?? now) : now;
  return { movedTo, movedSince: movedTo === undefined ? undefined : movedSince };
}
