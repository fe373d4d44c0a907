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

export const isMarkup = (text: string): boolean => MARKUP.test(text.slice(0, HEAD));

/** Reads an article page: HTML, or the plain text of a page. */
export const readPage = (body: Uint8Array, source: PageSource = {}): Promise<Page> =>
  readText(decode(body, source.contentType), source);

/** {@link readPage} for what is decoded already. */
export async function readText(text: string, { contentType = '', url }: PageSource): Promise<Page> {
  if (isMarkup(text) && !/^text\/plain/i.test(contentType)) {
    // Loaded here, so that feeds, which need none of it, do not wait for it.
    const { readHtmlPage } = await import('./html-page.ts');
    return readHtmlPage(text, url);
  }
  const { url: printed, ...page } = readTextPage(text);
  const from = url !== undefined && canonicalLink(url) !== undefined ? url : undefined;
  const isOwn = printed !== undefined && (from === undefined || publisherOf(printed) === publisherOf(from));
  const link = isOwn ? printed : from;
  const published = page.published ?? dateInUrl(link ?? url ?? '');
  return { ...page, ...(link && { link }), ...(published && { published }) };
}
