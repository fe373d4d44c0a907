import type { ParsedFeed } from '../shared/domain.ts';
import { canonicalise } from './canonicalise.ts';
import { decode } from './decode.ts';
import { parseJsonFeed } from './json-feed.ts';
import { mapFields } from './map-fields.ts';
import { noFeed } from './rejection.ts';
import { formatOf } from './split.ts';
import { xmlFormatOf } from './xml-formats.ts';

export interface Source {
  /** The Content-Type header of the response. */
  readonly contentType?: string | undefined;
  /** Address of the document, for links that are relative to it. */
  readonly url?: string | undefined;
}

/**
 * Reads a feed of any format, however damaged. What cannot be read is in `rejected` with the reason; a document that is
 * no feed has the format `unknown` and one rejection that says what it is.
 */
export async function parseFeed(body: Uint8Array, { contentType, url }: Source = {}): Promise<ParsedFeed> {
  const text = decode(body, contentType);
  if (/^\s*[[{]/.test(text)) return parseJsonFeed(text, url);
  const parse = xmlFormatOf(text);
  if (parse) return parse(text, url);
  const format = formatOf(text);
  if (format === undefined) return noFeed(text);
  const canonical = canonicalise(text, format, url);
  const { polling, deleted, rejected } = canonical;
  const { feed, entries } = await mapFields(canonical);
  return { format, feed: { ...feed, ...polling }, entries: [...entries, ...deleted], rejected };
}
