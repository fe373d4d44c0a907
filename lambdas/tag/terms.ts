import type { TopicEntry } from './model.ts';
import type { Hit, Reading } from './reading.ts';

type TermEntry = Extract<TopicEntry, { kind: 'term' }>;

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

/** A term that does not count: inside a phrase that means something else (`not`), or without a word of its group beside it (`near`). */
export interface SuppressedTerm extends TermHit {
  readonly by: 'not' | 'near';
  /** The phrase that means something else. */
  readonly cause?: TokenSpan;
}

export interface TokenSpan {
  readonly first: number;
  readonly last: number;
}

export interface Terms {
  readonly hits: readonly TermHit[];
  readonly suppressed: readonly SuppressedTerm[];
}

/** Topic → spans of the field in which its terms mean something else. */
function misleadingSpans(hits: readonly Hit<TopicEntry>[]): Map<string, TokenSpan[]> {
  const spans = new Map<string, TokenSpan[]>();
  for (const { entries, first, last } of hits) {
    for (const entry of entries) {
      if (entry.kind !== 'not') continue;
      const known = spans.get(entry.topic);
      if (known) known.push({ first, last });
      else spans.set(entry.topic, [{ first, last }]);
    }
  }
  return spans;
}

/** Group of words → the sentences that hold one of them. */
function sentencesByGroup({ topics, sentence }: Reading): Map<number, Set<number>> {
  const groups = new Map<number, Set<number>>();
  for (const { entries, first } of topics) {
    for (const entry of entries) {
      if (entry.kind !== 'near') continue;
      const sentences = groups.get(entry.group) ?? new Set();
      groups.set(entry.group, sentences.add(sentence[first] as number));
    }
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
export function findTerms(reading: Reading): Terms {
  const misleading = createOverlap(misleadingSpans(reading.topics));
  const groups = sentencesByGroup(reading);
  const longest = new Map<string, { hit: TermHit; index: number }>();
  const found: TermHit[] = [];
  const suppressed: SuppressedTerm[] = [];
  for (const { entries, first, last, phrase } of reading.topics) {
    for (const entry of entries) {
      if (entry.kind !== 'term') continue;
      const hit = hitOf(entry, reading, { first, last, phrase });
      const cause = misleading(entry.topic, first, last);
      if (cause) {
        suppressed.push({ ...hit, by: 'not', cause });
        continue;
      }
      if (entry.group !== undefined && !groups.get(entry.group)?.has(reading.sentence[first] as number)) {
        suppressed.push({ ...hit, by: 'near' });
        continue;
      }
      const before = longest.get(entry.topic);
      if (before === undefined || before.hit.last < first) {
        longest.set(entry.topic, { hit, index: found.push(hit) - 1 });
      } else if (before.hit.first === first && (last > before.hit.last || entry.weight > before.hit.weight)) {
        found[before.index] = hit;
        longest.set(entry.topic, { hit, index: before.index });
      }
    }
  }
  return { hits: found, suppressed };
}

function hitOf({ topic, weight, group }: TermEntry, reading: Reading, place: TokenSpan & { phrase: number }): TermHit {
  const { first, last, phrase } = place;
  return { topic, reading, first, last, phrase, weight, rule: group === undefined ? 'term' : 'near' };
}
