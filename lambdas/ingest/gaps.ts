import type { SeenSet } from '../identify/seen-set.ts';
import type { Gap, IsoTime } from '../shared/domain.ts';
import type { PageRequest } from '../shared/messages.ts';

/** Gaps that a feed row remembers. */
const MAX_GAPS = 20;
/** Addresses that one gap is worth: pages back through a feed, robots.txt and sitemaps together. */
const MAX_TRIED = 12;
/** Entries from before a gap that are remembered, each by 10 bytes. */
const MAX_BEFORE = 200;
const ID_BYTES = 10;
/** Entries of its own from before that show that a feed has dropped nothing: one may have been announced again. */
const SHARE_OF_BEFORE = 0.5;

export const isOpen = ({ closedBy }: Gap): boolean => closedBy === undefined;

/** The page that a gap waits for. */
export function wantedPage(feedId: string, gap: Gap): PageRequest | undefined {
  const [url] = gap.toTry ?? [];
  if (url === undefined || !isOpen(gap)) return undefined;
  return { feedId, url, purpose: { kind: 'gap', from: gap.from, to: gap.to, step: gap.tried?.length ?? 0 } };
}

/**
 * A gap that a response has shown.
 *
 * @param gap.from when the feed was last seen to hold nothing but what was before
 * @param places where to look for what it may hold
 * @returns the same gaps where it is known already
 */
export function withGap(
  gaps: readonly Gap[],
  { from, to }: Pick<Gap, 'from' | 'to'>,
  before: SeenSet,
  places: readonly string[],
): readonly Gap[] {
  if (gaps.some((gap) => gap.to === to)) return gaps;
  const ids = Buffer.from(before.ids.slice(0, MAX_BEFORE).join(''), 'hex');
  const gap: Gap = { from, to, tried: [], toTry: places, before: ids };
  // What is no longer looked for needs no memory of what was before it.
  const others = gaps.map((one) => (one.toTry ? one : settled(one)));
  return [...others, gap].sort((a, b) => (a.to < b.to ? -1 : 1)).slice(-MAX_GAPS);
}

/** A response of the feed itself, beside its gaps. */
export interface Answer {
  readonly at: IsoTime;
  readonly ids: ReadonlySet<string>;
  /** What the newest response that was ingested before held, and when it came. */
  readonly seen: SeenSet;
  readonly seenAt: IsoTime | undefined;
}

/**
 * Closes what a response of the feed shows to be none: a later one that still holds most of what was before has dropped
 * nothing, and one that comes late, from within the gap, may share entries with both of its sides.
 *
 * @returns the same gaps where it closes none
 */
export function closedByAnswer(gaps: readonly Gap[], { at, ids, seen, seenAt }: Answer): readonly Gap[] {
  const shares = (others: readonly string[]) => others.filter((id) => ids.has(id)).length;
  const closes = (gap: Gap): boolean => {
    const before = idsBefore(gap);
    if (!isOpen(gap) || before.length === 0) return false;
    if (at > gap.to) return shares(before) >= SHARE_OF_BEFORE * before.length;
    return at >= gap.from && at < gap.to && gap.to === seenAt && shares(before) > 0 && shares(seen.ids) > 0;
  };
  return gaps.some(closes) ? gaps.map((gap) => (closes(gap) ? closed(gap, 'feed', at) : gap)) : gaps;
}

/** What came of a page that was asked for. */
export interface PageOutcome {
  /** When it came. */
  readonly at: IsoTime;
  /** Of the gap. */
  readonly to: IsoTime;
  readonly step: number;
  readonly ids: ReadonlySet<string>;
  /** Stories that nobody knew. */
  readonly found: number;
  /** Why it does not close the gap, if it does not. */
  readonly result: string;
  /** Where to go on. */
  readonly next: readonly string[];
}

/**
 * Closes a gap by a page that holds an entry from before it, else goes on to the next place, or leaves it open.
 *
 * @returns the same gaps where the page was reckoned already
 */
export function afterPage(gaps: readonly Gap[], page: PageOutcome): readonly Gap[] {
  const gap = gaps.find(({ to }) => to === page.to);
  const [url, ...others] = gap?.toTry ?? [];
  if (!gap || url === undefined || !isOpen(gap) || gap.tried?.length !== page.step) return gaps;
  const found = (gap.found ?? 0) + page.found;
  const counted = found > 0 ? { ...gap, found } : gap;
  return gaps.map((one) => {
    if (one !== gap) return one;
    if (idsBefore(gap).some((id) => page.ids.has(id))) return closed(counted, url, page.at);
    const tried = [...(gap.tried ?? []), { url, result: page.result }];
    const isNew = (address: string, at: number, all: readonly string[]) =>
      all.indexOf(address) === at && !tried.some((one) => one.url === address);
    const toTry = [...page.next, ...others].filter(isNew).slice(0, MAX_TRIED - tried.length);
    if (toTry.length > 0) return { ...counted, tried, toTry };
    const { toTry: _, ...left } = { ...counted, tried };
    return left;
  });
}

const settled = ({ before: _before, toTry: _toTry, ...gap }: Gap): Gap => gap;

const closed = (gap: Gap, closedBy: string, closedAt: IsoTime): Gap => ({ ...settled(gap), closedBy, closedAt });

function idsBefore({ before = new Uint8Array() }: Gap): string[] {
  const hex = Buffer.from(before).toString('hex');
  return hex.match(new RegExp(`.{${2 * ID_BYTES}}`, 'g')) ?? [];
}
