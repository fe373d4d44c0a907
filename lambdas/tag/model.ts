import context from '../../data/built/context.json' with { type: 'json' };
import lexicon from '../../data/built/lexicon.json' with { type: 'json' };
import { fold } from './characters.ts';
import { type Lexicon, loadLexicon } from './lexicon.ts';
import type { RegionRule } from './rules.ts';
import { encodeWords, loadWords, type Words } from './words.ts';

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
  | { readonly kind: 'namesake'; readonly language: string }
  | { readonly kind: 'term'; readonly topic: string; readonly weight: number; readonly group?: number }
  /** Hides the topic's terms inside it. */
  | { readonly kind: 'not'; readonly topic: string }
  /** Lets the terms of a group count in its sentence. */
  | { readonly kind: 'near'; readonly group: number };

export type RegionEntry = Extract<Entry, { kind: 'region' }>;
export type PlaceEntry = Extract<Entry, { kind: 'region' | 'namesake' }>;

export interface Model {
  readonly lexicon: Lexicon<Entry>;
  /** Languages that it has phrases in. */
  readonly languages: ReadonlySet<string>;
  readonly givenNamePlaces: Words;
  readonly givenNames: Words;
  readonly honorifics: Words;
  readonly afterPlaces: Words;
  readonly currencyUnits: Words;
  readonly agreements: Words;
  readonly companyForms: Words;
  readonly prefixes: Words;
  readonly speaking: Words;
  readonly languageWords: Words;
  readonly wordsInCapitals: Words;
  readonly locatives: Words;
}

/** Found as the words of the lexicon are, without copying any from the text. */
function setOf(words: string): Words {
  return loadWords(encodeWords([...new Set(words.split('|').map(fold))].sort()));
}

function load(): Model {
  return {
    lexicon: loadLexicon<Entry>(lexicon),
    languages: new Set(context.languages.split('|')),
    givenNamePlaces: setOf(context.givenNamePlaces),
    givenNames: setOf(context.givenNames),
    honorifics: setOf(context.honorifics),
    afterPlaces: setOf(context.afterPlaces),
    currencyUnits: setOf(context.currencyUnits),
    agreements: setOf(context.agreements),
    companyForms: setOf(context.companyForms),
    prefixes: setOf(context.prefixes),
    speaking: setOf(context.speaking),
    languageWords: setOf(context.languageWords),
    wordsInCapitals: setOf(context.wordsInCapitals),
    locatives: setOf(context.locatives),
  };
}

let loaded: Model | undefined;

/** The data that ships, made ready at the first call. */
export function loadModel(): Model {
  loaded ??= load();
  return loaded;
}
