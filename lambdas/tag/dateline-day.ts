/** A day of a dateline; wires leave the year out more often than not. */
export interface DatelineDay {
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly year?: number;
}

/** Names of the months in the languages of the wires, as they stand beside a day; any of three letters or more may be cut short. */
const MONTHS = [
  'january janvier enero janeiro januar gennaio ocak января يناير كانون ינואר',
  'february février febrero fevereiro februar febbraio şubat февраля فبراير شباط פברואר',
  'march mars marzo março märz mart марта مارس آذار מרץ',
  'april avril abril aprile nisan апреля أبريل نيسان אפריל',
  'may mai mayo maio maggio mayıs мая مايو أيار מאי',
  'june juin junio junho juni giugno haziran июня يونيو حزيران יוני',
  'july juillet julio julho juli luglio temmuz июля يوليو تموز יולי',
  'august août agosto ağustos августа أغسطس آب אוגוסט',
  'september septembre septiembre setembro settembre eylül сентября سبتمبر أيلول ספטמבר',
  'october octobre octubre outubro oktober ottobre ekim октября أكتوبر אוקטובר',
  'november novembre noviembre novembro kasım ноября نوفمبر נובמבר',
  'december décembre diciembre dezembro dezember dicembre aralık декабря ديسمبر דצמבר',
].map((names) => names.split(' '));
const SHORTEST = 3;

const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*/i;
const DAY_FIRST =
  /^(?<day>\d{1,2})(?:\.|er|º|°|st|nd|rd|th)?\s+(?:de\s+)?(?<month>\p{L}[\p{L}\p{M}]*)\.?(?:\s+(?:de\s+)?(?<year>\d{4}))?\.?$/iu;
const MONTH_FIRST = /^(?<month>\p{L}[\p{L}\p{M}]*)\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+(?<year>\d{4}))?\.?$/iu;
const NUMBERED = /^(?:(?<month>\d{1,2})月)(?<day>\d{1,2})日$/;

/** The number of a month by its name, whole or cut short: `Sept`, `nov`, `ноя`. */
export function monthOf(name: string): number | undefined {
  const word = name.toLocaleLowerCase('en');
  const index = MONTHS.findIndex((names) =>
    names.some((month) => month === word || (word.length >= SHORTEST && month.startsWith(word))),
  );
  return index === -1 ? undefined : index + 1;
}

/** Reads `Sept 21`, `3 de noviembre de 2026`, `03 NOV`, `11月3日`; `undefined` where the text is no day. */
export function parseDay(text: string): DatelineDay | undefined {
  if (!/\d/.test(text)) return undefined;
  const bare = text.trim().replace(WEEKDAY, '');
  const { day, month, year } = (DAY_FIRST.exec(bare) ?? MONTH_FIRST.exec(bare) ?? NUMBERED.exec(bare))?.groups ?? {};
  if (day === undefined || month === undefined) return undefined;
  const number = /^\d/.test(month) ? Number(month) : monthOf(month);
  if (number === undefined || number > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return { month: number, day: Number(day), ...(year !== undefined && { year: Number(year) }) };
}
