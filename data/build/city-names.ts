import { z } from 'zod';
import { languageCode } from '../../lambdas/tag/language-code.ts';
import { slugOf } from '../../lambdas/tag/slug.ts';
import type { CityRule } from './cities.ts';
import { readPackageJson } from './read.ts';
import { LARGE, readLocales } from './regions.ts';

/** A city that a time zone is named after, in a language. */
export interface CityName {
  readonly language: string;
  readonly rule: CityRule;
  readonly code: string;
  readonly name: string;
}

const WindowsZones = z.object({
  supplemental: z.object({
    windowsZones: z.object({
      mapTimezones: z.array(z.object({ mapZone: z.object({ _type: z.string(), _territory: z.string() }) })),
    }),
  }),
});

/** Continent → city, or country or state → city. */
interface Zones {
  readonly [name: string]: Zones | string;
}
const Zones: z.ZodType<Zones> = z.lazy(() => z.record(z.string(), z.union([z.string(), Zones])));
const ZoneNames = (locale: string) =>
  z.object({
    main: z.object({ [locale]: z.object({ dates: z.object({ timeZoneNames: z.object({ zone: Zones }) }) }) }),
  });

/** Zone, such as `Europe/Berlin` → country. */
function readCountries(): Map<string, string> {
  const { mapTimezones } = readPackageJson('cldr-core/supplemental/windowsZones.json', WindowsZones).supplemental
    .windowsZones;
  return new Map(
    mapTimezones.flatMap(({ mapZone }) =>
      mapZone._type.split(' ').map((zone): [string, string] => [zone, mapZone._territory]),
    ),
  );
}

function* exemplars(zones: Zones, path = ''): Generator<[zone: string, city: string]> {
  for (const [key, value] of Object.entries(zones)) {
    const zone = path === '' ? key : `${path}/${key}`;
    if (typeof value !== 'string') yield* exemplars(value, zone);
    // `Tripoli (Libye)`, where another one is better known.
    else if (key === 'exemplarCity') yield [path, value.replace(/\s*[(（].*$|\u00ad/g, '')];
  }
}

function readZones(locale: string): Generator<[string, string]> {
  const { main } = readPackageJson(`cldr-dates-full/main/${locale}/timeZoneNames.json`, ZoneNames(locale));
  return exemplars(main[locale]?.dates.timeZoneNames.zone ?? {});
}

/** The cities of `known` (rule → country → English names) that a time zone is named after, in the languages of a large press but English. */
export function readCityNames(known: ReadonlyMap<CityRule, ReadonlyMap<string, readonly string[]>>): CityName[] {
  const rules = new Map<string, CityRule>();
  for (const [rule, countries] of known) {
    for (const [code, names] of countries) for (const name of names) rules.set(`${code} ${slugOf(name)}`, rule);
  }
  const countries = readCountries();
  const english = new Map(readZones('en'));
  const cities = [...countries].flatMap(([zone, code]) => {
    const name = english.get(zone) ?? zone.replace(/^.*\//, '').replaceAll('_', ' ');
    const rule = rules.get(`${code} ${slugOf(name)}`);
    return rule === undefined ? [] : [{ zone, code, name, rule }];
  });
  const locales = readLocales().filter((locale) => LARGE.has(languageCode(locale)));
  return locales.flatMap((locale) => {
    const names = new Map(readZones(locale));
    return cities.flatMap(({ zone, code, name, rule }): CityName[] => {
      const own = names.get(zone);
      return own === undefined || own === name ? [] : [{ language: languageCode(locale), rule, code, name: own }];
    });
  });
}
