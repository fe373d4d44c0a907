import { plainText } from '../parse/plain-text.ts';
import type { Entry, Story } from '../shared/domain.ts';

/** Characters of a field that are read: more than a book has. What a hostile feed puts behind them costs no memory. */
const MOST = 1_000_000;

const read = (markup: string | undefined): string => plainText(markup ?? '').slice(0, MOST);

/** The plain text of an entry, as the tagger reads it and as evidence counts its characters. */
export function storyOf({ title, summary, content, link, language, published, updated }: Entry): Story {
  const publishedAt = published ?? updated;
  return {
    title: read(title),
    summary: read(summary),
    content: read(content),
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}
