import type { TermEntry } from './model.ts';
import type { Hit, Reading } from './reading.ts';

/** A term of a topic in the text. */
export interface TermHit {
  readonly topic: string;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  /** One number for the same words. */
  readonly phrase: number;
  readonly weight: number;
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

/** Topic → spans of the field in which its terms mean something else. */
function misleadingSpans(hits: readonly Hit[]): Map<string, TokenSpan[]> {
  const spans = new Map<string, TokenSpan[]>();
  for (const hit of hits) {
    for (const { topic } of hit.said.misleading) {
      const known = spans.get(topic);
      if (known) known.push(hit);
      else spans.set(topic, [hit]);
    }
  }
  return spans;
}

/** Group of words → the sentences that hold one of them, for the groups that a term of the field asks for. */
function sentencesByGroup({ terms, near, sentence }: Reading): Map<number, Set<number>> {
  const groups = new Map<number, Set<number>>();
  for (const { said } of terms) {
    for (const { group } of said.terms) if (group !== undefined && !groups.has(group)) groups.set(group, new Set());
  }
  if (groups.size === 0) return groups;
  for (const { said, first } of near) {
    for (const { group } of said.near) groups.get(group)?.add(sentence[first] as number);
  }
  return groups;
}

/** Finds the span that overlaps with a term; the terms come sorted by start, as the spans are. */
function createOverlap(byTopic: ReadonlyMap<string, readonly TokenSpan[]>) {
  const position = new Map<string, number>();
  return (topic: string, first: number, last: number): TokenSpan | undefined => {
    const spans = byTopic.get(topic);
    if (!spans) return undefined;
    let at = position.get(topic) ?? 0;
    while (at < spans.length && (spans[at] as TokenSpan).last < first) at++;
    position.set(topic, at);
    const span = spans[at];
    return span !== undefined && span.first <= last ? span : undefined;
  };
}

/** The terms of topics in a field, the longest of each topic from left to right. */
export function findTerms(reading: Reading, leaveOut: LeaveOutTerm): TermHit[] {
  const misleading = createOverlap(misleadingSpans(reading.misleading));
  const groups = sentencesByGroup(reading);
  /** Topic → where its last term stands in `found`. */
  const latest = new Map<string, number>();
  const found: TermHit[] = [];
  for (const hit of reading.terms) {
    for (const entry of hit.said.terms) {
      const { topic, weight, group } = entry;
      const cause = misleading(topic, hit.first, hit.last);
      if (cause) {
        leaveOut(termOf(entry, reading, hit), 'not', cause);
        continue;
      }
      if (group !== undefined && !groups.get(group)?.has(reading.sentence[hit.first] as number)) {
        leaveOut(termOf(entry, reading, hit), 'near');
        continue;
      }
      const index = latest.get(topic);
      const before = index === undefined ? undefined : found[index];
      if (index === undefined || before === undefined || before.last < hit.first) {
        latest.set(topic, found.push(termOf(entry, reading, hit)) - 1);
      } else if (before.first === hit.first && (hit.last > before.last || weight > before.weight)) {
        found[index] = termOf(entry, reading, hit);
      }
    }
  }
  return found;
}

function termOf({ topic, weight, group }: TermEntry, reading: Reading, hit: Hit): TermHit {
  const { first, last, phrase } = hit;
  return { topic, reading, first, last, phrase, weight, rule: group === undefined ? 'term' : 'near' };
}
