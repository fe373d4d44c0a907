import { z } from 'zod';
import { LONGEST_PHRASE } from '../../lambdas/tag/lexicon.ts';
import { slugOf } from '../../lambdas/tag/slug.ts';
import { expandEndings, withPlural } from './expand.ts';
import { readYaml, yamlNames } from './read.ts';

const Concepts = z.record(
  z.string().regex(/^\d{8}$/),
  z.object({
    name: z.string(),
    parent: z.string().optional(),
    retired: z.boolean().optional(),
    use: z.array(z.string()).default([]),
  }),
);
const Names = z.record(z.string(), z.record(z.string(), z.string()));

export interface Topic {
  /** `medtop:20000635`, or a newsroom's own: `desk:chip-war`. */
  readonly code: string;
  readonly name: string;
  readonly slug: string;
  readonly parent?: string;
  /** Language → name. */
  readonly names?: Readonly<Record<string, string>>;
}

export interface Topics {
  readonly topics: readonly Topic[];
  /** Retired code → what IPTC says to use, else the narrowest concept around it that is in use. */
  readonly retired: Readonly<Record<string, readonly string[]>>;
}

const codeOf = (digits: string) => `medtop:${digits}`;

/** What to use for a retired concept, whose replacement may be retired as well. */
function inUse(concepts: z.output<typeof Concepts>, digits: string): string[] {
  const concept = concepts[digits];
  if (!concept) return [];
  if (!concept.retired) return [digits];
  const { use, parent } = concept;
  const instead = use.length > 0 ? use : parent === undefined ? [] : [parent];
  return [...new Set(instead.flatMap((other) => inUse(concepts, other)))];
}

/** The IPTC vocabulary. Where two concepts share a name, the narrower one's slug carries its parent's. */
function readIptc(): Topics {
  const concepts = readYaml('iptc/media-topics.yaml', Concepts);
  const names = readYaml('iptc/names.yaml', Names);
  const taken = new Set<string>();
  const topics: Topic[] = [];
  const retired: Record<string, string[]> = {};
  for (const [digits, { name, parent, retired: isRetired }] of Object.entries(concepts).sort()) {
    if (isRetired) {
      retired[codeOf(digits)] = inUse(concepts, digits).map(codeOf);
      continue;
    }
    const plain = slugOf(name.replace(/\s*\(.*\)$/, ''));
    const slug = taken.has(plain) ? slugOf(`${name} ${parent === undefined ? '' : concepts[parent]?.name}`) : plain;
    if (taken.has(slug)) throw new Error(`two topics would be called ${slug}`);
    taken.add(slug);
    topics.push({
      code: codeOf(digits),
      name,
      slug,
      ...(parent !== undefined && { parent: codeOf(parent) }),
      ...(names[digits] && { names: names[digits] }),
    });
  }
  return { topics, retired };
}

const Phrase = z
  .string()
  .regex(/[\p{L}\p{N}]/u, 'a phrase needs a word')
  .refine((phrase) => phrase.split(/\s+/).length <= LONGEST_PHRASE, `a phrase has at most ${LONGEST_PHRASE} words`);

const Terms = z.strictObject({
  /** Only for topics of a newsroom's own. */
  code: z.string().optional(),
  name: z.string().optional(),
  names: z.record(z.string(), z.string()).optional(),
  parent: z.string().optional(),
  strong: z.array(Phrase).default([]),
  terms: z.array(Phrase).default([]),
  weak: z.array(Phrase).default([]),
  near: z.array(z.strictObject({ terms: z.array(Phrase).min(1), with: z.array(Phrase).min(1) })).default([]),
  not: z.array(Phrase).default([]),
});
export type TopicEntry = z.output<typeof Terms>;

/** File of `data/topics/` → slug → what is written there. */
export type TopicFiles = ReadonlyMap<string, Readonly<Record<string, TopicEntry>>>;

export function readTopicFiles(): TopicFiles {
  return new Map(
    yamlNames('topics').map((name) => {
      const file = `topics/${name}.yaml`;
      return [`data/${file}`, readYaml(file, z.record(z.string(), Terms))];
    }),
  );
}

/** Any scheme but IPTC's; the code becomes part of a DynamoDB key. */
const OWN_CODE = /^(?!medtop:)[a-z][a-z0-9-]{0,19}:[A-Za-z0-9._-]{1,60}$/;

