import { type Topic, topicOf } from './hierarchy.ts';
import type { Entry, PlaceEntry } from './model.ts';

/** A phrase as a term of a topic; `group` is that of the words of which one has to stand near. */
export interface Term {
  readonly topic: Topic;
  readonly weight: number;
  readonly group?: number;
}

/** What a phrase stands for in a story of one language, by kind. */
export interface Selected {
  readonly places: readonly PlaceEntry[];
  readonly terms: readonly Term[];
  /** Topics whose terms mean something else inside it. */
  readonly misleading: readonly Topic[];
  /** Groups of words that it is of. */
  readonly near: readonly number[];
}

/** Entries of regions are those of languages, listed as `de en es`, or `*` for all. */
function isRead({ language: list }: PlaceEntry, language: string): boolean {
  return list === '*' || list.split(' ').includes(language);
}

const NONE: readonly never[] = [];

/** Most phrases say things of one kind: they share one empty list for the others, which the processor has at hand. */
function sharing<T>(all: readonly T[]): readonly T[] {
  return all.length > 0 ? all : NONE;
}

function select(entries: readonly Entry[], language: string): Selected {
  const places = entries.filter(
    (entry): entry is PlaceEntry => (entry.kind === 'region' || entry.kind === 'namesake') && isRead(entry, language),
  );
  const terms: Term[] = [];
  const misleading: Topic[] = [];
  const near: number[] = [];
  for (const entry of entries) {
    if (entry.kind === 'term') terms.push({ ...entry, topic: topicOf(entry.topic) });
    else if (entry.kind === 'not') misleading.push(topicOf(entry.topic));
    else if (entry.kind === 'near') near.push(entry.group);
  }
  return { places: sharing(places), terms: sharing(terms), misleading: sharing(misleading), near: sharing(near) };
}

const byLanguage = new Map<string, (Selected | undefined)[]>();

/**
 * Selects what a list of entries says in a language, by the number that the lexicon has for it, one of so many. Each list
 * is looked through once.
 */
export function selectorFor(language: string, lists: number): (entries: readonly Entry[], list: number) => Selected {
  const known = byLanguage.get(language) ?? new Array<Selected | undefined>(lists).fill(undefined);
  byLanguage.set(language, known);
  return (entries, list) => {
    const selected = known[list] ?? select(entries, language);
    known[list] = selected;
    return selected;
  };
}
