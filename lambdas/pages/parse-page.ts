import { decode } from '../parse/decode.ts';
import { noFeed } from '../parse/rejection.ts';
import type { ParsedFeed } from '../shared/domain.ts';
import { entryOf } from './page.ts';
import { isMarkup, type PageSource, readText } from './read-page.ts';

/** Bytes that are looked at, and the share of control characters that no text has. */
const SAMPLE = 65_536;
const MOST_CONTROLS = 0.01;

/** True for images, archives and the like. Wide encodings, in which any byte may occur, show in the first two. */
function isBinary(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  if (first === 0 || second === 0 || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return false;
  const sample = body.subarray(0, SAMPLE);
  // Escape and shifts (27, 14, 15) belong to encodings of East Asia.
  const controls = sample.reduce((sum, byte) => sum + Number(byte < 9 || (byte > 15 && byte < 32 && byte !== 27)), 0);
  return controls > MOST_CONTROLS * sample.length;
}

/**
 * Reads an article page as if it were a feed of one entry. What is no page has the format `unknown` and one rejection that
 * says what it is.
 */
export async function parsePage(body: Uint8Array, source: PageSource): Promise<ParsedFeed> {
  if (isBinary(body)) return noFeed('', 'binary data, not text');
  const text = decode(body, source.contentType);
  const isOther = /^\s*(?:[[{]|<\?xml|$)/.test(text) && !isMarkup(text);
  if (isOther) return noFeed(text);
  const page = await readText(text, source);
  if (!page.text) return noFeed(text, 'a page in which no story was found');
  return { format: 'page', feed: {}, entries: [entryOf(page)], rejected: [] };
}
