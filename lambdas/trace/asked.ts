import { canonicalLink, namesAnArticle } from '../identify/canonical-link.ts';
import { publisherOf } from '../schedule/feed-identity.ts';
import { InputError } from '../shared/errors.ts';

/** A link as a person copies it, without what changes from copy to copy. */
export interface AskedLink {
  readonly canonical: string;
  /** Whose page it is: see `publisherOf`. */
  readonly publisher: string;
}

/**
 * Reads a link: trackers, AMP and its caches, phone editions, a missing scheme.
 *
 * @throws InputError for what names no article
 */
export function readLink(text: string): AskedLink {
  const trimmed = bare(text);
  const canonical = canonicalLink(/^\w+:\/\//.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (canonical === undefined || !/^[^/]+\.[^/]|^(?:127\.|\[|localhost)/.test(canonical)) {
    throw new InputError(
      `${text} is neither the id of a story nor an http(s) link; give one, in quotes where it holds & or ?`,
    );
  }
  if (!namesAnArticle(canonical)) throw new InputError(`${text} is a front page; give the link of one story`);
  return { canonical, publisher: publisherOf(`https://${canonical}`) };
}

/** The id of a story, where the text is one. */
export function readId(text: string): string | undefined {
  const id = bare(text).toLowerCase();
  return /^[0-9a-f]{20}$/.test(id) ? id : undefined;
}

/** Without what stands around it in a mail or a document. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(?:<(.*)>|"(.*)"|'(.*)'|“(.*)”)$/, '$1$2$3$4')
    .trim();
