/** Makes `data/built/` from the sources in `data/` and the geographic packages. The same sources give the same bytes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { slugOf } from '../../lambdas/tag/slug.ts';
import { compile } from './compile.ts';
import { type Entries, regionEntries, topicEntries } from './entries.ts';
import { type BuiltPhrases, buildGazetteer } from './gazetteer.ts';
import { readParents, readRegionNames } from './regions.ts';
import { buildTerms, readTopics } from './topics.ts';

const TAGGER = new URL('../../lambdas/tag/', import.meta.url);
const BUILT = new URL('../built/', import.meta.url);

function buildVocabulary(english: ReadonlyMap<string, readonly string[]>, topics: ReturnType<typeof readTopics>) {
  const parents = readParents();
  const regions = [...english]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, [name = code]]) => {
      return { code, name, slug: slugOf(name), ...(parents.has(code) && { parent: parents.get(code) }) };
    });
  if (new Set(regions.map(({ slug }) => slug)).size < regions.length) throw new Error('two regions share a slug');
  return { regions, topics: topics.topics, retired: topics.retired };
}

/** Code and names of regions, in the order in which they may claim a name: in English first. */
function buildNames(phrases: BuiltPhrases): [code: string, names: string][] {
  const languages = ['country-name', 'area-name'].flatMap((rule) => Object.entries(phrases[rule] ?? {}));
  languages.sort(([a], [b]) => Number(b === 'en') - Number(a === 'en'));
  return languages.flatMap(([, codes]) => Object.entries(codes));
}

function* entriesOf(gazetteer: ReturnType<typeof buildGazetteer>, topics: ReturnType<typeof readTopics>): Entries {
  yield* regionEntries(gazetteer.phrases);
  yield [gazetteer.namesakes, { kind: 'namesake' }];
  yield* topicEntries(buildTerms(topics));
}

/** All phrases that the tagger looks for. */
export function readEntries(): Entries {
  return entriesOf(buildGazetteer(readRegionNames()), readTopics());
}

/** File name → text. The version covers the data and the code of the tagger: a change of either may change tags. */
export function build(): Map<string, string> {
  const names = readRegionNames();
  const english = names.find(({ language }) => language === 'en');
  if (english === undefined) throw new Error('no English names');
  const topics = readTopics();
  const gazetteer = buildGazetteer(names);
  const files = new Map(
    Object.entries({
      'vocabulary.json': buildVocabulary(english.names, topics),
      'names.json': buildNames(gazetteer.phrases),
      'lexicon.json': compile(entriesOf(gazetteer, topics)),
      'context.json': gazetteer.context,
    }).map(([file, data]) => [file, `${JSON.stringify(data)}\n`]),
  );
  const version = createHash('sha256');
  for (const text of files.values()) version.update(text);
  for (const file of readdirSync(TAGGER).sort()) version.update(readFileSync(new URL(file, TAGGER)));
  return files.set('version.json', `${JSON.stringify({ version: version.digest('hex').slice(0, 12) })}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(BUILT, { recursive: true });
  for (const [file, text] of build()) writeFileSync(new URL(file, BUILT), text);
}
