/** Makes `data/built/` from the sources in `data/` and the geographic packages. The same sources give the same bytes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { slugOf } from '../../lambdas/tag/slug.ts';
import { compile } from './compile.ts';
import { type Entries, regionEntries, topicEntries } from './entries.ts';
import { type BuiltPhrases, buildGazetteer } from './gazetteer.ts';
import { buildLanguages } from './languages.ts';
import { readParents, readRegionNames } from './regions.ts';
import { buildTerms, readTopicFiles, readTopics, type TopicFiles, type Topics } from './topics.ts';
import { buildTrackers } from './trackers.ts';

const TAGGER = new URL('../../lambdas/tag/', import.meta.url);
const BUILT = new URL('../built/', import.meta.url);

function buildVocabulary(english: ReadonlyMap<string, readonly string[]>, { topics, retired }: Topics) {
  const regions = [...english]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, [name = code]]) => ({ code, name, slug: slugOf(name) }));
  if (new Set(regions.map(({ slug }) => slug)).size < regions.length) throw new Error('two regions share a slug');
  return { regions, topics: topics.map(({ code, name, slug, names }) => ({ code, name, slug, names })), retired };
}

/** Code → English name: what a function says to people, without the vocabulary that the command line understands. */
const buildLabels = ({ regions, topics }: ReturnType<typeof buildVocabulary>): Record<string, string> =>
  Object.fromEntries([...regions, ...topics].map(({ code, name }) => [code, name]));

/** Code → the narrowest area around a region, or the topic around a topic. */
function buildHierarchy(codes: Iterable<string>, { topics }: Topics): Record<string, string> {
  const parents = readParents();
  const hierarchy: Record<string, string> = {};
  for (const code of [...codes].sort()) {
    const parent = parents.get(code);
    if (parent !== undefined) hierarchy[code] = parent;
  }
  for (const { code, parent } of topics) if (parent !== undefined) hierarchy[code] = parent;
  return hierarchy;
}

/** Code and names of regions, in the order in which they may claim a name: in English first. */
function buildNames(phrases: BuiltPhrases): [code: string, names: string][] {
  const languages = ['country-name', 'area-name'].flatMap((rule) => Object.entries(phrases[rule] ?? {}));
  const isEnglish = (list: string) => list.split(' ').includes('en');
  languages.sort(([a], [b]) => Number(isEnglish(b)) - Number(isEnglish(a)));
  return languages.flatMap(([, codes]) => Object.entries(codes));
}

function* entriesOf(gazetteer: ReturnType<typeof buildGazetteer>, terms: ReturnType<typeof buildTerms>): Entries {
  yield* regionEntries(gazetteer.phrases);
  yield* topicEntries(terms);
}

/** All phrases that the tagger looks for. */
export function readEntries(): Entries {
  const files = readTopicFiles();
  return entriesOf(buildGazetteer(readRegionNames()), buildTerms(files, readTopics(files)));
}

/** File name → text. The version covers the data and the code of the tagger: a change of either may change tags. */
export async function build(files: TopicFiles = readTopicFiles()): Promise<Map<string, string>> {
  const names = readRegionNames();
  const english = names.find(({ language }) => language === 'en');
  if (english === undefined) throw new Error('no English names');
  const topics = readTopics(files);
  const gazetteer = buildGazetteer(names);
  const vocabulary = buildVocabulary(english.names, topics);
  const built = new Map(
    Object.entries({
      // A name for what is a table: bundled code copies the keys of an imported object one by one.
      'vocabulary.json': vocabulary,
      'labels.json': { names: buildLabels(vocabulary) },
      'hierarchy.json': { parents: buildHierarchy(english.names.keys(), topics) },
      'names.json': buildNames(gazetteer.phrases),
      'lexicon.json': compile(entriesOf(gazetteer, buildTerms(files, topics))),
      'context.json': gazetteer.context,
      'languages.json': await buildLanguages(),
    }).map(([file, data]) => [file, `${JSON.stringify(data)}\n`]),
  );
  const version = createHash('sha256');
  for (const text of built.values()) version.update(text);
  for (const file of readdirSync(TAGGER).sort()) version.update(readFileSync(new URL(file, TAGGER)));
  return built
    .set('version.json', `${JSON.stringify({ version: version.digest('hex').slice(0, 12) })}\n`)
    .set('trackers.json', `${JSON.stringify(buildTrackers())}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(BUILT, { recursive: true });
  for (const [file, text] of await build()) writeFileSync(new URL(file, BUILT), text);
}
