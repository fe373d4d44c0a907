import { compile } from '../data/build/compile.ts';
import type { Story } from '../lambdas/shared/domain.ts';

/** Reads a story and counts what it finds in it. */
export type Matcher = (story: Story) => number;

/** Makes a matcher ready to look for phrases, which are in small letters; modules and data are read here, and so are timed. */
export type Loader = (phrases: readonly string[]) => Promise<Matcher>;

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

/** The tagger's automaton by itself, with the data that ships. */
async function loadShipped(): Promise<Matcher> {
  const { loadModel } = await import('../lambdas/tag/model.ts');
  const { lexicon } = loadModel();
  return perField((text) => {
    let found = 0;
    lexicon.scan(lexicon.tokenize(text), () => {
      found++;
    });
    return found;
  });
}

/** The same automaton with the peers' phrases, so that what is found may be counted against them. */
async function loadAutomaton(phrases: readonly string[]): Promise<Matcher> {
  const { loadLexicon } = await import('../lambdas/tag/lexicon.ts');
  const lexicon = loadLexicon(compile([[phrases.join('|'), { kind: 'phrase' }]]));
  return perField((text) => {
    let found = 0;
    lexicon.scan(lexicon.tokenize(text), () => {
      found++;
    });
    return found;
  });
}

const LETTER = /[\p{L}\p{N}]/u;

/** Of those on npm the fastest on this gazetteer, by twice; it knows neither case nor words. */
async function loadAhoCorasick(phrases: readonly string[]): Promise<Matcher> {
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
async function loadRegExp(phrases: readonly string[]): Promise<Matcher> {
  const longest = [...phrases].sort((a, b) => b.length - a.length);
  const escaped = longest.map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return perField((text) => text.toLowerCase().match(expression)?.length ?? 0);
}

export const MATCHERS = {
  'dateline, whole tagger': loadTagger,
  'dateline, automaton, data as shipped': loadShipped,
  'dateline, automaton, phrases alone': loadAutomaton,
  '@monyone/aho-corasick/fast': loadAhoCorasick,
  'one RegExp': loadRegExp,
} as const satisfies Record<string, Loader>;

export type MatcherName = keyof typeof MATCHERS;
