import { topOf } from './hierarchy.ts';
import { type Zone, zoneOf } from './reading.ts';
import type { TermHit } from './terms.ts';

const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2.5, dateline: 0, lead: 1.3, body: 0.6 };
/** What a term adds when it comes again. */
const REPEAT = 0.1;
const MOST_REPEATS = 5;
/** What a term's points are worth to the widest topic around its own. */
const UPWARD = 0.65;
/**
 * Points that a topic needs in a text of up to 40 words, and how many more each time that the text is twice as long: the
 * strongest of the 17 widest topics, each further one of them, and the narrow ones.
 */
const NEEDED = { first: [0.8, 0.15], further: [0.25, 0.55], narrow: [0.9, 0.35] } as const;
const SHORT_TEXT = 40;
/** Least part of the strongest widest topic's points that a further one needs, of the points of all widest ones, and of the strongest narrow topic's. */
const SHARE_OF_FIRST = 0.5;
const SHARE_OF_ALL = 0.23;
const SHARE_OF_NARROW = 0.25;
/** So many terms of a topic in one sentence, of so much weight together, found it. */
const FOUNDING_TERMS = 4;
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

/** Topic → term → its points where it says most, and how often it comes. */
type Tallies = Map<string, Map<number, { best: number; count: number }>>;

function addTerm(tallies: Tallies, topic: string, phrase: number, points: number): void {
  const terms = tallies.get(topic) ?? new Map<number, { best: number; count: number }>();
  if (terms.size === 0) tallies.set(topic, terms);
  const term = terms.get(phrase);
  if (term === undefined) terms.set(phrase, { best: points, count: 1 });
  else {
    term.best = Math.max(term.best, points);
    term.count++;
  }
}

/**
 * Topic → points. A term speaks for its topic and, in part, for the widest one around it: hints that are each too weak may
 * carry that together. It counts once, where it says most, and a little for each time that it comes again.
 */
function pointsByTopic(hits: readonly TermHit[]): Map<string, number> {
  const tallies: Tallies = new Map();
  for (const hit of hits) {
    const { topic, phrase } = hit;
    const points = pointsOf(hit);
    addTerm(tallies, topic, phrase, points);
    const top = topOf(topic);
    if (top !== topic) addTerm(tallies, top, phrase, points * UPWARD);
  }
  const sums = new Map<string, number>();
  for (const [topic, terms] of tallies) {
    let sum = 0;
    for (const { best, count } of terms.values()) sum += best * (1 + REPEAT * Math.min(count - 1, MOST_REPEATS));
    sums.set(topic, sum);
  }
  return sums;
}

/** Sentence by sentence, the terms in it. */
function* bySentence(hits: readonly TermHit[]): Generator<readonly TermHit[]> {
  let sentence: TermHit[] = [];
  for (const hit of hits) {
    const [before] = sentence;
    if (before && (before.reading !== hit.reading || sentenceOf(before) !== sentenceOf(hit))) {
      yield sentence;
      sentence = [];
    }
    sentence.push(hit);
  }
  if (sentence.length > 0) yield sentence;
}

function sentenceOf({ reading, first }: TermHit): number {
  return reading.sentence[first] as number;
}

/** Topics that one sentence is full of: what it says may be an aside of the story, but is no passing word. */
function foundedTopics(hits: readonly TermHit[]): Set<string> {
  const founded = new Set<string>();
  for (const sentence of bySentence(hits)) {
    if (sentence.length < FOUNDING_TERMS) continue;
    const weights = new Map<string, Map<number, number>>();
    for (const { topic, phrase, weight } of sentence) {
      const phrases = weights.get(topic) ?? new Map<number, number>();
      weights.set(topic, phrases.set(phrase, weight));
    }
    for (const [topic, phrases] of weights) {
      if (phrases.size < FOUNDING_TERMS) continue;
      const weight = [...phrases.values()].reduce((sum, one) => sum + one, 0);
      if (weight >= FOUNDING_WEIGHT) founded.add(topic);
    }
  }
  return founded;
}

/**
 * Weighs the topics that the terms of a story name: the strongest of the 17 widest topics against little, each further
 * one and each narrow one against the length of the text and against the strongest ones. A narrow topic stands only
 * within a widest one that stands, unless one sentence is full of it. `length` is the number of the story's words.
 */
export function weighTopics(hits: readonly TermHit[], length: number): TopicStanding[] {
  const points = pointsByTopic(hits);
  const founded = foundedTopics(hits);
  const isWidest = (topic: string) => topOf(topic) === topic;
  let [first, all, firstNarrow] = [0, 0, 0];
  for (const [topic, value] of points) {
    if (isWidest(topic)) {
      first = Math.max(first, value);
      all += value;
    } else firstNarrow = Math.max(firstNarrow, value);
  }
  const doublings = Math.max(0, Math.log2(length / SHORT_TEXT));
  const byLength = ([short, more]: readonly [number, number]) => short + more * doublings;
  const furtherNeeded = Math.max(byLength(NEEDED.further), first * SHARE_OF_FIRST, all * SHARE_OF_ALL);
  const narrowNeeded = Math.max(byLength(NEEDED.narrow), firstNarrow * SHARE_OF_NARROW);
  const widestNeeded = (value: number) => (value === first ? byLength(NEEDED.first) : furtherNeeded);
  return [...points].map(([code, value]): TopicStanding => {
    const top = topOf(code);
    if (top === code) return { code, points: value, needed: widestNeeded(value), stands: value >= widestNeeded(value) };
    const around = points.get(top) ?? 0;
    const inStanding = around >= widestNeeded(around);
    const stands = founded.has(code) || (inStanding && value >= narrowNeeded);
    return { code, points: value, needed: narrowNeeded, stands, ...(!stands && !inStanding && { within: top }) };
  });
}
