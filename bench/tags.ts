/** Scores the tagger on labelled news: `DATELINE_DATA=folder npm run bench:tags`. */
import { existsSync } from 'node:fs';
import Table from 'cli-table3';
import type { Role, Tags } from '../lambdas/shared/domain.ts';
import { tag } from '../lambdas/tag/tag.ts';
import { ancestorsOf } from '../lambdas/tag/vocabulary.ts';
import { createFalseTags } from './false-tags.ts';
import { readAnnotated, readFineCodes, readReuters, readSections } from './labelled.ts';
import { isCountry, naiveTags } from './naive.ts';
import { type Counts, count, createCounts, scoresOf } from './scores.ts';

const SETS = ['bbc', 'agnews', 'huffpost', 'masakhanews-eng'];
const WORST = 30;
/** A label of Reuters counts in the macro mean from so many items on. */
const LEAST = 5;

const folder = process.env.DATELINE_DATA;
if (folder === undefined || !existsSync(folder)) {
  console.log(
    `No labelled news: DATELINE_DATA is ${folder === undefined ? 'not set' : `${folder}, which is not there`}.`,
  );
  process.exit(0);
}

/** F1 where it starts being good, micro and macro, and what two annotators reach against each other. */
interface Goal {
  readonly micro: number;
  readonly macro?: number;
  readonly people?: number;
}

const GOALS: Readonly<Record<string, Goal>> = {
  'annotated, focus': { micro: 0.9, people: 0.986 },
  'annotated, any role': { micro: 0.94, people: 0.996 },
  'annotated, topics, level 1': { micro: 0.82, people: 0.943 },
  'annotated, topics, fine': { micro: 0.62, people: 0.85 },
  'Reuters, countries but US': { micro: 0.9, macro: 0.88 },
  'bbc, level 1, all': { micro: 0.85 },
  'agnews, level 1, all': { micro: 0.85 },
  'masakhanews-eng, level 1, all': { micro: 0.85 },
};

const table = new Table({
  head: ['set', 'measure', 'items', 'P', 'R', 'F1 micro', 'F1 macro', 'floor', 'naive', 'people'],
  style: { head: [], border: [] },
});
const falseTags = createFalseTags();

/** Counts of what the tagger says and of what the naive matcher says, against each of the annotators. */
interface Measure {
  readonly name: string;
  readonly ours: readonly Counts[];
  readonly naive: readonly Counts[];
}

function createMeasure(name: string, annotators = 1): Measure {
  return {
    name,
    ours: Array.from({ length: annotators }, createCounts),
    naive: Array.from({ length: annotators }, createCounts),
  };
}

function addRow(set: string, items: number, { name, ours, naive }: Measure, least = 1): void {
  const mean = (counts: readonly Counts[], key: 'precision' | 'recall' | 'f1' | 'macro') =>
    counts.reduce((sum, one) => sum + scoresOf(one, least)[key], 0) / counts.length;
  const goal = GOALS[`${set}, ${name}`];
  const floor = [goal?.micro, goal?.macro].flatMap((value, at) => {
    if (value === undefined) return [];
    return `${value.toFixed(2)} ${mean(ours, at === 0 ? 'f1' : 'macro') < value ? 'missed' : 'met'}`;
  });
  const figures = (['precision', 'recall', 'f1', 'macro'] as const).map((key) => mean(ours, key).toFixed(3));
  const naively = `${mean(naive, 'f1').toFixed(3)} / ${mean(naive, 'macro').toFixed(3)}`;
  table.push([set, name, items, ...figures, floor.join(' / '), naively, goal?.people?.toFixed(3) ?? '']);
}

function countriesOf(tags: Tags, roles: readonly Role[]): string[] {
  return tags.regions.filter(({ code, role }) => isCountry(code) && roles.includes(role)).map(({ code }) => code);
}

const isWidest = (code: string) => ancestorsOf(code).length === 0;
const topicsOf = (tags: Tags) => tags.topics.map(({ code }) => code);

/** The second level around each topic: `war crime` is in `crime`. */
function secondLevel(codes: readonly string[]): string[] {
  return codes.flatMap((code) => [code, ...ancestorsOf(code)].filter((one) => ancestorsOf(one).length === 1));
}

