import { createInterface } from 'node:readline';
import { Command } from '@commander-js/extra-typings';
import * as z from 'zod';
import { parseDate } from '../../lambdas/parse/dates.ts';
import type { Story } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { tag } from '../../lambdas/tag/tag.ts';
import { regionName, topicSlug } from '../../lambdas/tag/vocabulary.ts';
import { print } from '../output.ts';

const Document = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().default(''),
  text: z.string().default(''),
  summary: z.string().optional(),
  link: z.string().optional(),
  lang: z.string().optional(),
  date: z
    .string()
    .transform((said) => parseDate(said))
    .refine((at) => at !== undefined, 'no date that can be read')
    .optional(),
});
type Document = z.infer<typeof Document>;

export function tagCommand() {
  return new Command('tag')
    .description('Tag documents: NDJSON {id, title, text, summary?, link?, lang?, date?} on standard input, NDJSON out')
    .action(async () => {
      let number = 0;
      let unread = 0;
      for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
        number += 1;
        if (line.trim() === '') continue;
        const read = Document.safeParse(parseJson(line));
        if (read.success) print(JSON.stringify(tagged(read.data)));
        else {
          unread += 1;
          const faults = read.error.issues.map(({ path, message }) =>
            path.length === 0 ? 'not a JSON object' : `${path.join('.')}: ${message}`,
          );
          process.stderr.write(`line ${number}: ${faults.join('; ')}\n`);
        }
      }
      if (unread > 0) throw new InputError(`${unread} of ${number} lines could not be read; the others are tagged`);
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function tagged({ id, title, text, summary = '', link, lang, date }: Document) {
  const story: Story = {
    title,
    summary,
    content: text,
    ...(link !== undefined && { link }),
    ...(lang !== undefined && { language: lang }),
    ...(date !== undefined && { publishedAt: date }),
  };
  const { regions, topics, evidence } = tag(story);
  return {
    id,
    regions: regions.map((region) => ({ ...region, name: regionName(region.code) })),
    topics: topics.map((topic) => ({ ...topic, slug: topicSlug(topic.code) })),
    evidence,
  };
}
