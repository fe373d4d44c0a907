import type { Topic } from './hierarchy.ts';
import { type Hit, type Reading, type Zone, zoneOf } from './reading.ts';
import type { Term } from './selection.ts';

/** A term of a topic in the text. */
export interface TermHit {
  readonly topic: Topic;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  /** One number for the same words. */
  readonly phrase: number;
  readonly weight: number;
  readonly zone: Zone;
  /** `term`, or `near` where another word of the sentence had to speak for it. */
  readonly rule: 'term' | 'near';
}

/** Why a term does not count: it is in a phrase that means something else, or no word of its group is in the sentence. */
export type TermSuppression = 'not' | 'near';

export interface TokenSpan {
  readonly first: number;
  readonly last: number;
}

/** Told of a term that does not count; `cause` is the phrase that means something else. */
export type LeaveOutTerm = (hit: TermHit, by: TermSuppression, cause?: TokenSpan) => void;

/** Number of a topic → spans of the field in which its terms mean something else. */
function misleadingSpans(hits: readonly Hit[]): Map<number, TokenSpan[]> {
  const spans = new Map<number, TokenSpan[]>();
  for (const hit of hits) {
    for (const { number } of hit.said.misleading) {
      const known = spans.get(number);
      if (known) known.push(hit);
      else spans.set(number, [hit]);
    }
  }
  return spans;
}

/** Says whether a word of a group is in a sentence; asked for sentences in the order of the text, it reads each once. */
function createNear({ near, sentence }: Reading): (group: number, sentence: number) => boolean {
  /** Group → the last sentence so far that holds one of its words. */
  const latest = new Map<number, number>();
  let at = 0;
  return (group, asked) => {
    for (; at < near.length; at++) {
      const { said, first } = near[at] as Hit;
      const found = sentence[first] as number;
      if (found > asked) break;
      if (found === asked) for (const one of said.near) latest.set(one, found);
    }
    return latest.get(group) === asked;
  };
}

/** Finds the span that overlaps with a term; the terms come sorted by start, as the spans are. */
function createOverlap(byTopic: ReadonlyMap<number, readonly TokenSpan[]>) {
  const position = new Map<number, number>();
  return ({ number }: Topic, first: number, last: number): TokenSpan | undefined => {
    const spans = byTopic.size > 0 ? byTopic.get(number) : undefined;
    if (!spans) return undefined;
    let at = position.get(number) ?? 0;
    while (at < spans.length && (spans[at] as TokenSpan).last < first) at++;
    position.set(number, at);
    const span = spans[at];
    return span !== undefined && span.first <= last ? span : undefined;
  };
}

/**
 * Number of a topic → where its last term stands among those found. Never emptied: what another field has left in it
 * points to no term, or to one of another topic.
 */
const latest: number[] = [];

/** The terms of topics in a field, the longest of each topic from left to right. */
export function findTerms(reading: Reading, leaveOut: LeaveOutTerm): TermHit[] {
  const misleading = createOverlap(misleadingSpans(reading.misleading));
  const isNear = createNear(reading);
  const found: TermHit[] = [];
  for (const hit of reading.terms) {
    const zone = zoneOf(reading, hit.first);
    for (const term of hit.said.terms) {
      const { topic, weight, group } = term;
      const cause = misleading(topic, hit.first, hit.last);
      if (cause) {
        leaveOut(termHit(term, reading, hit, zone), 'not', cause);
        continue;
      }
      if (group !== undefined && !isNear(group, reading.sentence[hit.first] as number)) {
        leaveOut(termHit(term, reading, hit, zone), 'near');
        continue;
      }
      const index = latest[topic.number] ?? 0;
      const before = found[index];
      if (before?.topic !== topic || before.last < hit.first) {
        latest[topic.number] = found.push(termHit(term, reading, hit, zone)) - 1;
      } else if (before.first === hit.first && (hit.last > before.last || weight > before.weight)) {
        found[index] = termHit(term, reading, hit, zone);
      }
    }
  }
  return found;
}

function termHit({ topic, weight, group }: Term, reading: Reading, hit: Hit, zone: Zone): TermHit {
  const { first, last, phrase } = hit;
  return { topic, reading, first, last, phrase, weight, zone, rule: group === undefined ? 'term' : 'near' };
}
