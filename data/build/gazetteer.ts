import { z } from 'zod';
import { readCities } from './cities.ts';
import { readDivisions } from './divisions.ts';
import { expandEndings } from './expand.ts';
import { type DatedName, readLeaders } from './leaders.ts';
import { readYaml, yamlNames } from './read.ts';
import type { RegionNames } from './regions.ts';
import { russianForms } from './russian.ts';

/**
 * Rule → language (`*` for all) → region code → phrases, joined by `|`. Phrases that count in stories of certain years only
 * stand under the code with those years: `FR 1994-2009`, `FR 2016-`.
 */
export type BuiltPhrases = Record<string, Record<string, Record<string, string>>>;

const Phrases = z.record(z.string(), z.array(z.string()));
const Context = z.object({
  names_left_out: z.array(z.string()),
  cities_left_out: z.array(z.string()),
  divisions_left_out: z.array(z.string()),
  given_name_places: z.array(z.string()),
  given_names: z.array(z.string()),
  honorifics: z.array(z.string()),
  after_places: z.array(z.string()),
  locatives: z.record(z.string(), z.array(z.string())),
});

/** Files of hand-kept phrases: rule → the language they are written for. */
const HAND_KEPT = {
  'area-name': 'areas',
  demonym: 'demonyms',
  capital: 'capitals',
  'major-city': 'cities',
  division: 'divisions',
  abbreviation: 'abbreviations',
  institution: 'institutions',
  'shared-name': 'shared',
  'armed-group': 'armed-groups',
  party: 'parties',
  company: 'companies',
  team: 'teams',
} as const;
/** Rules whose phrases are English words; the other ones hold names that the press of most languages shares. */
const ENGLISH = new Set(['area-name', 'demonym', 'division', 'abbreviation', 'capital']);

/** Places that need no other one of their name. */
const PLACE_RULES = new Set(['country-name', 'area-name', 'demonym', 'capital', 'major-city', 'city', 'division']);

function collect() {
  const phrases = new Map<string, Set<string>>();
  return {
    add(rule: string, language: string, code: string, names: Iterable<string>): void {
      const key = `${rule}\t${language}\t${code}`;
      const known = phrases.get(key) ?? new Set<string>();
      for (const name of names) known.add(name);
      phrases.set(key, known);
    },
    /** All phrases of some rules. */
    names(rules: ReadonlySet<string>): string[] {
      return [...phrases].flatMap(([key, names]) => (rules.has(key.split('\t')[0] ?? '') ? [...names] : []));
    },
    build(): BuiltPhrases {
      const built: BuiltPhrases = {};
      for (const key of [...phrases.keys()].sort()) {
        const [rule = '', language = '', code = ''] = key.split('\t');
        const languages = built[rule] ?? {};
        const codes = languages[language] ?? {};
        codes[code] = [...(phrases.get(key) ?? [])].sort().join('|');
        languages[language] = codes;
        built[rule] = languages;
      }
      return built;
    },
  };
}

function formsOf(name: string, language: string): string[] {
  return language === 'ru' ? russianForms(name) : [name];
}

function withYears(code: string, { from, to }: DatedName): string {
  return from === undefined && to === undefined ? code : `${code} ${from ?? ''}-${to ?? ''}`;
}

/** Everything that names a region, and the words that tell a place from a person. */
export function buildGazetteer(regionNames: readonly RegionNames[]) {
  const context = readYaml('regions/context.yaml', Context);
  const found = collect();
  for (const { language, names } of regionNames) {
    for (const [code, all] of names) {
      const rule = /^\d/.test(code) ? 'area-name' : 'country-name';
      found.add(
        rule,
        language,
        code,
        all.flatMap((name) => formsOf(name, language)),
      );
    }
  }
  for (const [rule, file] of Object.entries(HAND_KEPT)) {
    for (const [code, phrases] of Object.entries(readYaml(`regions/${file}.yaml`, Phrases))) {
      found.add(rule, ENGLISH.has(rule) ? 'en' : '*', code, phrases.flatMap(expandEndings));
    }
  }
  for (const [code, names] of readLeaders(new Set(context.given_names))) {
    for (const dated of names) found.add('leader', '*', withYears(code, dated), [dated.name]);
  }
  for (const language of yamlNames('regions/languages')) {
    const rules = readYaml(`regions/languages/${language}.yaml`, z.record(z.string(), Phrases));
    for (const [rule, codes] of Object.entries(rules)) {
      for (const [code, phrases] of Object.entries(codes)) {
        found.add(
          rule,
          language,
          code,
          phrases.flatMap(expandEndings).flatMap((name) => formsOf(name, language)),
        );
      }
    }
  }
  const leftOut = new Set([
    ...context.cities_left_out,
    ...Object.values(readYaml('regions/cities.yaml', Phrases)).flat(),
  ]);
  for (const [rule, countries] of readCities(leftOut)) {
    for (const [code, names] of countries) found.add(rule, '*', code, names);
  }
  const known = new Set([...found.names(PLACE_RULES), ...context.divisions_left_out]);
  for (const [code, names] of readDivisions(known)) found.add('lesser-division', '*', code, names);
  const namesakes = Object.values(readYaml('regions/namesakes.yaml', Phrases)).flat().flatMap(expandEndings);
  return {
    phrases: found.build(),
    namesakes: namesakes.join('|'),
    context: {
      givenNamePlaces: context.given_name_places.join('|'),
      givenNames: context.given_names.join('|'),
      honorifics: context.honorifics.join('|'),
      afterPlaces: context.after_places.join('|'),
      locatives: Object.values(context.locatives).flat().join('|'),
    },
  };
}
