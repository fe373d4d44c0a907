import { distance } from 'fastest-levenshtein';
import names from '../../data/built/names.json' with { type: 'json' };
import built from '../../data/built/vocabulary.json' with { type: 'json' };
import { slugOf } from './slug.ts';

export { ancestorsOf, narrowest } from './hierarchy.ts';

/** A region or a topic as people call it. */
export interface Concept {
  readonly code: string;
  readonly name: string;
  readonly slug: string;
  /** Language (BCP 47) → name. */
  readonly names?: Readonly<Record<string, string>>;
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
  const call = (text: string, code: string) => {
    const key = slugOf(text);
    if (!byKey.has(key)) byKey.set(key, code);
  };
  for (const { code, slug } of concepts) byKey.set(slug, code);
  for (const { code } of concepts) call(code, code);
  for (const { code, name } of concepts) call(name, code);
  for (const [alias, code] of aliases) call(alias, code);
  return { byCode, byKey };
}

/** Names of countries and areas, in English first, so that another language never takes an English name. */
function* regionAliases(): Generator<[string, string]> {
  for (const [code, all] of names as [string, string][]) for (const name of all.split('|')) yield [name, code];
}

/** The digits of IPTC's codes alone, and the names in other languages: English ones first, as above. */
function* topicAliases(concepts: readonly Concept[]): Generator<[string, string]> {
  for (const { code } of concepts) yield [code.replace(IPTC, ''), code];
  for (const { code, names } of concepts) for (const name of Object.values(names ?? {})) yield [name, code];
}

const IPTC = /^medtop:/;
const RETIRED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(built.retired).map(([code, instead]) => [slugOf(code.replace(IPTC, '')), instead]),
);

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const regions = lazily(() => vocabularyOf(built.regions, regionAliases()));
const topics = lazily(() => vocabularyOf(built.topics, topicAliases(built.topics)));

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

/**
 * The topics that a person means by a code (`medtop:20000635`, `20000635`), a slug or a name: one, or none; for a code that
 * IPTC has retired, all that it says to use instead.
 */
export function resolveTopics(text: string): readonly string[] {
  const code = topics().byKey.get(slugOf(text));
  return code === undefined ? (RETIRED.get(slugOf(text.replace(IPTC, ''))) ?? []) : [code];
}

export function resolveTopic(text: string): string | undefined {
  return resolveTopics(text)[0];
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

/**
 * The name of a concept in a language (BCP 47): `de-AT` is shown in German, `pt` in the first Portuguese that there is, and in
 * English what has no name in the language.
 */
export function nameIn({ name, names = {} }: Concept, language: string): string {
  const wanted = language.toLowerCase();
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  const tags = Object.keys(names);
  const tag = tags.find((tag) => tag.toLowerCase() === wanted) ?? tags.find((tag) => primary(tag) === primary(wanted));
  return (tag !== undefined && names[tag]) || name;
}

export function topicSlug(code: string): string | undefined {
  return topics().byCode.get(code)?.slug;
}

/** All regions, countries first, by code. */
export function allRegions(): readonly Concept[] {
  return [...built.regions].sort((a, b) => Number(isArea(a.code)) - Number(isArea(b.code)));
}

/** All topics, by code. */
export function allTopics(): readonly Concept[] {
  return built.topics;
}

const isArea = (code: string) => /^\d/.test(code);
