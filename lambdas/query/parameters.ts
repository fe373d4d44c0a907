import * as z from 'zod';
import { InputError } from '../shared/errors.ts';
import { type Asked, ROLES } from './answer.ts';
import { FORMATS } from './formats.ts';
import { moment } from './moment.ts';
import { countryCodes } from './resolve.ts';

/** Parameters that may stand several times, as AND. The others stand once. */
const SEVERAL = ['region', 'topic', 'feed'] as const;

const MOST = 1_000;

const Single = z.strictObject({
  role: z.enum(ROLES).optional(),
  'publisher-country': z.string().optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  limit: z
    .stringFormat('whole number', /^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(MOST))
    .default(20),
  cursor: z.string().optional(),
  format: z.enum(FORMATS).default('json'),
});

/**
 * Reads the parameters of an address: names and meaning are those of the options of `dateline query`.
 *
 * @throws InputError naming each that is unknown or wrong; one that is misspelt would widen the answer without a word
 */
export function readParameters(query: URLSearchParams, now: Date): { asked: Asked; format: (typeof FORMATS)[number] } {
  const names = [...new Set(query.keys())];
  const single = names.filter((name) => !SEVERAL.some((several) => several === name));
  const twice = single.filter((name) => query.getAll(name).length > 1);
  if (twice.length > 0) throw new InputError(`${twice.join(', ')}: may stand once only`);
  const read = Single.safeParse(Object.fromEntries(single.map((name) => [name, query.get(name)])));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new InputError(faults.join('; '));
  }
  const { format, since, until, 'publisher-country': country, ...rest } = read.data;
  const [region, topic, feed] = SEVERAL.map((name) => query.getAll(name)) as [string[], string[], string[]];
  return {
    format,
    asked: {
      ...rest,
      ...{ region, topic, feed },
      publisherCountry: country === undefined ? undefined : countryCodes(country),
      since: typed('since', since, now),
      until: typed('until', until, now),
    },
  };
}

function typed(name: string, text: string | undefined, now: Date) {
  if (text === undefined) return undefined;
  try {
    return { text, time: moment(text, now) };
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name} ${JSON.stringify(text)}: ${error.message}`) : error;
  }
}
