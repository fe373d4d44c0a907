import gazetteer from '../../data/built/gazetteer.json' with { type: 'json' };
import terms from '../../data/built/topics.json' with { type: 'json' };
import { createLexicon, type Lexicon } from './lexicon.ts';
import { isRegionRule, type RegionRule, TERM_WEIGHTS } from './rules.ts';
import { fold } from './words.ts';

/** What a phrase of the data stands for. */
export type Entry =
  | {
      readonly kind: 'region';
      readonly code: string;
      readonly rule: RegionRule;
      readonly language: string;
      /** Years of the stories that it counts in. */
      readonly from?: number;
      readonly to?: number;
    }
  /** Hides the places' names inside it. */
  | { readonly kind: 'namesake' }
  | { readonly kind: 'term'; readonly topic: string; readonly weight: number; readonly group?: number }
  /** Hides the topic's terms inside it. */
  | { readonly kind: 'not'; readonly topic: string }
  /** Lets the terms of a group count in its sentence. */
  | { readonly kind: 'near'; readonly group: number };

export interface Model {
  readonly lexicon: Lexicon<Entry>;
  readonly givenNamePlaces: ReadonlySet<string>;
  readonly givenNames: ReadonlySet<string>;
  readonly honorifics: ReadonlySet<string>;
  readonly afterPlaces: ReadonlySet<string>;
  readonly locatives: ReadonlySet<string>;
}

interface BuiltTerms {
  readonly strong?: string;
  readonly terms?: string;
  readonly weak?: string;
  readonly not?: string;
  readonly near?: readonly { readonly terms: string; readonly with: string }[];
}

function addPhrases(lexicon: Lexicon<Entry>, phrases: string | undefined, entry: Entry): void {
  if (phrases !== undefined) lexicon.add(phrases, entry);
}

/** `FR 1994-2009`: a region's code with the years that its phrases count in. */
function readYears(key: string): { code: string; from?: number; to?: number } {
  const [code = key, from, to] = key.split(/[ -]/);
  return { code, ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
}

function addRegions(lexicon: Lexicon<Entry>): void {
  const rules: Record<string, Record<string, Record<string, string>>> = gazetteer.phrases;
  for (const [rule, languages] of Object.entries(rules)) {
    if (!isRegionRule(rule)) throw new TypeError(`the gazetteer has a rule that the tagger lacks: ${rule}`);
    for (const [language, codes] of Object.entries(languages)) {
      for (const [key, phrases] of Object.entries(codes)) {
        addPhrases(lexicon, phrases, { kind: 'region', rule, language, ...readYears(key) });
      }
    }
  }
  addPhrases(lexicon, gazetteer.namesakes, { kind: 'namesake' });
}

function addTopics(lexicon: Lexicon<Entry>): void {
  let group = 0;
  const topics: Record<string, BuiltTerms> = terms;
  for (const [digits, lists] of Object.entries(topics)) {
    const topic = `medtop:${digits}`;
    for (const key of ['strong', 'terms', 'weak'] as const) {
      addPhrases(lexicon, lists[key], { kind: 'term', topic, weight: TERM_WEIGHTS[key] });
    }
    addPhrases(lexicon, lists.not, { kind: 'not', topic });
    for (const near of lists.near ?? []) {
      addPhrases(lexicon, near.terms, { kind: 'term', topic, weight: TERM_WEIGHTS.terms, group });
      addPhrases(lexicon, near.with, { kind: 'near', group });
      group++;
    }
  }
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split('|').map(fold));
}

function load(): Model {
  const lexicon = createLexicon<Entry>();
  addRegions(lexicon);
  addTopics(lexicon);
  const { context } = gazetteer;
  return {
    lexicon,
    givenNamePlaces: setOf(context.givenNamePlaces),
    givenNames: setOf(context.givenNames),
    honorifics: setOf(context.honorifics),
    afterPlaces: setOf(context.afterPlaces),
    locatives: setOf(context.locatives),
  };
}

let loaded: Model | undefined;

/** The data that ships, made ready at the first call. */
export function loadModel(): Model {
  loaded ??= load();
  return loaded;
}
