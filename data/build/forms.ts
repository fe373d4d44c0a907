import { traditional } from './chinese.ts';
import { polishForms } from './polish.ts';
import { russianForms } from './russian.ts';
import { arabicForms, hebrewForms } from './semitic.ts';
import { turkishForms } from './turkish.ts';

/** `Russlands`, `Sveriges`; names in a sibilant have none. */
function withGenitive(name: string): string[] {
  return /[^sxzß]$/i.test(name) ? [name, `${name}s`] : [name];
}

/** The forms that a phrase of a language takes in a text; peoples and their adjectives have more of them than names. */
export function formsOf(phrase: string, language: string, rule?: string): string[] {
  switch (language) {
    case 'ru':
      return russianForms(phrase);
    case 'zh':
      return [phrase, traditional(phrase)];
    case 'ar':
      return rule === 'demonym' ? arabicForms(phrase) : [phrase];
    case 'he':
      return rule === 'demonym' ? hebrewForms(phrase) : [phrase];
    case 'tr':
      return rule === 'demonym' ? turkishForms(phrase) : [phrase];
    case 'de':
    case 'sv':
    case 'da':
    case 'no':
      return rule === 'demonym' ? [phrase] : withGenitive(phrase);
    case 'pl':
      return rule === 'demonym' ? [phrase] : polishForms(phrase);
    default:
      return [phrase];
  }
}
