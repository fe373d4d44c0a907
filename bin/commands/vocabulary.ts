import { Command } from '@commander-js/extra-typings';
import { InputError } from '../../lambdas/shared/errors.ts';
import { slugOf } from '../../lambdas/tag/slug.ts';
import {
  allRegions,
  allTopics,
  ancestorsOf,
  type Concept,
  regionSlug,
  topicSlug,
} from '../../lambdas/tag/vocabulary.ts';
import { jsonOption, print, printJson, table } from '../output.ts';

export function regionsCommand() {
  return listing('regions', 'region', 'List the regions that stories are tagged with', allRegions, regionSlug);
}

export function topicsCommand() {
  return listing('topics', 'topic', 'List the topics that stories are tagged with', allTopics, topicSlug);
}

function listing(
  name: string,
  one: string,
  description: string,
  all: () => readonly Concept[],
  slugOfCode: (code: string) => string | undefined,
) {
  return new Command(name)
    .description(description)
    .argument('[text]', `only those whose code, slug or name holds this, and those within such a ${one}`)
    .option('--language <tag>', 'show the names in this language where the vocabulary has them: de, pt-BR, zh-Hans')
    .addOption(jsonOption())
    .action((text, { language = 'en', json }) => {
      const wanted = slugOf(text ?? '');
      const matching = new Set(
        all()
          .filter((concept) => holds(concept, wanted))
          .map(({ code }) => code),
      );
      const found = all().filter(({ code }) => [code, ...ancestorsOf(code)].some((around) => matching.has(around)));
      if (found.length === 0) throw new InputError(`no ${one} is called "${text}"; \`dateline ${name}\` lists all`);
      const rows = found.map(({ code, slug, name: english, names }) => {
        return { code, slug, name: names?.[language] ?? english, within: slugOfCode(ancestorsOf(code)[0] ?? '') };
      });
      if (json) printJson(rows);
      else
        print(
          table(
            ['slug', 'name', 'code', 'within'],
            rows.map((row) => [row.slug, row.name, row.code, row.within ?? '']),
          ),
        );
    });
}

function holds({ code, slug, name, names }: Concept, wanted: string): boolean {
  return [code, slug, name, ...Object.values(names ?? {})].some((known) => slugOf(known).includes(wanted));
}
