import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * A moment as people say it: `2026-11-24`, `2026-11-24T08:00Z`, `3h`, `2d`, `today`, `yesterday`, `monday` (the last
 * one). Days begin at midnight UTC.
 *
 * @throws InputError for anything else
 */
export function moment(text: string, now: Date): IsoTime {
  const word = text.trim().toLowerCase();
  const [, number, unit] = /^(\d{1,6})([mhdw])$/.exec(word) ?? [];
  if (number && unit) return new Date(now.getTime() - Number(number) * (UNITS_MS[unit] ?? 0)).toISOString();

  const today = Date.parse(now.toISOString().slice(0, 10));
  const daysAgo = word === 'today' ? 0 : word === 'yesterday' ? 1 : daysSince(word, now);
  if (daysAgo !== undefined) return new Date(today - daysAgo * 86_400_000).toISOString();

  const isDate = /^\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:z|[+-]\d\d:\d\d)?)?$/.test(word);
  const withZone = /t.*(?:z|[+-]\d\d:\d\d)$/.test(word) || !word.includes('t') ? word : `${word}z`;
  const time = isDate && isOnCalendar(word.slice(0, 10)) ? Date.parse(withZone.toUpperCase()) : Number.NaN;
  if (Number.isNaN(time)) throw new InputError('say 2026-11-24, 2026-11-24T08:00Z, 3h, 2d, today, yesterday or monday');
  return new Date(time).toISOString();
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function daysSince(weekday: string, now: Date): number | undefined {
  const day = DAYS.indexOf(weekday);
  return day === -1 ? undefined : (now.getUTCDay() - day + 7) % 7;
}
