import { z } from 'zod';
import { readPackageJson, readYaml } from './read.ts';

/** A name in a language, `undefined` where it serves in all. */
export interface RegionNames {
  readonly language: string;
  /** Code → names, the one to show first. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Languages whose country names are read, by CLDR locale. */
const LOCALES = 'en ar de el es fa fr he hi id it ja ko nl pl pt ro ru sv sw tr uk vi zh zh-Hant'.split(' ');
/** CLDR's own codes, and places without a people of their own that no wire story is filed under. */
const LEFT_OUT = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
/** UN M49 areas in use here: without the world, and without the grouping of North America that crosses the others. */
const NOT_AREAS = new Set(['001', '003']);

const Containment = z.object({
  supplemental: z.object({ territoryContainment: z.record(z.string(), z.object({ _contains: z.array(z.string()) })) }),
});

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

/** `Myanmar (Burma)` → `Myanmar`, `Burma`; the two countries called Congo keep their brackets: `Congo (Republic)`. */
function withoutBrackets(code: string, name: string): string[] {
  if (code === 'CD' || code === 'CG') return [name];
  const inside = /^(.+?)\s*[(（](.+)[)）]$/.exec(name);
  return inside ? [inside[1] as string, inside[2] as string] : [name];
}

function readLocale(locale: string): Map<string, string[]> {
  const { main } = readPackageJson(`cldr-localenames-full/main/${locale}/territories.json`, Territories(locale));
  const names = new Map<string, string[]>();
  for (const [key, name] of Object.entries(main[locale]?.localeDisplayNames.territories ?? {})) {
    const code = key.replace(/-alt-.*$/, '');
    if (!isRegion(code)) continue;
    const known = names.get(code) ?? [];
    names.set(
      code,
      key.endsWith('-alt-short')
        ? [...withoutBrackets(code, name), ...known]
        : [...known, ...withoutBrackets(code, name)],
    );
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

/** The names of countries and areas in all languages read; `zh-Hant` is folded into `zh`. */
export function readRegionNames(): RegionNames[] {
  const languages = new Map<string, Map<string, string[]>>();
  for (const locale of LOCALES) {
    const language = locale.slice(0, 2);
    const names = locale === 'en' ? withOwnNames(readLocale('en')) : readLocale(locale);
    const known = languages.get(language) ?? new Map<string, string[]>();
    for (const [code, all] of names) known.set(code, [...new Set([...(known.get(code) ?? []), ...all])]);
    languages.set(language, known);
  }
  return [...languages].map(([language, names]) => ({ language, names }));
}
