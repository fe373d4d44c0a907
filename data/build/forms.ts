import { traditional } from './chinese.ts';
import { russianForms } from './russian.ts';
import { arabicForms, hebrewForms } from './semitic.ts';
import { turkishForms } from './turkish.ts';

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
    default:
      return [phrase];
  }
}
