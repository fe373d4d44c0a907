import { findWithin } from '../../lambdas/tag/affixes.ts';
import { fold } from '../../lambdas/tag/characters.ts';

/**
 * The tagger takes prefixes off a word only where it does not know the whole. `והודו` in `סין והודו` would so hide India in every
 * other sentence: such words of longer phrases, with the name that is written in them.
 */
export function affixedNames(phrases: readonly string[]): Map<string, string> {
  const names = phrases.filter((phrase) => !/[\s-]/.test(phrase));
  const known = new Map(names.map((name, id) => [fold(name), id]));
  const affixed = new Map<string, string>();
  for (const word of phrases.filter((phrase) => /[\s-]/.test(phrase)).flatMap((phrase) => phrase.split(/[\s-]+/))) {
    if (known.has(fold(word))) continue;
    const id = findWithin((text, start, end) => known.get(fold(text.slice(start, end))) ?? -1, word, 0, word.length);
    const name = names[id];
    if (name !== undefined) affixed.set(word, name);
  }
  return affixed;
}
