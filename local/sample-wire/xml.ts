import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  cdataPropName: '#cdata',
  format: true,
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
});

/** A document from a tree: `@name` is an attribute, `#text` and `#cdata` are content, a list repeats its element. */
export const toXml = (tree: Record<string, unknown>, encoding = 'utf-8'): string =>
  builder.build({ '?xml': { '@version': '1.0', '@encoding': encoding }, ...tree });

const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** HTML text, for elements whose content is markup. */
export const toHtml = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p>${text.replace(/[&<>]/g, (char) => REFERENCES[char] ?? char)}</p>`).join('\n');

/** Stands in every document, so that invented news is never taken for news. */
export const NOTICE = 'Sample copy written for Dateline; but for one story of 2004, the news is invented.';

/** RFC 3339, whole seconds. */
export const rfc3339 = (time: Date): string => time.toISOString().replace('.000Z', 'Z');
