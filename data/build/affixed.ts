import { findWithin } from '../../lambdas/tag/affixes.ts';
import { fold } from '../../lambdas/tag/characters.ts';

const GAP = /[\s-]+/;

/**
 * The tagger takes prefixes off a word only where it does not know the whole. `והודו` in `סין והודו` would so hide India in every
 * other sentence: such words of longer phrases, in the phrases that would be hidden → the phrase without the prefix.
 */
export function affixedPhrases(phrases: readonly string[]): Map<string, string> {
  const firstWords: string[] = [];
  const known = new Map<string, number>();
  const byFirst: string[][] = [];
  for (const phrase of phrases) {
    const [first = ''] = phrase.split(GAP);
    const id = known.get(fold(first)) ?? firstWords.push(first) - 1;
    known.set(fold(first), id);
    byFirst[id] = [...(byFirst[id] ?? []), phrase];
  }
  const affixed = new Map<string, string>();
  const find = (text: string, start: number, end: number) => known.get(fold(text.slice(start, end))) ?? -1;
  for (const word of phrases.flatMap((phrase) => phrase.split(GAP).slice(1))) {
    if (known.has(fold(word))) continue;
    const id = findWithin(find, word, 0, word.length);
    for (const phrase of byFirst[id] ?? []) affixed.set(word + phrase.slice(firstWords[id]?.length), phrase);
  }
  return affixed;
}
