import { canonicalLink } from '../identify/canonical-link.ts';
import { decode } from '../parse/decode.ts';
import { publisherOf } from '../schedule/feed-identity.ts';
import type { Page } from './page.ts';
import { dateInUrl } from './published.ts';
import { readTextPage } from './text-page.ts';

export interface PageSource {
  /** The Content-Type header. */
  readonly contentType?: string | undefined;
  /** Where it came from: an http(s) address, or `file:///` and the name of a file. */
  readonly url?: string | undefined;
}

const MARKUP =
  /<(?:!doctype|html|head|body|article|main|section|div|p|h1|table|br|span|title|meta|link|script|style)\b/i;
/** Characters in which markup shows. */
const HEAD = 4_000;

/** Reads an article page: HTML, or the plain text of a page. */
export async function readPage(body: Uint8Array, { contentType, url }: PageSource = {}): Promise<Page> {
  const source = decode(body, contentType);
  const isPlain = /^text\/plain/i.test(contentType ?? '') || !MARKUP.test(source.slice(0, HEAD));
  if (!isPlain) {
    // Loaded here, so that feeds, which need none of it, do not wait for it.
    const { readHtmlPage } = await import('./html-page.ts');
    return readHtmlPage(source, url);
  }
  const { url: printed, ...page } = readTextPage(source);
  const from = url !== undefined && canonicalLink(url) !== undefined ? url : undefined;
  const isOwn = printed !== undefined && (from === undefined || publisherOf(printed) === publisherOf(from));
  const link = isOwn ? printed : from;
  const published = page.published ?? dateInUrl(link ?? url ?? '');
  return { ...page, ...(link && { link }), ...(published && { published }) };
}
