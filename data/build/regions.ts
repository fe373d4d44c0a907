import { z } from 'zod';
import { languageCode } from '../../lambdas/tag/language-code.ts';
import { readPackageJson, readYaml } from './read.ts';

/** A name in a language, `undefined` where it serves in all. */
export interface RegionNames {
  readonly language: string;
  /** Code → names, the one to show first. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Locales whose names differ from those of their language. */
const VARIANTS = ['zh-Hant', 'pt-PT', 'sr-Latn'];
/** English in another dress; Upper and Lower Sorbian are read by nobody who does not read German. */
const LANGUAGES_LEFT_OUT = new Set(['und', 'pcm', 'hsb', 'dsb']);
/** CLDR's own codes, and places without a people of their own that no wire story is filed under. */
const LEFT_OUT = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
/** UN M49 areas in use here: without the world, and without the grouping of North America that crosses the others. */
const NOT_AREAS = new Set(['001', '003']);

const Containment = z.object({
  supplemental: z.object({ territoryContainment: z.record(z.string(), z.object({ _contains: z.array(z.string()) })) }),
});

/** Languages of a large press: names of areas, dependencies and cities are read in these only, since they take twice the room of the states' ones. */
export const LARGE = new Set(
  'ar bg cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sr sv sw tr uk vi zh'.split(' '),
);
/** Places that no press of a smaller language writes about. */
const DEPENDENCIES = new Set(
  'AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GP GS GU HM IM IO JE KY MF MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT'.split(
    ' ',
  ),
);

const Coverage = z.object({ effectiveCoverageLevels: z.record(z.string(), z.string()) });

/** The languages that CLDR covers well, and the variants. */
export function readLocales(): string[] {
  const { effectiveCoverageLevels } = readPackageJson('cldr-core/coverageLevels.json', Coverage);
  const languages = Object.keys(effectiveCoverageLevels).filter(
    (locale) =>
      /^[a-z]+$/.test(locale) && effectiveCoverageLevels[locale] === 'modern' && !LANGUAGES_LEFT_OUT.has(locale),
  );
  return [...languages, ...VARIANTS];
}

const Territories = (locale: string) =>
  z.object({
    main: z.object({
      [locale]: z.object({ localeDisplayNames: z.object({ territories: z.record(z.string(), z.string()) }) }),
    }),
  });

function isRegion(code: string): boolean {
  return /^(?:[A-Z]{2}|\d{3})$/.test(code) && !LEFT_OUT.has(code) && !NOT_AREAS.has(code);
}

/** Code → the narrowest UN M49 area around it, from CLDR's territory containment; `202` and `419` count as areas. */
export function readParents(): Map<string, string> {
  const { territoryContainment } = readPackageJson(
    'cldr-core/supplemental/territoryContainment.json',
    Containment,
  ).supplemental;
  const parents = new Map<string, string>();
  for (const [key, { _contains }] of Object.entries(territoryContainment)) {
    const area = key.replace('-status-grouping', '');
    if (!/^\d{3}$/.test(area) || NOT_AREAS.has(area)) continue;
    for (const code of _contains) {
      const known = parents.get(code);
      const narrower = known === undefined || territoryContainment[known]?._contains.includes(area);
      if (isRegion(code) && narrower) parents.set(code, area);
    }
  }
  return parents;
}

/** `Myanmar (Burma)`: a second name stands in brackets, but for the two countries called Congo, which need theirs. */
const IN_BRACKETS = /^(.+?)\s*[(（](.+)[)）]$/;

function namesIn(code: string, name: string): { name: string; second?: string } {
  const [, first, second] = (code === 'CD' || code === 'CG' ? null : IN_BRACKETS.exec(name)) ?? [];
  return first === undefined || second === undefined ? { name } : { name: first, second };
}

/** Code → names, the shortest form first. A second name that another place has too is none: `Hongkong (China)`. */
function readLocale(locale: string): Map<string, string[]> {
  const { main } = readPackageJson(`cldr-localenames-full/main/${locale}/territories.json`, Territories(locale));
  const read = Object.entries(main[locale]?.localeDisplayNames.territories ?? {})
    .map(([key, name]) => ({ key, code: key.replace(/-alt-.*$/, ''), name }))
    .filter(({ code }) => isRegion(code))
    .map(({ key, code, name }) => ({ code, isShort: key.endsWith('-alt-short'), ...namesIn(code, name) }));
  const isShared = (name: string, by: string) =>
    read.some((other) => other.code !== by && (other.name === name || other.second === name));
  const names = new Map<string, string[]>();
  for (const { code, isShort, name, second } of read) {
    const known = names.get(code) ?? [];
    const all = second === undefined || isShared(second, code) ? [name] : [name, second];
    names.set(code, isShort ? [...all, ...known] : [...known, ...all]);
  }
  return names;
}

const Phrases = z.record(z.string(), z.array(z.string()));

/** Names in English: those of `names.yaml` that are to be shown, then CLDR's, then the other ones of `names.yaml`. */
function withOwnNames(cldr: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const own = readYaml('regions/names.yaml', Phrases);
  const left = new Set(
    readYaml('regions/context.yaml', z.object({ names_left_out: z.array(z.string()) })).names_left_out,
  );
  const names = new Map(cldr);
  for (const [code, aliases] of Object.entries(own)) {
    if (!names.has(code)) throw new Error(`data/regions/names.yaml: ${code} is no region`);
    const shown = aliases.filter((alias) => alias.startsWith('=')).map((alias) => alias.slice(1));
    names.set(code, [...shown, ...(names.get(code) ?? []), ...aliases.filter((alias) => !alias.startsWith('='))]);
  }
  for (const [code, all] of names)
    names.set(code, [all[0] as string, ...all.slice(1).filter((name) => !left.has(name))]);
  return names;
}

/** The names of countries and areas in all languages, those of alike ones together. */
export function readRegionNames(): RegionNames[] {
  const languages = new Map<string, Map<string, string[]>>();
  for (const locale of readLocales()) {
    const language = languageCode(locale);
    const names = locale === 'en' ? withOwnNames(readLocale('en')) : readLocale(locale);
    const known = languages.get(language) ?? new Map<string, string[]>();
    for (const [code, all] of names) {
      if (!LARGE.has(language) && (/^\d/.test(code) || DEPENDENCIES.has(code))) continue;
      known.set(code, [...new Set([...(known.get(code) ?? []), ...all])]);
    }
    languages.set(language, known);
  }
  return [...languages].map(([language, names]) => ({ language, names }));
}
