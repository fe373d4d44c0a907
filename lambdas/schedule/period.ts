/**
 * How often a feed is asked.
 *
 * A story waits half a period on average, so polling at a period T costs λT/2 seconds of waiting a second, where λ is the
 * rate of new stories, and 1/T requests a second. Let a request be worth so many seconds of waiting, `WORTH`; then the sum
 * is least at T = √(2·WORTH/λ): the square-root law of Sia, Cho and Cho ("Efficient Monitoring Algorithm for Fast News
 * Alerts", TKDE 2007). It asks a wire with a story a minute every 85 seconds, one with a story an hour every 11
 * minutes, one with a story a day every 54 minutes and one that sleeps once a day. A request that finds nothing new costs
 * a little over a millionth of a dollar (`dateline cost`); to halve the waiting takes four times as many.
 *
 * λ is estimated over an hour and over three days, and the higher one counts: news comes in clusters, and a feed that
 * pauses at night should not have to be discovered again in the morning. Both fade by themselves, so a 304 or an
 * unchanged body, in which everything was seen before, makes the period longer without a word being written.
 *
 * Nothing may roll out of the feed unseen, however little it is worth: half of what a response holds must have been seen
 * before, at the pace of the last hour, and at the fastest one of the last days as well, down to `REMEMBERED_FLOOR`
 * (a feed that turns over in a single moment cannot be caught by asking, and is not asked every minute for ever).
 */
import type { Feed, IsoTime, Tempo } from '../shared/domain.ts';

/** Seconds of waiting, summed over the stories that wait, that one request may save. */
const WORTH = 60;
/** Seconds. */
const SHORTEST = 60;
const LONGEST = 86_400;
/** Seconds. */
const HEEDED = 3_600;
/** Share of a response that may be new. */
const SHARE = 0.5;
/** Seconds; how close a feed is watched for how fast it once went. */
const REMEMBERED_FLOOR = 300;
/** Seconds after which an observation counts for a third. */
const LATELY = 3_600;
const USUALLY = 3 * 86_400;
/** Stories a second; less is none. DynamoDB refuses numbers below 1e-130, which a rate is after two weeks of silence. */
const LEAST = 1e-12;

type Paced = Pick<Feed, 'tempo' | 'interval'>;

/** Seconds between two polls of a feed, as of now. */
export const feedPeriod = ({ tempo, interval }: Paced, now: IsoTime): number =>
  tempo ? periodOf(tempo, now) : interval;

/**
 * Seconds until a feed that has answered should be asked again. A publisher may ask us to come less often, but news must
 * not wait for it longer than `HEEDED`, nor may entries be dropped meanwhile.
 *
 * @param wish seconds, by its cache headers or the feed itself
 */
export function waitAfterAnswer(feed: Paced, wish: number, now: IsoTime): number {
  const heeded = Math.min(wish, HEEDED, feed.tempo ? forOverlap(faded(feed.tempo, now)) : HEEDED);
  return Math.max(feedPeriod(feed, now), heeded);
}

export function periodOf(tempo: Tempo, now: IsoTime): number {
  const current = faded(tempo, now);
  const forNews = Math.sqrt((2 * WORTH) / Math.max(current.lately, current.usually));
  return Math.min(LONGEST, Math.max(SHORTEST, Math.min(forNews, forOverlap(current))));
}

const forOverlap = ({ lately, fastest, window }: Tempo): number =>
  Math.min((SHARE * Math.max(1, window)) / lately, Math.max(REMEMBERED_FLOOR, SHARE / fastest));

/** What a response shows of a feed. */
export interface Heard {
  /** When it came. */
  readonly at: IsoTime;
  /** When the feed was last seen to hold nothing else: the poll before. */
  readonly since: IsoTime;
  readonly entries: number;
  /** Of these, how many the poll before did not hold. */
  readonly fresh: number;
}

/** The tempo after a response. */
export function hear(tempo: Tempo, { at, since, entries, fresh }: Heard): Tempo {
  const { lately, usually, fastest } = faded(tempo, at);
  const elapsed = Math.max(1, secondsBetween(since, at));
  return {
    at,
    window: entries,
    lately: kept(lately + fresh / LATELY),
    usually: kept(usually + fresh / USUALLY),
    // One story says nothing of how fast the next one follows.
    fastest: kept(fresh > 1 ? Math.max(fastest, fresh / entries / elapsed) : fastest),
  };
}

/**
 * The tempo of a feed that was never seen before, by the times that its entries give.
 *
 * @param interval seconds between polls where they give none
 */
export function firstTempo(published: readonly IsoTime[], entries: number, interval: number, at: IsoTime): Tempo {
  const ages = published.filter((time) => time <= at).map((time) => secondsBetween(time, at));
  const rate = (memory: number) => ages.reduce((sum, age) => sum + Math.exp(-age / memory), 0) / memory;
  const usually = ages.length > 0 ? rate(USUALLY) : (2 * WORTH) / interval ** 2;
  return { at, window: entries, lately: kept(rate(LATELY)), usually: kept(usually), fastest: 0 };
}

const kept = (rate: number): number => (rate < LEAST ? 0 : rate);

function faded(tempo: Tempo, now: IsoTime): Tempo {
  const elapsed = Math.max(0, secondsBetween(tempo.at, now));
  return {
    ...tempo,
    lately: tempo.lately * Math.exp(-elapsed / LATELY),
    usually: tempo.usually * Math.exp(-elapsed / USUALLY),
    fastest: tempo.fastest * Math.exp(-elapsed / USUALLY),
  };
}

const secondsBetween = (from: IsoTime, to: IsoTime): number => (Date.parse(to) - Date.parse(from)) / 1000;
