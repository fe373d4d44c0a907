import { sha256 } from '../shared/keys.ts';

/** When a document was made, as feeds say before their first entry. Entries have times of their own. */
const MADE_AT = /<(lastBuildDate|pubDate|updated|dc:date)(?:\s[^<>]*)?>[^<>]*<\/\1\s*>/gi;
const FIRST_ENTRY = /<(?:item|entry)[\s>/]/i;

/**
 * By what a body is known again. Many a feed has no validators and says in each answer that it was made this very second:
 * without that time it is the body that we have, and need not be kept, announced and read once more.
 *
 * @returns SHA-256, hex
 */
export function bodyHash(body: Uint8Array): string {
  // One character a byte, whatever the encoding is. Where that hides the tags, as in UTF-16, the hash is of the whole.
  const text = Buffer.from(body).toString('latin1');
  const first = text.search(FIRST_ENTRY);
  const head = first < 0 ? '' : text.slice(0, first).replace(MADE_AT, '');
  return sha256(Buffer.from(head + text.slice(Math.max(0, first)), 'latin1'));
}
