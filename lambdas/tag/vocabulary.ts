import { distance } from 'fastest-levenshtein';
import gazetteer from '../../data/built/gazetteer.json' with { type: 'json' };
import built from '../../data/built/vocabulary.json' with { type: 'json' };
import { slugOf } from './slug.ts';

export { ancestorsOf, narrowest } from './hierarchy.ts';

interface Concept {
  readonly code: string;
  readonly name: string;
  readonly slug: string;
}

interface Vocabulary {
  readonly byCode: ReadonlyMap<string, Concept>;
  /** Slug of a name, an alias or a code → the code. */
  readonly byKey: ReadonlyMap<string, string>;
}

const NEAREST = 3;

function vocabularyOf(
  concepts: readonly Concept[],
  aliases: Iterable<readonly [alias: string, code: string]>,
): Vocabulary {
  const byCode = new Map(concepts.map((concept) => [concept.code, concept]));
  const byKey = new Map<string, string>();
  for (const { code, name, slug } of concepts) byKey.set(slugOf(code), code).set(slug, code).set(slugOf(name), code);
  for (const [alias, code] of aliases) {
    const key = slugOf(alias);
    if (!byKey.has(key)) byKey.set(key, code);
  }
  return { byCode, byKey };
}

/** Names of countries and areas: in English first, so that another language never takes an English name. */
function* regionAliases(): Generator<[string, string]> {
  const rules: Record<string, Record<string, Record<string, string>>> = gazetteer.phrases;
  const languages = ['country-name', 'area-name'].flatMap((rule) => Object.entries(rules[rule] ?? {}));
  const isEnglish = (list: string) => list.split(' ').includes('en');
  languages.sort(([a], [b]) => Number(isEnglish(b)) - Number(isEnglish(a)));
  for (const [, codes] of languages) {
    for (const [code, names] of Object.entries(codes)) for (const name of names.split('|')) yield [name, code];
  }
}

function* topicAliases(): Generator<[string, string]> {
  for (const { code } of built.topics) yield [code, `medtop:${code}`];
  for (const [code, around] of Object.entries(built.retired)) {
    yield [code, `medtop:${around}`];
    yield [`medtop:${code}`, `medtop:${around}`];
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const regions = lazily(() => vocabularyOf(built.regions, regionAliases()));
const topics = lazily(() => {
  const concepts = built.topics.map(({ code, name, slug }) => ({ code: `medtop:${code}`, name, slug }));
  return vocabularyOf(concepts, topicAliases());
});

/** Letters at the start that two spellings of one name mostly share. */
const SAME_START = 3;

/** Slugs that hold the text or are held by it, then those spelled most alike. */
function nearest({ byCode, byKey }: Vocabulary, text: string): string[] {
  const wanted = slugOf(text);
  if (wanted === '') return [];
  const ranked = new Map<string, number>();
  for (const [key, code] of byKey) {
    const slug = byCode.get(code)?.slug;
    if (slug === undefined || /^\d+$|^medtop-/.test(key)) continue;
    const holds = wanted.length > 2 && key.length > 2 && (key.includes(wanted) || wanted.includes(key));
    const apart = distance(wanted, key);
    // Beyond half of its letters it is another word.
    if (!holds && apart > wanted.length / 2) continue;
    const rank = apart * (holds ? 0.3 : key.startsWith(wanted.slice(0, SAME_START)) ? 0.6 : 1);
    ranked.set(slug, Math.min(rank, ranked.get(slug) ?? Number.POSITIVE_INFINITY));
  }
  return [...ranked]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, NEAREST)
    .map(([slug]) => slug);
}

/** The region that a person means by a code (`KP`, `030`), a slug (`north-korea`) or a name (`North Korea`, `DPRK`). */
export function resolveRegion(text: string): string | undefined {
  return regions().byKey.get(slugOf(text));
}

/** The topic that a person means by a code (`medtop:20000635`, `20000635`), a slug or a name; a retired code means the topic around it. */
export function resolveTopic(text: string): string | undefined {
  return topics().byKey.get(slugOf(text));
}

/** Up to three slugs to offer for a name that is unknown, the likeliest first. */
export function nearestRegions(text: string): string[] {
  return nearest(regions(), text);
}

/** Up to three slugs to offer for a name that is unknown, the likeliest first. */
export function nearestTopics(text: string): string[] {
  return nearest(topics(), text);
}

export function regionName(code: string): string | undefined {
  return regions().byCode.get(code)?.name;
}

export function regionSlug(code: string): string | undefined {
  return regions().byCode.get(code)?.slug;
}

export function topicName(code: string): string | undefined {
  return topics().byCode.get(code)?.name;
}

export function topicSlug(code: string): string | undefined {
  return topics().byCode.get(code)?.slug;
}
