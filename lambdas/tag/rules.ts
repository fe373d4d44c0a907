/**
 * How a region is recognised, and how much one mention says of what the story is about. The order is the order of
 * preference where one name fits several rules.
 */
export const REGION_RULES = {
  'country-name': 1,
  'area-name': 0.8,
  demonym: 1,
  division: 0.8,
  capital: 0.8,
  'major-city': 0.8,
  institution: 0.8,
  leader: 0.8,
  'armed-group': 0.8,
  party: 0.8,
  'shared-name': 0.8,
  abbreviation: 0.8,
  city: 0.8,
  'lesser-division': 0.7,
  team: 0.5,
  company: 0.5,
} as const;

export type RegionRule = keyof typeof REGION_RULES;

/** The country itself is named, not something in it. */
export const NAME_RULES: ReadonlySet<RegionRule> = new Set(['country-name', 'area-name', 'demonym']);

export const CITY_RULES: ReadonlySet<RegionRule> = new Set(['city', 'major-city', 'capital']);

const ORDER = new Map(Object.keys(REGION_RULES).map((rule, index) => [rule, index]));

/** Rank of a rule: the lower, the more it is preferred. */
export function rankOf(rule: RegionRule): number {
  return ORDER.get(rule) ?? ORDER.size;
}

export function isRegionRule(rule: string): rule is RegionRule {
  return ORDER.has(rule);
}

/** What a term of a topic weighs, by the list that it stands in. */
export const TERM_WEIGHTS = { strong: 1, terms: 0.5, weak: 0.25 } as const;
