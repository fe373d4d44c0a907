import type { Topic } from './hierarchy.ts';
import type { Zone } from './reading.ts';
import type { TermHit } from './terms.ts';

const ZONE_FACTORS: Readonly<Record<Zone, number>> = { title: 2.5, dateline: 0, lead: 1.3, body: 0.6 };
/** What a term adds when it comes again. */
const REPEAT = 0.1;
const MOST_REPEATS = 5;
/** What a term's points are worth to the widest topic around its own. */
const UPWARD = 0.65;
/**
 * Points that a topic needs in a text of up to 40 words, and how many more each time that the text is twice as long: the
 * strongest of the 17 widest topics, each further one of them (never less than the first), and the narrow ones.
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
export function pointsOf({ weight, zone }: TermHit): number {
  return weight * ZONE_FACTORS[zone];
}

/** A term as it speaks for one topic: its points where it says most, and how often it comes. */
interface Tally {
  readonly topic: Topic;
  best: number;
  count: number;
}

/** There are fewer topics: a phrase and a topic make one number. */
const MOST_TOPICS = 1 << 12;

function addTerm(tallies: Map<number, Tally>, topic: Topic, phrase: number, points: number): void {
  const key = phrase * MOST_TOPICS + topic.number;
  const tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, { topic, best: points, count: 1 });
  else {
    if (points > tally.best) tally.best = points;
    tally.count++;
  }
}

/** What the terms of a topic add up to. */
interface Sum {
  readonly topic: Topic;
  points: number;
  /** How many different ones they are. */
  terms: number;
}

/**
 * Number of a topic → sum. A term speaks for its topic and, in part, for the widest one around it: hints that are each too
 * weak may carry that together. It counts once, where it says most, and a little for each time that it comes again.
 */
function sumsByTopic(hits: readonly TermHit[]): Map<number, Sum> {
  const tallies = new Map<number, Tally>();
  for (const hit of hits) {
    const { topic, phrase } = hit;
    const points = pointsOf(hit);
    addTerm(tallies, topic, phrase, points);
    if (topic.top) addTerm(tallies, topic.top, phrase, points * UPWARD);
  }
  const sums = new Map<number, Sum>();
  for (const { topic, best, count } of tallies.values()) {
    const points = best * (1 + REPEAT * Math.min(count - 1, MOST_REPEATS));
    const sum = sums.get(topic.number);
    if (sum === undefined) sums.set(topic.number, { topic, points, terms: 1 });
    else {
      sum.points += points;
      sum.terms++;
    }
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

/** Whether the terms of a topic in one sentence found it. */
function isFounding(terms: readonly TermHit[]): boolean {
  if (terms.length < FOUNDING_TERMS) return false;
  const weights = new Map(terms.map(({ phrase, weight }) => [phrase, weight]));
  const weight = [...weights.values()].reduce((sum, one) => sum + one, 0);
  return weights.size >= FOUNDING_TERMS && weight >= FOUNDING_WEIGHT;
}

/** The narrow topics that one sentence is full of: what it says may be an aside of the story, but is no passing word. */
function foundedTopics(hits: readonly TermHit[], sums: Iterable<Sum>): Set<Topic> {
  const byTopic = new Map<Topic, TermHit[]>();
  for (const { topic, terms } of sums) if (topic.top && terms >= FOUNDING_TERMS) byTopic.set(topic, []);
  if (byTopic.size > 0) for (const hit of hits) byTopic.get(hit.topic)?.push(hit);
  const founded = new Set<Topic>();
  for (const [topic, terms] of byTopic) {
    for (const sentence of bySentence(terms)) if (isFounding(sentence)) founded.add(topic);
  }
  return founded;
}

/**
 * Weighs the topics that the terms of a story name: the strongest of the 17 widest topics against little, each further
 * one and each narrow one against the length of the text and against the strongest ones. A narrow topic stands only
 * within a widest one that stands, unless one sentence is full of it. `length` is the number of the story's words.
 */
export function weighTopics(hits: readonly TermHit[], length: number): TopicStanding[] {
  const sums = sumsByTopic(hits);
  const founded = foundedTopics(hits, sums.values());
  let [first, all, firstNarrow] = [0, 0, 0];
  for (const { topic, points } of sums.values()) {
    if (topic.top) firstNarrow = Math.max(firstNarrow, points);
    else {
      first = Math.max(first, points);
      all += points;
    }
  }
  const doublings = Math.max(0, Math.log2(length / SHORT_TEXT));
  const byLength = ([short, more]: readonly [number, number]) => short + more * doublings;
  const firstNeeded = byLength(NEEDED.first);
  const furtherNeeded = Math.max(firstNeeded, byLength(NEEDED.further), first * SHARE_OF_FIRST, all * SHARE_OF_ALL);
  const narrowNeeded = Math.max(byLength(NEEDED.narrow), firstNarrow * SHARE_OF_NARROW);
  const widestNeeded = (points: number) => (points === first ? firstNeeded : furtherNeeded);
  return Array.from(sums.values(), ({ topic, points }): TopicStanding => {
    const { code, top } = topic;
    if (!top) return { code, points, needed: widestNeeded(points), stands: points >= widestNeeded(points) };
    const around = sums.get(top.number)?.points ?? 0;
    const inStanding = around >= widestNeeded(around);
    const stands = founded.has(topic) || (inStanding && points >= narrowNeeded);
    if (stands || inStanding) return { code, points, needed: narrowNeeded, stands };
    return { code, points, needed: narrowNeeded, stands, within: top.code };
  });
}
