import type { ParsedFeed, Rejected } from '../shared/domain.ts';

/** Characters of source text that a rejection keeps. */
const RAW_LENGTH = 4000;

/** The reason for what is an entry by its place only. */
export const NO_FIELD = 'an entry without a field';

export const rejection = (reason: string, source: string): Rejected => ({ reason, raw: source.slice(0, RAW_LENGTH) });

/** Says in words what a document is that is no feed. */
function kindOf(text: string): string {
  if (text.trim() === '') return 'an empty body';
  if (/^\s*[[{]/.test(text)) return 'a JSON document, not a feed';
  const root = /<(?:!doctype\s+)?([a-z][\w:.-]*)/i.exec(text)?.[1]?.toLowerCase();
  if (root === undefined) return 'text, not a feed';
  return /^(html|head|body|script|div|p|center)$/.test(root)
    ? 'an HTML page, not a feed'
    : `an XML document <${root}>, not a feed`;
}

export const noFeed = (text: string, reason: string = kindOf(text)): ParsedFeed => ({
  format: 'unknown',
  feed: {},
  entries: [],
  rejected: [rejection(reason, text)],
});
