import type { Entry, IsoTime } from '../shared/domain.ts';

/** What a page says of the one article that it is about. */
export interface Page {
  /** Without the name of the site and without a date at its end. */
  readonly title?: string;
  readonly published?: IsoTime;
  /** Absolute http(s) address: the one that the page itself calls canonical, else the one that it came from. */
  readonly link?: string;
  readonly authors: readonly string[];
  /** BCP 47. */
  readonly language?: string;
  /** Plain text, a paragraph a line; empty where none was found. */
  readonly text: string;
}

/** A page as an entry of its publisher. */
export function entryOf({ title, link, published, language, authors, text }: Page): Entry {
  return {
    ...(title && { title }),
    ...(link && { link }),
    ...(published && { published }),
    ...(text && { content: contentOf(text) }),
    ...(language && { language }),
    authors,
    categories: [],
    enclosures: [],
  };
}

/** Plain text for a field that may hold markup: written as markup where it could be taken for such. */
export function contentOf(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('\n');
}
