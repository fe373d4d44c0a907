import type { Story } from '../shared/domain.ts';
import { languageCode } from './language-code.ts';
import { languageByNgrams } from './ngrams.ts';
import { isWrittenIn, scriptOf, usualLanguage } from './scripts.ts';

/** What a feed says of its language where it says nothing. */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis', 'x']);
/** Letters that only one of the languages of a script uses. */
const LETTERS: readonly (readonly [script: string, letters: RegExp, language: string])[] = [
  ['Arab', /[ٹڈڑںے]/, 'ur'],
  ['Arab', /[پچژگ]/, 'fa'],
];
/** A few lines tell the language as surely as a whole story. */
const ENOUGH = 400;
/** Characters under which a headline is as likely taken for another language: `Bermuda premier`. */
const TOO_LITTLE = 32;

function byText(text: string, script: string | undefined): string | undefined {
  if (script !== 'Latn' && script !== 'Cyrl') {
    return LETTERS.find(([of, letters]) => of === script && letters.test(text))?.[2];
  }
  const found = text.trim().length < TOO_LITTLE ? undefined : languageByNgrams(text);
  return found === undefined ? undefined : languageCode(found);
}

/** The language of a story: what its feed says, unless its letters speak against it; else what letters and n-grams say. */
export function languageOf({ title, summary, content, language }: Story): string | undefined {
  const text = `${title} ${summary} ${content.slice(0, ENOUGH)}`.slice(0, ENOUGH);
  const stated = language === undefined ? undefined : languageCode(language);
  const script = scriptOf(text);
  if (stated !== undefined && !NO_LANGUAGE.has(stated) && isWrittenIn(stated, script)) return stated;
  return byText(text, script) ?? usualLanguage(script);
}
