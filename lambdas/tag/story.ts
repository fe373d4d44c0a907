import { plainText } from '../parse/plain-text.ts';
import type { Entry, Story } from '../shared/domain.ts';

/** The plain text of an entry, as the tagger reads it and as evidence counts its characters. */
export function storyOf({ title, summary, content, link, language }: Entry): Story {
  return {
    title: plainText(title ?? ''),
    summary: plainText(summary ?? ''),
    content: plainText(content ?? ''),
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
  };
}
