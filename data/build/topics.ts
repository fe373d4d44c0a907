import { z } from 'zod';
import { slugOf } from '../../lambdas/tag/slug.ts';
import { expandEndings, withPlural } from './expand.ts';
import { readYaml, yamlNames } from './read.ts';

const Concepts = z.record(
  z.string().regex(/^\d{8}$/),
  z.object({ name: z.string(), parent: z.string().optional(), retired: z.boolean().optional() }),
);

export interface Topic {
  readonly code: string;
  readonly name: string;
  readonly slug: string;
  readonly parent?: string;
}

export interface Topics {
  readonly topics: readonly Topic[];
  /** Retired code → the narrowest concept around it that is in use. */
  readonly retired: Readonly<Record<string, string>>;
}

/** The IPTC vocabulary. Where two concepts share a name, the narrower one's slug carries its parent's. */
export function readTopics(): Topics {
  const concepts = readYaml('iptc/media-topics.yaml', Concepts);
  const taken = new Set<string>();
  const topics: Topic[] = [];
  const retired: Record<string, string> = {};
  for (const [code, { name, parent, retired: isRetired }] of Object.entries(concepts).sort()) {
    if (isRetired) {
      let around = parent;
      while (around !== undefined && concepts[around]?.retired) around = concepts[around]?.parent;
      if (around !== undefined) retired[code] = around;
      continue;
    }
    const plain = slugOf(name.replace(/\s*\(.*\)$/, ''));
    const slug = taken.has(plain) ? slugOf(`${name} ${parent === undefined ? '' : concepts[parent]?.name}`) : plain;
    if (taken.has(slug)) throw new Error(`two topics would be called ${slug}`);
    taken.add(slug);
    topics.push({ code, name, slug, ...(parent !== undefined && { parent }) });
  }
  return { topics, retired };
}

const Terms = z.strictObject({
  strong: z.array(z.string()).default([]),
  terms: z.array(z.string()).default([]),
  weak: z.array(z.string()).default([]),
  near: z.array(z.strictObject({ terms: z.array(z.string()), with: z.array(z.string()) })).default([]),
  not: z.array(z.string()).default([]),
});

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

/** The lexicon of `data/topics/`: topic code → its terms. Every slug must be in the vocabulary, and stand once. */
export function buildTerms({ topics }: Topics): Record<string, BuiltTerms> {
  const codes = new Map(topics.map(({ slug, code }) => [slug, code]));
  const built: Record<string, BuiltTerms> = {};
  for (const file of yamlNames('topics')) {
    for (const [slug, lists] of Object.entries(readYaml(`topics/${file}.yaml`, z.record(z.string(), Terms)))) {
      const code = codes.get(slug);
      if (code === undefined) throw new Error(`data/topics/${file}.yaml: no topic is called ${slug}`);
      if (built[code] !== undefined) throw new Error(`data/topics/${file}.yaml: ${slug} stands twice`);
      const terms: BuiltTerms = {};
      for (const key of ['strong', 'terms', 'weak', 'not'] as const) {
        if (lists[key].length > 0) terms[key] = expand(lists[key]);
      }
      if (lists.near.length > 0) {
        terms.near = lists.near.map((group) => ({ terms: expand(group.terms), with: expand(group.with) }));
      }
      built[code] = terms;
    }
  }
  return built;
}
