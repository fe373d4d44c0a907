import type { TopicTag } from '../shared/domain.ts';
import { ancestorsOf } from './hierarchy.ts';
import { type Zone, zoneOf } from './reading.ts';
import type { TermHit } from './terms.ts';

const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2, dateline: 0, lead: 1.2, body: 0.6 };
/** What a term adds when it comes again. */
const REPEAT = 0.25;
const MOST_REPEATS = 4;
/** What a term's points are worth to the widest topic around its own. */
const UPWARD = 0.8;
/** Points that a topic needs, more in a long text, and its least part of the first topic's: among the 17 widest, and among the rest. */
const NEEDED = 0.8;
const NEEDED_PER_DOUBLING = 0.2;
const SHORT_TEXT = 40;
const LEAST_SHARE_WIDEST = 0.55;
const LEAST_SHARE_NARROW = 0.3;
const FOUNDED_NEEDED = 1.19;
const FOUNDING_WEIGHT = 2;

/** What a term adds to its topic, the first time that it comes. */
export function pointsOf({ weight, reading, first }: TermHit): number {
  return weight * ZONE_FACTORS[zoneOf(reading, first)];
}

function wordsOf({ reading, first, last }: TermHit): string {
  return reading.tokens.word.subarray(first, last + 1).join(' ');
}

function topOf(topic: string): string {
  return ancestorsOf(topic).at(-1) ?? topic;
}

/**
 * Topic → points. A term speaks for its topic and, in part, for the widest one around it: hints that are each too weak may
 * carry that together. It counts once, where it says most, and a little for each time that it comes again.
 */
function pointsByTopic(hits: readonly TermHit[]): Map<string, number> {
  const terms = new Map<string, { topic: string; best: number; count: number }>();
  for (const hit of hits) {
    const words = wordsOf(hit);
    for (const topic of new Set([hit.topic, topOf(hit.topic)])) {
      const key = `${topic} ${words}`;
      const term = terms.get(key) ?? { topic, best: 0, count: 0 };
      term.best = Math.max(term.best, pointsOf(hit) * (topic === hit.topic ? 1 : UPWARD));
      term.count++;
      terms.set(key, term);
    }
  }
  const points = new Map<string, number>();
  for (const { topic, best, count } of terms.values()) {
    const repeats = Math.min(count - 1, MOST_REPEATS);
    points.set(topic, (points.get(topic) ?? 0) + best * (1 + REPEAT * repeats));
  }
  return points;
}

function highest(points: ReadonlyMap<string, number>, matches: (topic: string) => boolean): number {
  let top = 0;
  for (const [topic, value] of points) if (matches(topic)) top = Math.max(top, value);
  return top;
}

/** Topics that one sentence is full of: what it says may be an aside of the story, but not a passing word. */
function wellFounded(hits: readonly TermHit[]): Set<string> {
  const sums = new Map<string, number>();
  const counted = new Set<string>();
  const founded = new Set<string>();
  for (const hit of hits) {
    const { topic, reading, first, weight } = hit;
    const sentence = `${topic} ${reading.field} ${reading.sentence[first]}`;
    const key = `${sentence} ${wordsOf(hit)}`;
    if (counted.has(key)) continue;
    counted.add(key);
    const sum = (sums.get(sentence) ?? 0) + weight;
    sums.set(sentence, sum);
    if (sum >= FOUNDING_WEIGHT) founded.add(topic);
  }
  return founded;
}

/**
 * The topics that the terms of a story carry; a score of 0.5 is just enough. A narrow topic needs a share of the strongest
 * narrow one's points, and the widest topic around it a share of the strongest widest one's; a topic that is founded on
 * a sentence full of its own terms stands without either. `length` is the number of the story's words.
 */
export function scoreTopics(hits: readonly TermHit[], length: number): TopicTag[] {
  const points = pointsByTopic(hits);
  const founded = wellFounded(hits);
  const needed = NEEDED + NEEDED_PER_DOUBLING * Math.max(0, Math.log2(length / SHORT_TEXT));
  const isWidest = (topic: string) => topOf(topic) === topic;
  const widestNeeded = Math.max(needed, highest(points, isWidest) * LEAST_SHARE_WIDEST);
  const narrowShare = highest(points, (topic) => !isWidest(topic)) * LEAST_SHARE_NARROW;
  return [...points]
    .filter(([topic, value]) => {
      const inWide = (points.get(topOf(topic)) ?? 0) >= widestNeeded;
      if (isWidest(topic)) return inWide;
      return (inWide && value >= Math.max(needed, narrowShare)) || (founded.has(topic) && value >= FOUNDED_NEEDED);
    })
    .map(([code, value]) => ({ code, score: value / (value + needed) }));
}
