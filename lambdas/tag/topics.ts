import { ancestorsOf } from './hierarchy.ts';
import { type Reading, type Zone, zoneOf } from './reading.ts';
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

/** What a story's terms say for a topic. */
export interface TopicStanding {
  readonly code: string;
  readonly points: number;
  /** Points at which it would be a tag. */
  readonly needed: number;
  /** Whether it is one by its own terms. */
  readonly stands: boolean;
  /** For a narrow topic: the widest one around it, where that is too weak for it to stand. */
  readonly within?: string;
}

/** What a term adds to its topic, the first time that it comes. */
export function pointsOf({ weight, reading, first }: TermHit): number {
  return weight * ZONE_FACTORS[zoneOf(reading, first)];
}

function topOf(topic: string): string {
  return ancestorsOf(topic).at(-1) ?? topic;
}

/** Names the words of a term, whatever stands between them. */
function wordsOf({ reading, first, last }: TermHit): number | string {
  const { word } = reading.tokens;
  return first === last ? (word[first] as number) : word.subarray(first, last + 1).join(' ');
}

/** What is known of a topic while the terms of a story are counted. */
interface Tally {
  readonly terms: Map<number | string, { best: number; count: number }>;
  /** The sentence that is being read, its terms and their weight. */
  reading: Reading | undefined;
  sentence: number;
  readonly inSentence: Set<number | string>;
  weight: number;
  /** One sentence is full of the topic: what it says may be an aside of the story, but is no passing word. */
  founded: boolean;
}

function newTally(): Tally {
  return { terms: new Map(), reading: undefined, sentence: -1, inSentence: new Set(), weight: 0, founded: false };
}

function addTerm(tally: Tally, words: number | string, points: number): void {
  const term = tally.terms.get(words);
  if (term === undefined) tally.terms.set(words, { best: points, count: 1 });
  else {
    term.best = Math.max(term.best, points);
    term.count++;
  }
}

function addToSentence(tally: Tally, words: number | string, { reading, first, weight }: TermHit): void {
  const sentence = reading.sentence[first] as number;
  if (tally.reading !== reading || tally.sentence !== sentence) {
    tally.reading = reading;
    tally.sentence = sentence;
    tally.inSentence.clear();
    tally.weight = 0;
  }
  if (tally.inSentence.has(words)) return;
  tally.inSentence.add(words);
  tally.weight += weight;
  if (tally.weight >= FOUNDING_WEIGHT) tally.founded = true;
}

/**
 * A term speaks for its topic and, in part, for the widest one around it: hints that are each too weak may carry that
 * together. It counts once, where it says most, and a little for each time that it comes again.
 */
function tallyTerms(hits: readonly TermHit[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (topic: string): Tally => {
    const tally = tallies.get(topic) ?? newTally();
    tallies.set(topic, tally);
    return tally;
  };
  for (const hit of hits) {
    const words = wordsOf(hit);
    const points = pointsOf(hit);
    const tally = tallyOf(hit.topic);
    addTerm(tally, words, points);
    addToSentence(tally, words, hit);
    const top = topOf(hit.topic);
    if (top !== hit.topic) addTerm(tallyOf(top), words, points * UPWARD);
  }
  return tallies;
}

function pointsIn({ terms }: Tally): number {
  let points = 0;
  for (const { best, count } of terms.values()) points += best * (1 + REPEAT * Math.min(count - 1, MOST_REPEATS));
  return points;
}

/**
 * Weighs the topics that the terms of a story name. A narrow topic needs a share of the strongest narrow one's points, and
 * the widest topic around it a share of the strongest widest one's; a topic that is founded on a sentence full of its
 * own terms stands without either. `length` is the number of the story's words.
 */
export function weighTopics(hits: readonly TermHit[], length: number): TopicStanding[] {
  const tallies = tallyTerms(hits);
  const points = new Map<string, number>();
  let [widest, narrowest] = [0, 0];
  for (const [topic, tally] of tallies) {
    const value = pointsIn(tally);
    points.set(topic, value);
    if (topOf(topic) === topic) widest = Math.max(widest, value);
    else narrowest = Math.max(narrowest, value);
  }
  const needed = NEEDED + NEEDED_PER_DOUBLING * Math.max(0, Math.log2(length / SHORT_TEXT));
  const widestNeeded = Math.max(needed, widest * LEAST_SHARE_WIDEST);
  const narrowNeeded = Math.max(needed, narrowest * LEAST_SHARE_NARROW);
  return [...points].map(([code, value]): TopicStanding => {
    const top = topOf(code);
    if (top === code) return { code, points: value, needed: widestNeeded, stands: value >= widestNeeded };
    const founded = tallies.get(code)?.founded === true && value >= FOUNDED_NEEDED;
    const inWide = (points.get(top) ?? 0) >= widestNeeded;
    return {
      ...{ code, points: value, needed: narrowNeeded, stands: founded || (inWide && value >= narrowNeeded) },
      ...(!inWide && !founded && { within: top }),
    };
  });
}
