import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Story } from '../lambdas/shared/domain.ts';

const Labels = z.object({
  focus: z.array(z.string()),
  mentioned: z.array(z.string()),
  topics: z.array(z.string()),
  fine: z.array(z.string()),
});
const Annotated = z.object({ id: z.string(), title: z.string(), text: z.string(), A: Labels, B: Labels });
const Sectioned = z.object({
  id: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  topics: z.array(z.string()),
});
const Wire = z.object({
  id: z.string(),
  title: z.string().nullable(),
  dateline: z.string().nullable(),
  text: z.string().nullable(),
  countries: z.array(z.string()),
  historic: z.array(z.string()).optional(),
  topics: z.array(z.string()),
});

function readLines<S extends z.ZodType>(folder: string, file: string, schema: S): z.output<S>[] {
  const bytes = readFileSync(join(folder, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

function storyOf(title: string | null, text: string): Story {
  return { title: title ?? '', summary: '', content: text, language: 'en' };
}

const toCode = (digits: string) => `medtop:${digits}`;

/** News items that two annotators labelled. */
export function readAnnotated(folder: string) {
  return readLines(folder, 'annotated/dev.jsonl', Annotated).map(({ id, title, text, A, B }) => ({
    id,
    annotators: [A, B].map(({ focus, mentioned, topics, fine }) => {
      return { focus, mentioned, topics: topics.map(toCode), fine: fine.map(toCode) };
    }),
    story: storyOf(title, text),
  }));
}

/** Topic codes that the annotators chose from. */
export function readFineCodes(folder: string): Set<string> {
  const text = readFileSync(join(folder, 'annotated/iptc-topics.txt'), 'utf8');
  return new Set((text.match(/\b2\d{7}\b/g) ?? []).map(toCode));
}

/** News by the section of the paper that it stood in. */
export function readSections(folder: string, set: string) {
  return readLines(folder, `topics/${set}.ndjson.gz`, Sectioned).map(({ id, title, text, topics }) => ({
    id,
    topics: topics.map(toCode),
    story: storyOf(title, text),
  }));
}

/**
 * Reuters of 1987 with the editors' places, without the company reports that never name a country (earn, acq), and
 * without items on states that are gone.
 */
export function readReuters(folder: string) {
  return readLines(folder, 'reuters/train.ndjson.gz', Wire)
    .filter(({ topics, historic, text }) => {
      return text !== null && !topics.includes('earn') && !topics.includes('acq') && (historic ?? []).length === 0;
    })
    .map(({ id, title, dateline, text, countries }) => ({
      id,
      countries,
      story: storyOf(title, `${dateline ?? ''} ${(text ?? '').replace(/\n(?! )/g, ' ')}`.trim()),
    }));
}
