import type { IsoTime } from '../shared/domain.ts';
import { monthOf } from './months.ts';
import { takeZone } from './zones.ts';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Fraction of a second, as digits. */
  readonly fraction: string;
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, fraction: '' };

/** Longer text is prose, not a date. */
const LONGEST = 100;

/** RFC 2822 §4.3: two digits below 50 are of this century, three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

/** @returns nothing for a day or hour that does not exist, and for years that would not sort as text */
function instant({ year, month, day }: Day, clock: Clock, zoneMinutes: number): IsoTime | undefined {
  const { hour, minute, second, fraction } = clock;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  date.setUTCHours(hour, minute - zoneMinutes, second, milliseconds);
  const iso = date.toISOString();
  return iso.length === 24 ? iso : undefined;
}

const ISO_DAY = /^(\d{4}|-?\d\d(?=-))-?(?:(\d{2})(?:-?(\d{2}))?|W(\d\d)(?:-?([1-7]))?|(\d{3}))?(?=$|[T\s_])/i;

/** ISO 8601 calendar, week and ordinal dates, extended and basic, whole or cut short. */
function isoDay(text: string): { day: Day; length: number } | undefined {
  const match = ISO_DAY.exec(text);
  if (!match) return undefined;
  const [whole, digits = '', month, day, week, weekday, ordinal] = match;
  const year = fullYear(digits.replace('-', ''));
  const length = whole.length;
  if (week !== undefined) {
    // Week 1 is the week of 4 January; weeks begin on Monday.
    const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
    return { day: dayOfYear(year, 4 - fourth + (Number(week) - 1) * 7 + Number(weekday ?? 1)), length };
  }
  if (ordinal !== undefined) return { day: dayOfYear(year, Number(ordinal)), length };
  return { day: { year, month: Number(month ?? 1), day: Number(day ?? 1) }, length };
}

function dayOfYear(year: number, day: number): Day {
  const date = new Date(Date.UTC(year, 0, day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `31.12.2003`, `12/31/2003`, `31/12/2003`, `2003/12/31`: a slash puts the month first unless it cannot be one. */
function numericDay(text: string): Day | undefined {
  const match = /(?<!\d)(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, first = '', separator, second = '', third = ''] = match;
  if (first.length > 2) return { year: fullYear(first), month: Number(second), day: Number(third) };
  const monthFirst = separator === '/' && Number(first) <= 12;
  const [month, day] = monthFirst ? [first, second] : [second, first];
  return { year: fullYear(third), month: Number(month), day: Number(day) };
}

/** The order that RFC 822 and most others write. */
const DAY_MONTH_YEAR = /(?<!\d)(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d\d)(?!\d)/i;

/** `Thu, 01 Jan 2004`, `Thursday, 01-Jan-04`, `January 1st, 2004`, `1 января 2004 г.`, `2004. július 13.` */
function writtenDay(text: string): Day | undefined {
  const [, first, name, last] = DAY_MONTH_YEAR.exec(text) ?? [];
  const named = first && name && last ? monthOf(name) : undefined;
  if (named !== undefined && last) return { year: fullYear(last), month: named, day: Number(first) };
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const months = words.map(monthOf).filter((month) => month !== undefined);
  // French and Spanish Tuesdays (`mar.`) read like March; the weekday comes first.
  const month = months.length > 1 ? months[1] : months[0];
  if (month === undefined) return undefined;
  const numbers = text.match(/\d+/g) ?? [];
  const at = numbers.findIndex((number) => number.length > 2 || Number(number) > 31);
  const year = at >= 0 ? numbers[at] : numbers[1];
  const day = at >= 0 ? numbers.find((_, index) => index !== at) : numbers[0];
  return year === undefined ? undefined : { year: fullYear(year), month, day: Number(day ?? 1) };
}

const CLOCK = /T?(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?/i;
const BASIC_CLOCK = /^[T\s_]+(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?(?!\d)/i;
const AFTERNOON = /\bp\.?m\b|오후|午後|下午/iu;
const MORNING = /\ba\.?m\b|오전|午前|上午/iu;

function clockOf(match: RegExpExecArray | null, text: string): Clock {
  if (!match) return MIDNIGHT;
  const [, hours, minute = '0', second = '0', fraction = ''] = match;
  const said = Number(hours);
  const later = said < 12 && AFTERNOON.test(text);
  const midnight = said === 12 && MORNING.test(text);
  const hour = later ? said + 12 : midnight ? 0 : said;
  return { hour, minute: Number(minute), second: Number(second), fraction };
}

/** RFC 822 in GMT or with an offset, as nearly every feed writes it. The rest of this file reads it too, but slower. */
const COMMON =
  /^(?:[A-Z][a-z]{2}, ?)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|Z|([+-])(\d\d)(\d\d))$/;

function commonDate(text: string): IsoTime | undefined {
  const match = COMMON.exec(text);
  if (!match) return undefined;
  const [, day, name = '', year, hour, minute, second, sign, zoneHours = '0', zoneMinutes = '0'] = match;
  const month = monthOf(name);
  const zone = Number(zoneHours) * 60 + Number(zoneMinutes);
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), fraction: '' };
  if (month === undefined) return undefined;
  return instant({ year: Number(year), month, day: Number(day) }, clock, sign === '-' ? -zone : zone);
}

/**
 * The dates that feeds write: RFC 822, 850 and 2822, ISO 8601, asctime, written out in fifteen languages, numbers, Unix
 * time. A date that says no zone is taken as UTC. What is said is kept, also where it lies in the future.
 *
 * @returns nothing where no date can be read with certainty
 */
export function parseDate(said: string): IsoTime | undefined {
  if (said.length > LONGEST) return undefined;
  const text = said
    .trim()
    .replace(/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/u, '$1/$2/$3 ')
    .replace(/^(\d{8})(\d{6})$/, '$1T$2');
  if (/^\d{10}(\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString();

  const common = commonDate(text);
  if (common !== undefined) return common;
  const iso = isoDay(text);
  const afterDay = iso ? text.slice(iso.length) : text;
  const clock = CLOCK.exec(afterDay) ?? (iso ? BASIC_CLOCK.exec(afterDay) : null);
  const afterClock = clock ? afterDay.slice(clock.index + clock[0].length) : '';
  const zone = takeZone(afterClock);
  const day = iso?.day ?? dayBeside(clock ? `${afterDay.slice(0, clock.index)} ${zone.rest}` : afterDay);
  return day && instant(day, clockOf(clock, text), zone.minutes);
}

const dayBeside = (text: string): Day | undefined => writtenDay(text) ?? numericDay(text);
