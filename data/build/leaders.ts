import { z } from 'zod';
import { readYaml } from './read.ts';

/** A name that counts in stories of the years `from` to `to`, both included; without them, in all. */
export interface DatedName {
  readonly name: string;
  readonly from?: number;
  readonly to?: number;
}

const Leaders = z.record(z.string(), z.record(z.string(), z.string().nullable()));

const OFFICE = /^(?:(?<title>[a-z ]+) )?(?<from>\d{4})-(?<to>\d{4})?(?<only> only)?$/;
/** Offices that the wires put before a bare surname: `President Chirac`. */
const TITLES = new Set(['president', 'vice president', 'prime minister', 'premier', 'chancellor', 'foreign minister']);
/** Where the family name comes first. */
const FAMILY_FIRST = new Set(['CN', 'HK', 'KP', 'KR', 'TW']);
/** Years that a name is in the news ahead of an office, and a short form after it. */
const BEFORE = 1;
const AFTER = 2;

interface Office {
  readonly title: string;
  readonly from: number;
  /** Infinite while it is held. */
  readonly to: number;
  readonly only: boolean;
}

function readOffice(part: string): Office | undefined {
  const groups = OFFICE.exec(part)?.groups;
  if (groups === undefined) return undefined;
  const { title = '', from, to = Number.POSITIVE_INFINITY, only } = groups;
  if (Number(to) < Number(from)) throw new Error(`an office ends before it begins: ${part}`);
  return { title, from: Number(from), to: Number(to), only: only !== undefined };
}

function dated(names: readonly string[], from: number, to: number): DatedName[] {
  return names.map((name) => ({ name, from: from - BEFORE, ...(Number.isFinite(to) && { to }) }));
}

/** Not where the surname is a given name too: `President Jonathan` may go on with the surname of another president. */
function titled({ title }: Office, name: string, country: string, givenNames: ReadonlySet<string>): string[] {
  const surname = name.split(' ').at(FAMILY_FIRST.has(country) ? 0 : -1) ?? name;
  if (!TITLES.has(title) || givenNames.has(surname)) return [];
  return [`${title.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())} ${surname}`];
}

/** One line of `leaders.yaml`: a person's names, and offices and short forms. */
export function readLeader(
  country: string,
  person: string,
  line: string,
  givenNames: ReadonlySet<string>,
): DatedName[] {
  const names = person.split(', ');
  const [shown = person] = names;
  const parts = line === '' ? [] : line.split(', ');
  const offices = parts.flatMap((part) => readOffice(part) ?? []);
  const short = parts.filter((part) => !OFFICE.test(part));
  if (offices.length === 0) return [...names, ...short].map((name) => ({ name }));
  const first = Math.min(...offices.map(({ from }) => from));
  const last = Math.max(...offices.map(({ to }) => to));
  // Who left for an international post stands for that one from then on.
  const left = offices.some(({ only }) => only);
  return [
    ...dated(names, first, left ? last : Number.POSITIVE_INFINITY),
    ...dated(short, first, left ? last : last + AFTER),
    ...offices.flatMap((office) => dated(titled(office, shown, country, givenNames), office.from, office.to + AFTER)),
  ];
}

/** Country → the names of its leaders. */
export function readLeaders(givenNames: ReadonlySet<string>): Map<string, DatedName[]> {
  const countries = Object.entries(readYaml('regions/leaders.yaml', Leaders));
  return new Map(
    countries.map(([country, people]) => [
      country,
      Object.entries(people).flatMap(([person, line]) => readLeader(country, person, line ?? '', givenNames)),
    ]),
  );
}
