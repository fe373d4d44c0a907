/** The line that opens a wire story: `SEOUL, Sept 21 (Reuters) —`, `PARIS/BERLIN, 3 May (AFP) -`, `BAGHDAD, Iraq -`. */
export interface Dateline {
  /** Places as written, outermost last: `BAGHDAD`, `Iraq`. */
  readonly places: readonly string[];
  /** The day as written, e.g. `Sept 21`. */
  readonly day?: string;
  readonly agency?: string;
  /** Characters of the whole line, dash included. */
  readonly start: number;
  readonly end: number;
}

/** A dateline is short: what starts later is text. Also what keeps the expressions below linear. */
const LONGEST = 120;

const LINE =
  /^\s*(?:[\w.]{2,20}\s+[-–—]+\s+)?(?<places>\p{Lu}[^()–—\n"“]{1,70}?)\s*(?:\((?<agency>[^()\n]{2,40})\)\s*)?(?:\s[-–—_]{1,2}\s|[–—]|--)\s*(?=\P{Ll})/u;
const DAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s*)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)(?:\s+\d{4})?$/i;
/** Stands where a place would, in texts such as `AP - A company said`. */
const AGENCIES: ReadonlySet<string> = new Set(['AP', 'AFP', 'UPI', 'DPA', 'IRIN', 'TASS', 'ANSA', 'BBC', 'CNN']);
/** Written small inside a place's name: `RIO de JANEIRO`, `Isle of Man`. */
const PARTICLES: ReadonlySet<string> = new Set([
  'de',
  'del',
  'da',
  'do',
  'la',
  'al',
  'el',
  'of',
  'the',
  'and',
  'upon',
  'St.',
  'St',
]);
const LONGEST_NAME = 5;

/** `SEOUL`, `St. PETERSBURG`, `WASHINGTON D.C.` */
function isInCapitals(place: string): boolean {
  const words = place.split(/\s+/).filter((word) => !PARTICLES.has(word));
  return words.length > 0 && words.every((word) => /^\p{Lu}[\p{Lu}\p{M}.'’-]+$/u.test(word)) && !AGENCIES.has(place);
}

/** `Iraq`, `Va.`, `South Korea`. */
function isName(place: string): boolean {
  const words = place.split(/\s+/).filter((word) => !PARTICLES.has(word));
  return (
    words.length > 0 && words.length <= LONGEST_NAME && words.every((word) => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word))
  );
}

/** Finds the dateline that a text opens with. Without an agency, its first place must be in capitals. */
export function parseDateline(text: string): Dateline | undefined {
  const match = LINE.exec(text.slice(0, LONGEST));
  const line = match?.groups?.places;
  if (!match || line === undefined) return undefined;
  const agency = match.groups?.agency;
  const pieces = line
    .split(',')
    .map((piece) => piece.trim())
    .filter((piece) => !/^\d{4}$/.test(piece));
  const day = pieces.find((piece) => DAY.test(piece));
  const [first, ...rest] = pieces.filter((piece) => piece !== day);
  if (first === undefined || rest.length > 2) return undefined;
  const cities = first.split('/').map((city) => city.trim());
  if (!cities.every(agency === undefined ? isInCapitals : isName) || !rest.every(isName)) return undefined;
  return {
    places: [...cities, ...rest],
    ...(day !== undefined && { day }),
    ...(agency !== undefined && { agency }),
    start: match[0].length - match[0].trimStart().length,
    end: match[0].length,
  };
}
