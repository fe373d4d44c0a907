import { Command, Option } from '@commander-js/extra-typings';
import { InputError } from '../../lambdas/shared/errors.ts';
import { slugOf } from '../../lambdas/tag/slug.ts';
import {
  allRegions,
  allTopics,
  ancestorsOf,
  type Concept,
  nameIn,
  regionSlug,
  resolveRegion,
  resolveTopics,
  topicSlug,
} from '../../lambdas/tag/vocabulary.ts';
import { jsonOption, print, printJson, table } from '../output.ts';

export function regionsCommand() {
  return listing('region')
    .addOption(jsonOption())
    .action((text = '', { json }) => {
      show(select('region', text, allRegions(), [resolveRegion(text)]), 'en', regionSlug, json);
    });
}

export function topicsCommand() {
  const language = new Option('--language <tag>', 'show the names in this language where there are such: de, pt-BR');
  return listing('topic')
    .addOption(language.default('en'))
    .addOption(jsonOption())
    .action((text = '', { language, json }) => {
      show(select('topic', text, allTopics(), resolveTopics(text)), language, topicSlug, json);
    });
}

type Kind = 'region' | 'topic';

function listing(kind: Kind) {
  return new Command(`${kind}s`)
    .description(`List the ${kind}s that stories are tagged with`)
    .argument('[text]', `only those whose code, slug or name holds this, and those within such a ${kind}`);
}

/** @param called codes of what is called just so, e.g. `DPRK` */
function select(kind: Kind, text: string, all: readonly Concept[], called: readonly (string | undefined)[]): Concept[] {
  const wanted = slugOf(text);
  const matching = new Set([...called, ...all.filter((concept) => holds(concept, wanted)).map(({ code }) => code)]);
  const found = all.filter(({ code }) => [code, ...ancestorsOf(code)].some((around) => matching.has(around)));
  if (found.length === 0) throw new InputError(`no ${kind} is called "${text}"; \`dateline ${kind}s\` lists all`);
  return found;
}

function holds({ code, slug, name, names }: Concept, wanted: string): boolean {
  return [code, slug, name, ...Object.values(names ?? {})].some((known) => slugOf(known).includes(wanted));
}

function show(
  concepts: readonly Concept[],
  language: string,
  slugOfCode: (code: string) => string | undefined,
  json: boolean,
): void {
  const rows = concepts.map((concept) => {
    const { code, slug } = concept;
    return { code, slug, name: nameIn(concept, language), within: slugOfCode(ancestorsOf(code)[0] ?? '') };
  });
  if (json) printJson(rows);
  else {
    const cells = rows.map((row) => [row.slug, row.name, row.code, row.within ?? '']);
    print(table(['slug', 'name', 'code', 'within'], cells));
  }
}
