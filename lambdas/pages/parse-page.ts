import { decode } from '../parse/decode.ts';
import { noFeed } from '../parse/rejection.ts';
import type { ParsedFeed } from '../shared/domain.ts';
import { entryOf } from './page.ts';
import { isMarkup, type PageSource, readText } from './read-page.ts';

/**
 * Reads an article page as if it were a feed of one entry. What is no page has the format `unknown` and one rejection that
 * says what it is.
 */
export async function parsePage(body: Uint8Array, source: PageSource): Promise<ParsedFeed> {
  const text = decode(body, source.contentType);
  const isOther = /^\s*(?:[[{]|<\?xml|$)/.test(text) && !isMarkup(text);
  if (isOther) return noFeed(text);
  const page = await readText(text, source);
  if (!page.text) return noFeed(text, 'a page in which no story was found');
  return { format: 'page', feed: {}, entries: [entryOf(page)], rejected: [] };
}
