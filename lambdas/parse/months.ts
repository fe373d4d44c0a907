const ENGLISH = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Languages of feeds that write out their dates. Names come from ICU, so none are kept here. */
const LANGUAGES = 'fr de es it pt nl ru uk pl el hu tr sv ro da nb fi cs bg ca id ar'.split(' ');

/** Short forms of Greek feeds that ICU does not have. */
const ALIASES: readonly (readonly [string, number])[] = [
  ['ιον', 6],
  ['ιολ', 7],
];

/** Without case, accents and full stops: `Ιούλ.` and `Ιουλ` are one word. */
const fold = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '');

/** English ones, which are no month in any language: most dates that are read here hold one and need no other names. */
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)/;

let localised: ReadonlyMap<string, number> | undefined;

/** Month names of `LANGUAGES`, long and short, alone and beside a day (the genitive of Slavic languages and Greek). */
function localisedMonths(): ReadonlyMap<string, number> {
  if (localised) return localised;
  const names = new Map<string, number>(ALIASES);
  for (const language of LANGUAGES) {
    for (const shape of [{ month: 'long' }, { month: 'short' }, { month: 'long', day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(language, { ...shape, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const parts = format.formatToParts(Date.UTC(2004, month, 5));
        const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (name !== '' && !names.has(name)) names.set(name, month + 1);
      }
    }
  }
  localised = names;
  return names;
}

/** 1 to 12 for a month's name or an abbreviation of three letters or more, in any of the languages. */
export function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase();
  const english = lower.length < 3 ? -1 : ENGLISH.findIndex((month) => month.startsWith(lower));
  if (english >= 0) return english + 1;
  const name = fold(word);
  if (name.length < 3 || WEEKDAY.test(name)) return undefined;
  const names = localisedMonths();
  const exact = names.get(name);
  if (exact !== undefined) return exact;
  let found: number | undefined;
  for (const [month, number] of names) {
    if (!month.startsWith(name)) continue;
    // `jui` may be `juin` or `juillet`.
    if (found !== undefined && found !== number) return undefined;
    found = number;
  }
  return found;
}
