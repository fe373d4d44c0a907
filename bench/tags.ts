/** Scores the tagger on labelled news: `DATELINE_DATA=folder npm run bench:tags`. */
import { existsSync } from 'node:fs';
import Table from 'cli-table3';
import type { Tags } from '../lambdas/shared/domain.ts';
import { tag } from '../lambdas/tag/tag.ts';
import { ancestorsOf, regionName, topicName } from '../lambdas/tag/vocabulary.ts';
import { readAnnotated, readFineCodes, readReuters, readSections } from './labelled.ts';
import { type Counts, count, createCounts, scoresOf } from './scores.ts';

const SETS = ['bbc', 'agnews', 'huffpost', 'masakhanews-eng'];
const WORST = 20;
/** A label of Reuters counts in the macro mean from so many items on. */
const LEAST = 5;

const folder = process.env.DATELINE_DATA;
if (folder === undefined || !existsSync(folder)) {
  console.log(
    `No labelled news: DATELINE_DATA is ${folder === undefined ? 'not set' : `${folder}, which is not there`}.`,
  );
  process.exit(0);
}

const digits = (code: string) => code.replace('medtop:', '');
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code);

function countriesOf(tags: Tags, roles: readonly string[]): string[] {
  return tags.regions.filter(({ code, role }) => isCountry(code) && roles.includes(role)).map(({ code }) => code);
}

function topLevels(tags: Tags): string[] {
  return tags.topics.filter(({ code }) => ancestorsOf(code).length === 0).map(({ code }) => digits(code));
}

/** Direct topics below the top, each as the narrowest one around it that annotators could choose. */
function fineOf(tags: Tags, codes: ReadonlySet<string>): string[] {
  return tags.topics
    .filter(({ implied }) => implied !== true)
    .flatMap(({ code }) => [code, ...ancestorsOf(code)].map(digits).find((one) => codes.has(one)) ?? []);
}

/** False tags by the evidence that they rest on. */
const falseTags = new Map<string, { count: number; example: string }>();

function noteFalse(id: string, tags: Tags, given: readonly string[], wanted: readonly string[]): void {
  for (const label of given) {
    if (wanted.includes(label)) continue;
    const code = isCountry(label) ? label : `medtop:${label}`;
    const [evidence] = tags.evidence.filter((one) => one.tag === code || ancestorsOf(one.tag).includes(code));
    const name = regionName(code) ?? topicName(code) ?? code;
    const key = `${name} · ${evidence?.rule} · ${evidence?.text.toLowerCase()}`;
    const known = falseTags.get(key);
    falseTags.set(key, { count: (known?.count ?? 0) + 1, example: known?.example ?? id });
  }
}

/** Micro F1 to reach, and what two annotators reach against each other. */
const FLOORS: Readonly<Record<string, string>> = {
  'annotated dev, focus': '0.90 (0.986)',
  'annotated dev, any role': '0.94 (0.996)',
  'annotated dev, topics, level 1': '0.82 (0.943)',
  'annotated dev, topics, fine': '0.62 (0.850)',
  'Reuters, countries but US': '0.90',
  'bbc, level 1, all': '0.85',
  'agnews, level 1, all': '0.85',
  'masakhanews-eng, level 1, all': '0.85',
};

const table = new Table({ head: ['set', 'measure', 'items', 'P', 'R', 'F1 micro', 'F1 macro', 'floor (people)'] });

function addRow(set: string, measure: string, items: number, counts: readonly Counts[], least = 1): void {
  const scores = counts.map((one) => scoresOf(one, least));
  const mean = (key: 'precision' | 'recall' | 'f1' | 'macro') =>
    (scores.reduce((sum, one) => sum + one[key], 0) / scores.length).toFixed(3);
  table.push([
    set,
    measure,
    items,
    mean('precision'),
    mean('recall'),
    mean('f1'),
    mean('macro'),
    FLOORS[`${set}, ${measure}`] ?? '',
  ]);
}

function scoreAnnotated(path: string): void {
  const items = readAnnotated(path);
  const codes = readFineCodes(path);
  const measures = ['focus', 'any role', 'topics, level 1', 'topics, fine'].map((name) => {
    return { name, counts: { A: createCounts(), B: createCounts() } };
  });
  for (const { id, story, ...labels } of items) {
    const tags = tag(story);
    const given = [
      countriesOf(tags, ['about']),
      countriesOf(tags, ['about', 'dateline', 'mentioned']),
      topLevels(tags),
      fineOf(tags, codes),
    ];
    for (const annotator of ['A', 'B'] as const) {
      const { focus, mentioned, topics, fine } = labels[annotator];
      const wanted = [focus, [...focus, ...mentioned], topics, fine];
      measures.forEach(({ counts }, index) => {
        count(counts[annotator], wanted[index] ?? [], given[index] ?? []);
      });
      if (annotator === 'A')
        for (const [index, codes] of given.entries()) noteFalse(id, tags, codes, wanted[index] ?? []);
    }
  }
  for (const { name, counts } of measures) addRow('annotated dev', name, items.length, [counts.A, counts.B]);
}

function scoreReuters(path: string): void {
  const items = readReuters(path);
  const about = createCounts();
  const elsewhere = (codes: readonly string[]) => codes.filter((code) => code !== 'US');
  for (const { id, story, countries } of items) {
    const tags = tag(story);
    const given = elsewhere(countriesOf(tags, ['about', 'dateline']));
    count(about, elsewhere(countries), given);
    noteFalse(id, tags, given, countries);
  }
  addRow('Reuters', 'countries but US', items.length, [about], LEAST);
}

/** The section's topic against the strongest of the topics that the set has sections for, and against all of them. */
function scoreSections(path: string, set: string): void {
  const items = readSections(path, set);
  const covered = new Set(items.flatMap(({ topics }) => topics));
  const [first, all] = [createCounts(), createCounts()];
  for (const { story, topics } of items) {
    const given = topLevels(tag(story)).filter((code) => covered.has(code));
    count(first, topics, given.slice(0, 1));
    count(all, topics, given);
  }
  addRow(set, 'level 1, strongest', items.length, [first]);
  addRow(set, 'level 1, all', items.length, [all]);
}

scoreAnnotated(folder);
scoreReuters(folder);
for (const set of SETS) scoreSections(folder, set);
console.log(table.toString());

console.log(`\nThe ${WORST} most frequent false tags (annotated, Reuters): tag · rule · text, and an item that has it`);
const worst = [...falseTags].sort(([, a], [, b]) => b.count - a.count).slice(0, WORST);
for (const [key, { count: times, example }] of worst) console.log(`${String(times).padStart(5)}  ${key}  (${example})`);
