import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { moment as readMoment } from '../lambdas/query/moment.ts';
import type { IsoTime } from '../lambdas/shared/domain.ts';
import { InputError } from '../lambdas/shared/errors.ts';

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

/** A moment as people say it: see `moment` of the queries. */
export function moment(text: string): IsoTime {
  try {
    return readMoment(text, new Date());
  } catch (error) {
    throw error instanceof InputError ? new InvalidArgumentError(error.message) : error;
  }
}

/** A moment with the words that named it. */
export const typedMoment = (text: string) => ({ text, time: moment(text) });

export const stackOption = () =>
  new Option(
    '--stack <name>',
    'work on this deployed stack, with your AWS credentials (default: the run on this machine)',
  );
