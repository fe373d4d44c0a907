import type { IsoTime } from '../shared/domain.ts';
import { type Day, fullYear, isoDay, startOf } from './iso-days.ts';
import { monthOf } from './months.ts';
import { takeZone } from './zones.ts';

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** What is said beyond the last of them. */
  readonly milliseconds: number;
}

const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, milliseconds: 0 };

/** Longer text is prose, not a date. */
const LONGEST = 100;

type Offset = (shown: number) => number;

/** @returns nothing for a day or hour that does not exist, and for years that would not sort as text */
function instant(day: Day, clock: Clock, minutesAt: Offset): IsoTime | undefined {
  const { hour, minute, second, milliseconds } = clock;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second + milliseconds > 0)) return undefined;
  const start = startOf(day);
  if (start === undefined) return undefined;
  const shown = start + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  const iso = new Date(shown - minutesAt(shown) * 60_000).toISOString();
  return iso.length === 24 ? iso : undefined;
}

/** `31.12.2003`, `12/31/2003`, `31/12/2003`, `2003/12/31`: a slash puts the month first unless it cannot be one. */
function numericDay(text: string): Day | undefined {
  const match = /(?<!\d)(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, first = '', separator, second = '', third = ''] = match;
  if (first.length === 4) return { year: Number(first), month: Number(second), day: Number(third) };
  if (first.length > 2 || (third.length !== 2 && third.length !== 4)) return undefined;
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

/** ISO 8601: the last of hour, minute and second may have a fraction. */
const ISO_CLOCK = /^[T\s_]+(\d\d?)(?::?(\d\d)(?::?(\d\d))?)?(?:[.,](\d+))?(?!\d)/i;
const CLOCK = /T?(?<![\d/+-])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?(?!\d)/i;
/** `2004 à 19h48`, `2004 klo 19.48`: after the year, since `31.12.04` and `2004.12.31` look the same. */
const LATE_CLOCK = /(?<=(?<!^)\d{4}\D{1,10})(?<!\d)(\d{1,2})\s?[.h]\s?(\d\d)(?:[.m]\s?(\d\d))?(?![\d.])/i;
const AFTERNOON = /(?<![a-z])p\.?\s?m\b|μ\.?μ|오후|午後|下午/iu;
const MORNING = /(?<![a-z])a\.?\s?m\b|π\.?μ|오전|午前|上午/iu;

function clockOf(match: RegExpExecArray | null, text: string): Clock {
  if (!match) return MIDNIGHT;
  const [, hours, minute, second, fraction = ''] = match;
  const said = Number(hours);
  const later = said < 12 && AFTERNOON.test(text);
  const midnight = said === 12 && MORNING.test(text);
  const hour = later ? said + 12 : midnight ? 0 : said;
  const rest = Number(`0.${fraction.slice(0, 9)}0`);
  const unit = second !== undefined ? 1 : minute !== undefined ? 60 : 3600;
  const milliseconds = unit === 1 ? Number(fraction.slice(0, 3).padEnd(3, '0')) : Math.round(rest * unit) * 1000;
  return { hour, minute: Number(minute ?? 0), second: Number(second ?? 0), milliseconds };
}

/** RFC 822 and RFC 3339 as nearly every feed writes them. The rest of this file reads them too, but slower. */
const MAIL =
  /^(?:[A-Z][a-z]{2}, ?)?(?<day>\d\d?) (?<name>[A-Z][a-z]{2}) (?<year>\d{4}) (?<clock>\d\d:\d\d:\d\d) (?:GMT|UTC|Z|(?<zone>[+-]\d{4}))$/;
const INTERNET =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<clock>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{3})\d*)?(?:Z|(?<zone>[+-]\d\d:?\d\d))$/;

function commonDate(text: string): IsoTime | undefined {
  const parts = (MAIL.exec(text) ?? INTERNET.exec(text))?.groups;
  if (!parts) return undefined;
  const { year, name, day, clock = '', fraction = '0', zone = '+0000' } = parts;
  const month = name === undefined ? Number(parts.month) : monthOf(name);
  if (month === undefined) return undefined;
  const east = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return instant(
    { year: Number(year), month, day: Number(day) },
    {
      hour: Number(clock.slice(0, 2)),
      minute: Number(clock.slice(3, 5)),
      second: Number(clock.slice(6)),
      milliseconds: Number(fraction),
    },
    () => (zone.startsWith('-') ? -east : east),
  );
}

/** Digits, spaces and separators of other scripts in ASCII; dates of East Asia by their separators. */
function inAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(
      /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?/u,
      (_, year, month, day = '1') => `${year}/${month}/${day} `,
    )
    .replace(/(\d{1,2})\s*[時时点點시]\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?/u, (_, ...parts) =>
      parts
        .slice(0, 3)
        .map((part = '0') => part.padStart(2, '0'))
        .join(':'),
    );
}

/**
 * The dates that feeds write: RFC 822, 850 and 2822, ISO 8601, asctime, written out in more than twenty languages,
 * numbers, Unix time. A date that says no zone is taken as UTC. What is said is kept, also where it lies in the future.
 *
 * @returns nothing where no date can be read with certainty
 */
export function parseDate(said: string): IsoTime | undefined {
  if (said.length > LONGEST) return undefined;
  const trimmed = said.trim();
  const common = commonDate(trimmed);
  if (common !== undefined) return common;
  const ascii = /[^ -~]/.test(trimmed) ? inAscii(trimmed) : trimmed;
  const text = ascii.replace(/^(\d{8})(\d{4}(?:\d\d)?)$/, '$1T$2');
  if (/^\d{10}(\d{3})?$/.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString();

  const iso = isoDay(text);
  const afterDay = iso ? text.slice(iso.length) : text;
  const clock = (iso && ISO_CLOCK.exec(afterDay)) ?? CLOCK.exec(afterDay) ?? LATE_CLOCK.exec(afterDay);
  const afterClock = clock ? afterDay.slice(clock.index + clock[0].length) : '';
  const zone = takeZone(iso && !clock ? afterDay : afterClock);
  const day = iso?.day ?? dayBeside(clock ? `${afterDay.slice(0, clock.index)} ${zone.rest}` : afterDay);
  return day && instant(day, clockOf(clock, text), zone.minutesAt);
}

const dayBeside = (text: string): Day | undefined => writtenDay(text) ?? numericDay(text);