function* entriesOf(files: TopicFiles): Generator<[where: string, slug: string, entry: TopicEntry]> {
  for (const [file, entries] of files) {
    for (const [slug, entry] of Object.entries(entries)) yield [`${file}: ${slug}`, slug, entry];
  }
}

/** IPTC's topics, and those that the files define with a code of their own. */
export function readTopics(files: TopicFiles): Topics {
  const { topics, retired } = readIptc();
  const bySlug = new Map(topics.map(({ slug, code }) => [slug, code]));
  const own = [...entriesOf(files)].filter(([, , { code }]) => code !== undefined);
  const taken = new Map(
    topics.flatMap(({ slug, code, name }) => [slug, slugOf(code), slugOf(name)].map((key) => [key, code])),
  );
  const take = (where: string, text: string, code: string) => {
    const known = taken.get(slugOf(text));
    if (known !== undefined && known !== code) throw new Error(`${where}: "${text}" is what ${known} is called`);
    taken.set(slugOf(text), code);
  };
  for (const [where, slug, { code = '', name = slug }] of own) {
    if (!OWN_CODE.test(code)) throw new Error(`${where}: the code ${code} must look like desk:chip-war`);
    if (slug !== slugOf(slug))
      throw new Error(`${where}: a topic is called in small letters and hyphens: ${slugOf(slug)}`);
    if (bySlug.has(slug)) throw new Error(`${where}: IPTC or another entry has a topic of that name`);
    if (own.some(([, other, entry]) => other !== slug && slugOf(entry.code ?? '') === slugOf(code))) {
      throw new Error(`${where}: the code ${code} stands twice`);
    }
    bySlug.set(slug, code);
    for (const text of [slug, code, name]) take(where, text, code);
  }
  const added = own.map(([where, slug, { code = '', name, names, parent }]): Topic => {
    const around = parent === undefined ? undefined : (bySlug.get(parent) ?? taken.get(slugOf(parent)));
    if (parent !== undefined && around === undefined) throw new Error(`${where}: no topic is called ${parent}`);
    return {
      ...{ code, slug, name: name ?? slug.replaceAll('-', ' ') },
      ...(around !== undefined && { parent: around }),
      ...(names && { names }),
    };
  });
  for (const [where, , { code = '' }] of own) refuseCircle(where, code, added);
  return { topics: [...topics, ...added], retired };
}

function refuseCircle(where: string, code: string, own: readonly Topic[]): void {
  const parents = new Map(own.map((topic) => [topic.code, topic.parent]));
  const passed = new Set<string>();
  for (let at = parents.get(code); at !== undefined && !passed.has(at); at = parents.get(at)) {
    if (at === code) throw new Error(`${where}: it lies within itself`);
    passed.add(at);
  }
}

/** What one topic is known by; phrases joined by `|`. */
export interface BuiltTerms {
  strong?: string;
  terms?: string;
  weak?: string;
  not?: string;
  near?: { terms: string; with: string }[];
}

function expand(phrases: readonly string[]): string {
  return [...new Set(phrases.flatMap(expandEndings).flatMap(withPlural))].sort().join('|');
}

/** The lexicon: topic code → its terms. Every slug must be in the vocabulary, and stand once. */
export function buildTerms(files: TopicFiles, { topics }: Topics): Record<string, BuiltTerms> {
  const codes = new Map(topics.map(({ slug, code }) => [slug, code]));
  const built: Record<string, BuiltTerms> = {};
  for (const [where, slug, lists] of entriesOf(files)) {
    const code = codes.get(slug);
    if (code === undefined) {
      throw new Error(`${where}: IPTC has no topic of that name; one of your own needs a code, such as desk:${slug}`);
    }
    if (built[code] !== undefined) throw new Error(`${where} stands twice`);
    const terms: BuiltTerms = {};
    for (const key of ['strong', 'terms', 'weak', 'not'] as const) {
      if (lists[key].length > 0) terms[key] = expand(lists[key]);
    }
    if (lists.near.length > 0) {
      terms.near = lists.near.map((group) => ({ terms: expand(group.terms), with: expand(group.with) }));
    }
    built[code] = terms;
  }
  return built;
}
