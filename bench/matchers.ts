import type { Story } from '../lambdas/shared/domain.ts';
import type { BuiltLexicon, Lexicon } from '../lambdas/tag/lexicon.ts';

/** Reads a story and counts what it finds in it. */
export type Matcher = (story: Story) => number;

/** What to look for, in small letters. */
export interface Phrases {
  readonly phrases: readonly string[];
  /** The same, compiled. */
  readonly lexicon: BuiltLexicon;
}

/** Makes a matcher ready; modules and data are read here, and so are timed. */
export type Loader = (phrases: Phrases) => Promise<Matcher>;

const fieldsOf = ({ title, summary, content }: Story) => [title, summary, content].filter((text) => text !== '');

function perField(count: (text: string) => number): Matcher {
  return (story) => fieldsOf(story).reduce((sum, text) => sum + count(text), 0);
}

/** As deployed: languages, people, roles, scores and evidence, not phrases alone. */
async function loadTagger(): Promise<Matcher> {
  const { tag } = await import('../lambdas/tag/tag.ts');
  return (story) => {
    const { regions, topics } = tag(story);
    return regions.length + topics.length;
  };
}

function matcherOf(lexicon: Lexicon<unknown>): Matcher {
  return perField((text) => {
    let found = 0;
    lexicon.scan(lexicon.tokenize(text), () => {
      found++;
    });
    return found;
  });
}

/** The tagger's automaton by itself, with the data that ships. */
async function loadShipped(): Promise<Matcher> {
  const { loadModel } = await import('../lambdas/tag/model.ts');
  return matcherOf(loadModel().lexicon);
}

/** The same automaton with the peers' phrases, so that what is found may be counted against them. */
async function loadAutomaton({ lexicon }: Phrases): Promise<Matcher> {
  const { loadLexicon } = await import('../lambdas/tag/lexicon.ts');
  return matcherOf(loadLexicon(lexicon));
}

const LETTER = /[\p{L}\p{N}]/u;

/** Of those on npm the fastest on this gazetteer, by twice; it knows neither case nor words. */
async function loadAhoCorasick({ phrases }: Phrases): Promise<Matcher> {
  const { AhoCorasick } = await import('@monyone/aho-corasick/fast');
  const automaton = new AhoCorasick([...phrases]);
  const letters = Uint8Array.from({ length: 0x10000 }, (_, code) => Number(LETTER.test(String.fromCharCode(code))));
  const isLetter = (text: string, at: number) => letters[text.charCodeAt(at)] === 1;
  return perField((text) => {
    const small = text.toLowerCase();
    let found = 0;
    for (const { begin, end } of automaton.matchInText(small)) {
      if (!isLetter(small, begin - 1) && !isLetter(small, end)) found++;
    }
    return found;
  });
}

/** One alternation, the longest first; it finds no phrase inside another. */
async function loadRegExp({ phrases }: Phrases): Promise<Matcher> {
  const longest = [...phrases].sort((a, b) => b.length - a.length);
  const escaped = longest.map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return perField((text) => text.toLowerCase().match(expression)?.length ?? 0);
}

/** What a process takes before there is a matcher in it. */
export const NOTHING = 'nothing but Node and the phrases';

export const MATCHERS = {
  [NOTHING]: async () => () => 0,
  'dateline, whole tagger': loadTagger,
  'dateline, automaton, data as shipped': loadShipped,
  'dateline, automaton, phrases alone': loadAutomaton,
  '@monyone/aho-corasick/fast': loadAhoCorasick,
  'one RegExp': loadRegExp,
} as const satisfies Record<string, Loader>;

export type MatcherName = keyof typeof MATCHERS;
