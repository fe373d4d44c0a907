import { stringify } from 'csv-stringify/sync';
import { topicSlug } from '../tag/vocabulary.ts';
import type { Answer } from './answer.ts';
import type { FoldedItem } from './fold.ts';

/** How programs take an answer. Only JSON has a place for the gaps and the cursor. */
export const FORMATS = ['json', 'ndjson', 'csv'] as const;
type Format = (typeof FORMATS)[number];

export const WRITERS: Readonly<Record<Format, (answer: Answer) => string>> = {
  json: (answer) => JSON.stringify(answer, null, 2),
  ndjson: ({ items }) => items.map((item) => JSON.stringify(item)).join('\n'),
  // Spreadsheets run a cell that begins with =, + or @; a headline is never meant so.
  csv: ({ items }) => stringify(items.map(flat), { header: true, columns: COLUMNS, escape_formulas: true }),
};

const COLUMNS = 'id publishedAt title link feed publisherCountry regions mentioned topics sample copies'.split(' ');

const flat = ({ regions, mentioned = [], topics, copies, sample, ...item }: FoldedItem) => ({
  ...item,
  regions: regions.join(' '),
  mentioned: mentioned.join(' '),
  topics: topics.map((code) => topicSlug(code) ?? code).join(' '),
  sample: sample ? 'sample' : '',
  copies: copies.map(({ id }) => id).join(' '),
});
