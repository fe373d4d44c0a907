import { type DatelineDay, monthOf, parseDay } from './dateline-day.ts';

/** The line that opens a wire story: `SEOUL, Sept 21 (Reuters) —`, `PARIS/BERLIN, 3 May (AFP) -`, `BAGHDAD, Iraq -`. */
export interface Dateline {
  /** Places as written, outermost last: `BAGHDAD`, `Iraq`. */
  readonly places: readonly string[];
  /** `Sept 21` is month 9, day 21. */
  readonly day?: DatelineDay;
  readonly agency?: string;
  /** Characters of the whole line, dash included. */
  readonly start: number;
  readonly end: number;
}

/** A dateline is short: what starts later is text. Also what keeps the expressions below linear. */
const LONGEST = 120;

/** Behind the places: `(Reuters) —`, `(EFE).-`, `/TASS/.`, `--`; in parentheses with a day, PTI goes without a dash. */
const LINE =
  /^[\s*]*(?:(?:[\w.]{2,20}|\((?<opening>[^()\n]{2,20})\))\s+[-–—]+\s+)?(?<places>\p{Lu}[^()–—\n"“]{1,70}?)\s*(?:(?:(?:--\s*)?\((?<agency>[^()\n]{2,40})\)|\/(?<slashed>[^/()\n]{2,20})\/)\s*)?(?<close>\.-\s*|\s[-–—_]{1,3}\s|[–—]|--|(?<=\/)\.\s|(?<=\)\s+)(?=[\p{Lu}\p{Lo}\d'‘]))\s*(?=[^\p{Ll}\s])/u;
/** Arabic and Hebrew have no capitals: the agency in parentheses is the sign. */
const UNCASED =
  /^\s*(?<places>[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\s/]{1,40}?)[،,]?\s*(?<day>\d{1,2}\s+\p{L}+(?:\s+\d{4})?)?\s*\((?<agency>[^()\n]{2,20})\)\s*[-–—:]\s*/u;
/** `新华社北京11月3日电`, `（中央社台北3日電）`. */
const CHINESE =
  /^[\s（(【]*(?<agency>新华社|新華社|中新社|中新网|中央社|路透社?|法新社|美联社)(?:记者[^\d]{0,8}?)?(?<places>\p{Script=Han}{2,8}?)(?<day>(?:\d{1,2}月)?\d{1,2}日)(?:电|電|讯)[）)】]*\s*/u;
/** `【ワシントン時事】`, `【ソウル＝共同】`, `［東京 3日 ロイター］ -`. */
const JAPANESE =
  /^\s*[【［[](?<places>[\p{Script=Han}\p{Script=Katakana}ー・]{2,12}?)\s*(?<day>(?:\d{1,2}月)?\d{1,2}日)?\s*(?:＝(?<writer>[^】］\]\n]{1,12})|(?<agency>(?:AFP)?時事|共同|ロイター|AFP|AP))[】］\]]\s*(?:[-–—]\s*)?/u;

/** Stands where a place would: `AP - A company said`, `BREAKING — Troops`. */
const NO_PLACES: ReadonlySet<string> = new Set(
  'AP AFP UPI DPA IRIN TASS ANSA BBC CNN NPR CBS NBC ABC UN EU NATO NASA OPEC WHO FIFA UEFA UPDATE UPDATED BREAKING EXCLUSIVE WATCH LIVE VIDEO PHOTO PHOTOS AUDIO ANALYSIS OPINION EDITORIAL COMMENT REVIEW INTERVIEW FEATURE FACTBOX TIMELINE EXPLAINER CORRECTED CORRECTION REFILE WRAPUP ADVISORY URGENT FLASH ALERT BRIEF NEWS SPORT'.split(
    ' ',
  ),
);
/** Written small inside a place's name: `RIO de JANEIRO`, `Isle of Man`, `Frankfurt am Main`. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de del da do dos la las le les al el et y e i of the and upon am an der di sur St. St'.split(' '),
);
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i;
const LONGEST_NAME = 5;

function wordsOf(place: string): string[] {
  return place.split(/\s+/).filter((word) => !PARTICLES.has(word));
}

/** `SEOUL`, `St. PETERSBURG`, `WASHINGTON D.C.` */
function isInCapitals(place: string): boolean {
  const words = wordsOf(place);
  return words.length > 0 && words.every((word) => /^\p{Lu}[\p{Lu}\p{M}.'’-]+$/u.test(word));
}

/** `Iraq`, `Va.`, `South Korea`. */
function isName(place: string): boolean {
  const words = wordsOf(place);
  const isWord = (word: string) => /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word) && !WEEKDAY.test(word);
  return words.length > 0 && words.length <= LONGEST_NAME && words.every(isWord) && monthOf(place) === undefined;
}

interface Line {
  readonly places: readonly string[];
  readonly day?: string;
  readonly agency?: string;
}

/** Takes `Tehran, Nov 3, IRNA` apart: places, then the day, then the agency where no parentheses hold it. */
function readLine(line: string, named: string | undefined): Line | undefined {
  const pieces = line
    .replace(/^([\p{L}\s-]+)\.\s+(?=\d)/u, '$1, ')
    .split(/,|(?<=\p{L}{4})\.\s+(?=\p{L})/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const at = pieces.findIndex((piece) => parseDay(piece) !== undefined);
  const [first, ...around] = at === -1 ? pieces : pieces.slice(0, at);
  const [year, behind] = at === -1 ? [] : pieces.slice(at + 1).sort();
  const hasYear = year !== undefined && /^\d{4}$/.test(year);
  const agency = named ?? (hasYear ? behind : year);
  const day = at === -1 ? undefined : `${pieces[at]}${hasYear ? ` ${year}` : ''}`;
  if (first === undefined || around.length > 2 || NO_PLACES.has(first.split(/[\s/]/)[0] as string)) return undefined;
  const cities = first.split('/').map((city) => city.trim());
  const certain = agency !== undefined || day !== undefined;
  if (!cities.every(certain ? isName : isInCapitals) || !around.every(isName)) return undefined;
  return { places: [...cities, ...around], ...(day && { day }), ...(agency && { agency }) };
}

function matchCased(text: string): { line: Line; match: RegExpExecArray } | undefined {
  const match = LINE.exec(text);
  const { places, agency, slashed, opening, close } = match?.groups ?? {};
  if (!match || places === undefined) return undefined;
  const line = readLine(places, agency ?? slashed ?? opening);
  const isOpen = close === '' && line?.day === undefined;
  return line && !isOpen ? { line, match } : undefined;
}

function matchUncased(text: string): { line: Line; match: RegExpExecArray } | undefined {
  const match = UNCASED.exec(text) ?? CHINESE.exec(text) ?? JAPANESE.exec(text);
  const { places, day, agency } = match?.groups ?? {};
  if (!match || places === undefined) return undefined;
  const line = {
    places: places.split(/[/・]/).map((place) => place.trim()),
    ...(day && { day }),
    ...(agency && { agency }),
  };
  return { line, match };
}

/** Finds the dateline that a text opens with. Without an agency or a day, its first place must be in capitals. */
export function parseDateline(text: string): Dateline | undefined {
  const head = text.slice(0, LONGEST);
  const found = matchCased(head) ?? matchUncased(head);
  if (!found) return undefined;
  const { line, match } = found;
  const day = line.day === undefined ? undefined : parseDay(line.day);
  return {
    places: line.places,
    ...(day && { day }),
    ...(line.agency !== undefined && { agency: line.agency }),
    start: match[0].length - match[0].trimStart().length,
    end: match[0].length,
  };
}
