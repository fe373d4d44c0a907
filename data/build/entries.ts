import type { Entry } from '../../lambdas/tag/model.ts';
import { isRegionRule, TERM_WEIGHTS } from '../../lambdas/tag/rules.ts';
import type { BuiltPhrases } from './gazetteer.ts';
import type { BuiltTerms } from './topics.ts';

/** Phrases, parted by `|`, and what they stand for. */
export type Entries = Generator<readonly [phrases: string, entry: Entry]>;

export function* regionEntries(rules: BuiltPhrases): Entries {
  for (const [rule, languages] of Object.entries(rules)) {
    for (const [language, codes] of Object.entries(languages)) {
      for (const [code, phrases] of Object.entries(codes)) yield [phrases, regionEntry(rule, language, code)];
    }
  }
}

function regionEntry(rule: string, language: string, code: string): Entry {
  if (rule === 'namesake') return { kind: 'namesake', language };
  if (!isRegionRule(rule)) throw new TypeError(`the gazetteer has a rule that the tagger lacks: ${rule}`);
  return { kind: 'region', rule, language, ...withYears(code) };
}

/** `FR 1994-2009`: a region's code with the years that its phrases count in. */
function withYears(key: string): { code: string; from?: number; to?: number } {
  const [code = key, from, to] = key.split(/[ -]/);
  return { code, ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
}

export function* topicEntries(terms: Readonly<Record<string, BuiltTerms>>): Entries {
  let group = 0;
  for (const [topic, lists] of Object.entries(terms)) {
    for (const key of ['strong', 'terms', 'weak'] as const) {
      if (lists[key]) yield [lists[key], { kind: 'term', topic, weight: TERM_WEIGHTS[key] }];
    }
    if (lists.not) yield [lists.not, { kind: 'not', topic }];
    for (const near of lists.near ?? []) {
      yield [near.terms, { kind: 'term', topic, weight: TERM_WEIGHTS.terms, group }];
      yield [near.with, { kind: 'near', group }];
      group++;
    }
  }
}
