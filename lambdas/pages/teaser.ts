import { canonicalLink, namesAnArticle } from '../identify/canonical-link.ts';
import { plainText } from '../parse/plain-text.ts';
import type { Entry, Sighting } from '../shared/domain.ts';
import { parseArchiveKey } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import { contentOf, type Page } from './page.ts';

/** Characters of an alphabet beyond which an entry holds a story, and not only the first lines of one. */
const LONGEST_TEASER = 600;
/** A longer one is no address of a page. */
const LONGEST_LINK = 2_048;
/** Scripts whose characters say as much as some letters. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

const weightOf = (text: string): number => text.length + 2 * (text.match(DENSE)?.length ?? 0);

const textOf = ({ content, summary }: Entry): string => plainText(content ?? summary ?? '');

/** The page to ask for where an entry says less than its story; `raw` is the entry's archived line. */
export function articleRequest({ entry, feedId, at, withdrawn }: Sighting, raw: { key: string; line: number }) {
  const { link } = entry;
  const canonical = link === undefined ? undefined : canonicalLink(link);
  if (withdrawn || link === undefined || link.length > LONGEST_LINK) return undefined;
  if (canonical === undefined || !namesAnArticle(canonical)) return undefined;
  if (weightOf(textOf(entry)) > LONGEST_TEASER) return undefined;
  const purpose = { kind: 'article', at, lines: parseArchiveKey(raw.key).hash, line: raw.line } as const;
  return { feedId, url: new URL(link).href, purpose } satisfies PageRequest;
}

/** Share of the headline's words that the page of a story has at least; a page that asks to log in has none. */
const SHARED_WORDS = 0.4;

/** Why a page does not complete an entry, if it does not. */
export function unfit({ title = '', text }: Page, entry: Entry): string | undefined {
  if (weightOf(text) <= weightOf(textOf(entry))) return 'the page holds no more text than the feed';
  const page = `${title} ${text}`.toLowerCase();
  const words =
    plainText(entry.title ?? '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const shared = words.filter((word) => page.includes(word)).length;
  return shared < SHARED_WORDS * words.length ? 'the page is about something else' : undefined;
}

/** An entry with the text of its page; the headline, the summary and the times stay those of the feed. */
export function completed(entry: Entry, { text, authors, language }: Page): Entry {
  return {
    ...(language !== undefined && { language }),
    ...entry,
    content: contentOf(text),
    authors: entry.authors.length > 0 ? entry.authors : authors,
  };
}
