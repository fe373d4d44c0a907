import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { IsoTime } from '../lambdas/shared/domain.ts';

/** Readers of option values. Each throws commander's InvalidArgumentError, which names the option. */

export function port(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return number;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
  return Number(text);
}

export function limit(text: string): number {
  const number = wholeNumber(text);
  if (number < 1 || number > 1_000) throw new InvalidArgumentError('From 1 to 1000.');
  return number;
}

/** For options that may be given several times. */
export const collect = (text: string, values: string[]): string[] => [...values, text];

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * A moment as people say it: `2026-11-24`, `2026-11-24T08:00Z`, `3h`, `2d`, `today`, `yesterday`, `monday` (the last
 * one). Days begin at midnight UTC.
 */
export function moment(text: string, now = new Date()): IsoTime {
  const word = text.trim().toLowerCase();
  const [, number, unit] = /^(\d{1,6})([mhdw])$/.exec(word) ?? [];
  if (number && unit) return new Date(now.getTime() - Number(number) * (UNITS_MS[unit] ?? 0)).toISOString();

  const today = Date.parse(now.toISOString().slice(0, 10));
  const daysAgo = word === 'today' ? 0 : word === 'yesterday' ? 1 : daysSince(word, now);
  if (daysAgo !== undefined) return new Date(today - daysAgo * 86_400_000).toISOString();

  const isDate = /^\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:z|[+-]\d\d:\d\d)?)?$/.test(word);
  const withZone = /t.*(?:z|[+-]\d\d:\d\d)$/.test(word) || !word.includes('t') ? word : `${word}z`;
  const time = isDate && isOnCalendar(word.slice(0, 10)) ? Date.parse(withZone.toUpperCase()) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError('Say 2026-11-24, 2026-11-24T08:00Z, 3h, 2d, today, yesterday or monday.');
  return new Date(time).toISOString();
}

/** A moment with the words that named it. */
export const typedMoment = (text: string) => ({ text, time: moment(text) });

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function daysSince(weekday: string, now: Date): number | undefined {
  const day = DAYS.indexOf(weekday);
  return day === -1 ? undefined : (now.getUTCDay() - day + 7) % 7;
}