/** Direct topics below the top, each as the narrowest one around it that annotators could choose. */
function fineOf(tags: Tags, codes: ReadonlySet<string>): string[] {
  return tags.topics
    .filter(({ implied }) => implied !== true)
    .flatMap(({ code }) => [code, ...ancestorsOf(code)].find((one) => codes.has(one)) ?? []);
}

function scoreAnnotated(path: string): void {
  const items = readAnnotated(path);
  const codes = readFineCodes(path);
  const measures = ['focus', 'any role', 'topics, level 1', 'topics, level 2', 'topics, fine'].map((name) =>
    createMeasure(name, 2),
  );
  for (const { id, story, annotators } of items) {
    const tags = tag(story);
    const naive = naiveTags(story);
    const given = [
      countriesOf(tags, ['about']),
      countriesOf(tags, ['about', 'dateline', 'mentioned']),
      topicsOf(tags).filter(isWidest),
      secondLevel(topicsOf(tags)),
      fineOf(tags, codes),
    ];
    const naively = [
      naive.countries,
      naive.countries,
      naive.topics.filter(isWidest),
      secondLevel(naive.topics),
      naive.topics.filter((code) => codes.has(code)),
    ];
    annotators.forEach(({ focus, mentioned, topics, fine }, annotator) => {
      const wanted = [focus, [...focus, ...mentioned], topics, secondLevel(fine), fine];
      measures.forEach(({ ours, naive }, index) => {
        count(ours[annotator] ?? createCounts(), wanted[index] ?? [], given[index] ?? []);
        count(naive[annotator] ?? createCounts(), wanted[index] ?? [], naively[index] ?? []);
      });
    });
    const allowed = new Set(
      annotators.flatMap(({ focus, mentioned, topics, fine }) => [focus, mentioned, topics, fine].flat()),
    );
    const wrong = [given[1], given[2], given[4]].flatMap((labels) => labels ?? []).filter((code) => !allowed.has(code));
    falseTags.add(id, story, tags, wrong);
  }
  for (const measure of measures) addRow('annotated', items.length, measure);
}

function scoreReuters(path: string): void {
  const items = readReuters(path);
  const measure = createMeasure('countries but US');
  const elsewhere = (codes: readonly string[]) => codes.filter((code) => code !== 'US');
  for (const { id, story, countries } of items) {
    const tags = tag(story);
    const given = elsewhere(countriesOf(tags, ['about', 'dateline']));
    for (const counts of measure.ours) count(counts, elsewhere(countries), given);
    for (const counts of measure.naive) count(counts, elsewhere(countries), elsewhere(naiveTags(story).countries));
    falseTags.add(
      id,
      story,
      tags,
      given.filter((code) => !countries.includes(code)),
    );
  }
  addRow('Reuters', items.length, measure, LEAST);
}

/** The section's topic against the strongest of the topics that the set has sections for, and against all of them. */
function scoreSections(path: string, set: string): void {
  const items = readSections(path, set);
  const covered = new Set(items.flatMap(({ topics }) => topics));
  const [first, all] = [createMeasure('level 1, strongest'), createMeasure('level 1, all')];
  for (const { story, topics } of items) {
    const given = topicsOf(tag(story)).filter((code) => covered.has(code));
    const naively = naiveTags(story).topics.filter((code) => covered.has(code));
    for (const counts of first.ours) count(counts, topics, given.slice(0, 1));
    for (const counts of first.naive) count(counts, topics, naively.slice(0, 1));
    for (const counts of all.ours) count(counts, topics, given);
    for (const counts of all.naive) count(counts, topics, naively);
  }
  addRow(set, items.length, first);
  addRow(set, items.length, all);
}

scoreAnnotated(folder);
scoreReuters(folder);
for (const set of SETS) scoreSections(folder, set);
console.log(table.toString());
console.log(
  'Macro means of Reuters are over countries with at least 5 items. naive: every phrase of the data counts for what it says, but for names that several countries share.',
);

console.log(
  `\nThe ${WORST} most frequent false tags (annotated, Reuters): times, tag · rule · text, and an item with it`,
);
for (const line of falseTags.worst(WORST)) console.log(line);
