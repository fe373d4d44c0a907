import { plainText } from '../parse/plain-text.ts';
import type { Entry } from '../shared/domain.ts';
import { sha256 } from '../shared/keys.ts';

/**
 * Hash of what a reader would read: title and text without markup. Dates, ids and links are left out, since publishers
 * touch those without changing a word. A story that is taken back in the words that it had is not what was seen before.
 */
export function contentHashOf(entry: Entry): string {
  const texts = [entry.title, entry.summary, entry.content].map((text) => plainText(text ?? ''));
  return sha256([...texts, ...(entry.deleted ? ['deleted'] : [])].join('\n')).slice(0, 32);
}
