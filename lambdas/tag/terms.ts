import type { Entry } from './model.ts';
import type { Hit, Reading } from './reading.ts';

type TermEntry = Extract<Entry, { kind: 'term' }>;

/** A term of a topic in the text. */
export interface TermHit {
  readonly topic: string;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly weight: number;
  /** `term`, or `near` where another word of the sentence had to speak for it. */
  readonly rule: 'term' | 'near';
}

interface Blocked {
  readonly first: number;
  readonly last: number;
}

/** Topic → spans of the field in which its terms mean something else. */
function blockedSpans(hits: readonly Hit[]): Map<string, Blocked[]> {
  const blocked = new Map<string, Blocked[]>();
  for (const { entries, first, last } of hits) {
    for (const entry of entries) {
      if (entry.kind !== 'not') continue;
      const spans = blocked.get(entry.topic) ?? [];
      spans.push({ first, last });
      blocked.set(entry.topic, spans);
    }
  }
  return blocked;
}

/** Sentence and group of words, as one key. */
function nearKeys({ hits, sentence }: Reading): Set<string> {
  const keys = new Set<string>();
  for (const { entries, first } of hits) {
    for (const entry of entries) if (entry.kind === 'near') keys.add(`${sentence[first]} ${entry.group}`);
  }
  return keys;
}

/** Walks spans that are sorted by start, as the tokens go on. */
function createBlocker(blocked: ReadonlyMap<string, readonly Blocked[]>) {
  const position = new Map<string, number>();
  return (topic: string, first: number, last: number): boolean => {
    const spans = blocked.get(topic);
    if (!spans) return false;
    let at = position.get(topic) ?? 0;
    while (at < spans.length && (spans[at] as Blocked).last < first) at++;
    position.set(topic, at);
    const span = spans[at];
    return span !== undefined && span.first <= last && span.last >= first;
  };
}

/** The terms of topics in a field, the longest of each topic from left to right. */
export function findTerms(reading: Reading): TermHit[] {
  const isBlocked = createBlocker(blockedSpans(reading.hits));
  const near = nearKeys(reading);
  const longest = new Map<string, TermHit>();
  const found: TermHit[] = [];
  for (const { entries, first, last } of reading.hits) {
    for (const entry of entries) {
      if (entry.kind !== 'term' || isBlocked(entry.topic, first, last)) continue;
      if (entry.group !== undefined && !near.has(`${reading.sentence[first]} ${entry.group}`)) continue;
      const before = longest.get(entry.topic);
      const hit = toHit(entry, reading, first, last);
      if (before && before.last >= first) {
        const better = before.first === first && (last > before.last || entry.weight > before.weight);
        if (!better) continue;
        found[found.lastIndexOf(before)] = hit;
      } else {
        found.push(hit);
      }
      longest.set(entry.topic, hit);
    }
  }
  return found;
}

function toHit(entry: TermEntry, reading: Reading, first: number, last: number): TermHit {
  const { topic, weight, group } = entry;
  return { topic, reading, first, last, weight, rule: group === undefined ? 'term' : 'near' };
}
