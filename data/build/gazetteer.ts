import { z } from 'zod';
import { affixedPhrases } from './affixed.ts';
import { readCities } from './cities.ts';
import { readCityNames } from './city-names.ts';
import { readDivisions } from './divisions.ts';
import { expandEndings } from './expand.ts';
import { formsOf } from './forms.ts';
import { type DatedName, readLeaders } from './leaders.ts';
import { readYaml, yamlNames } from './read.ts';
import type { RegionNames } from './regions.ts';
import { share } from './share.ts';

/**
 * Rule → languages, by spaces (`*` for all) → region code → phrases, joined by `|`. Phrases that count in stories of certain
 * years only stand under the code with those years: `FR 1994-2009`, `FR 2016-`.
 */
export type BuiltPhrases = Record<string, Record<string, Record<string, string>>>;

const Phrases = z.record(z.string(), z.array(z.string()));
/** Rules by name; phrases that mean no place; names of CLDR that are left out, since they are common words too. */
const LanguageRules = z
  .object({ namesakes: z.array(z.string()).default([]), left_out: z.array(z.string()).default([]) })
  .catchall(Phrases);
const Context = z.object({
  names_left_out: z.array(z.string()),
  cities_left_out: z.array(z.string()),
  divisions_left_out: z.array(z.string()),
  given_name_places: z.array(z.string()),
  given_names: z.array(z.string()),
  honorifics: z.array(z.string()),
  after_places: z.array(z.string()),
  currency_units: z.array(z.string()),
  agreements: z.array(z.string()),
  company_forms: z.array(z.string()),
  prefixes: z.array(z.string()),
  speaking: z.array(z.string()),
  language_words: z.array(z.string()),
  words_in_capitals: z.array(z.string()),
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
    add(rule: string, language: string, code: string, names: readonly string[]): void {
      if (names.length === 0) return;
      const key = `${rule}\t${language}\t${code}`;
      const known = phrases.get(key) ?? new Set<string>();
      for (const name of names) known.add(name);
      phrases.set(key, known);
    },
    /** Adds the phrases of a language whose first word stands with a prefix in another phrase. */
    addAffixed(language: string): void {
      const own = [...phrases].filter(([key]) => key.split('\t')[1] === language);
      for (const [affixed, phrase] of affixedPhrases(own.flatMap(([, names]) => [...names]))) {
        for (const [, names] of own) if (names.has(phrase)) names.add(affixed);
      }
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

function withYears(code: string, { from, to }: DatedName): string {
  return from === undefined && to === undefined ? code : `${code} ${from ?? ''}-${to ?? ''}`;
}

/** The languages that phrases are kept in; a story in any other one is read by the phrases for all. */
function languagesOf(phrases: BuiltPhrases): string[] {
  const lists = Object.values(phrases).flatMap((languages) => Object.keys(languages));
  return [...new Set(lists.flatMap((list) => list.split(' ')))].filter((language) => language !== '*').sort();
}

/** Everything that names a region, and the words that tell a place from a person. */
export function buildGazetteer(regionNames: readonly RegionNames[]) {
  const context = readYaml('regions/context.yaml', Context);
  const { places: givenPlaces, ...givenNames } = readYaml('regions/given-names.yaml', Phrases);
  const found = collect();
  const own = new Map(
    yamlNames('regions/languages').map((language) => [
      language,
      readYaml(`regions/languages/${language}.yaml`, LanguageRules),
    ]),
  );
  const leftOutOf = (language: string) => new Set(own.get(language)?.left_out);
  for (const { language, names } of regionNames) {
    for (const [code, all] of names) {
      const rule = /^\d/.test(code) ? 'area-name' : 'country-name';
      found.add(
        rule,
        language,
        code,
        all.filter((name) => !leftOutOf(language).has(name)).flatMap((name) => formsOf(name, language, rule)),
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
  for (const [language, { left_out: _, namesakes, ...rules }] of own) {
    found.add(
      'namesake',
      language,
      '*',
      namesakes.flatMap(expandEndings).flatMap((name) => formsOf(name, language)),
    );
    for (const [rule, codes] of Object.entries(rules)) {
      for (const [code, phrases] of Object.entries(codes)) {
        found.add(
          rule,
          language,
          code,
          phrases.flatMap(expandEndings).flatMap((name) => formsOf(name, language, rule)),
        );
      }
    }
  }
  for (const { language, rule, code, name } of readCityNames(readCities(new Set()))) {
    if (!leftOutOf(language).has(name)) found.add(rule, language, code, formsOf(name, language, rule));
  }
  for (const language of ['ar', 'he']) found.addAffixed(language);
  const leftOut = new Set([
    ...context.cities_left_out,
    ...Object.values(readYaml('regions/cities.yaml', Phrases)).flat(),
  ]);
  for (const [rule, countries] of readCities(leftOut)) {
    for (const [code, names] of countries) found.add(rule, '*', code, names);
  }
  const known = new Set([...found.names(PLACE_RULES), ...context.divisions_left_out]);
  for (const [code, names] of readDivisions(known)) found.add('lesser-division', '*', code, names);
  found.add(
    'namesake',
    '*',
    '*',
    Object.values(readYaml('regions/namesakes.yaml', Phrases)).flat().flatMap(expandEndings),
  );
  const phrases = share(found.build());
  return {
    phrases,
    context: {
      languages: languagesOf(phrases).join('|'),
      givenNamePlaces: [...context.given_name_places, ...(givenPlaces ?? [])].join('|'),
      givenNames: [...context.given_names, ...Object.values(givenNames).flat()].join('|'),
      honorifics: context.honorifics.join('|'),
      afterPlaces: context.after_places.join('|'),
      currencyUnits: context.currency_units.join('|'),
      agreements: context.agreements.join('|'),
      companyForms: context.company_forms.join('|'),
      prefixes: context.prefixes.join('|'),
      speaking: context.speaking.join('|'),
      languageWords: context.language_words.join('|'),
      wordsInCapitals: context.words_in_capitals.join('|'),
      locatives: Object.values(context.locatives).flat().join('|'),
    },
  };
}
