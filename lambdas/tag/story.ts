import { plainText } from '../parse/plain-text.ts';
import type { Entry, Story } from '../shared/domain.ts';

/** The plain text of an entry, as the tagger reads it and as evidence counts its characters. */
export function storyOf({ title, summary, content, link, language, published, updated }: Entry): Story {
  const publishedAt = published ?? updated;
  return {
    title: plainText(title ?? ''),
    summary: plainText(summary ?? ''),
    content: plainText(content ?? ''),
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}
