import * as z from 'zod';
import { InputError } from './errors.ts';

/**
 * Reads the whole environment of a function at cold start and reports all of its faults together.
 *
 * @param shape variable name → zod type
 * @throws InputError naming each variable that is missing or wrong
 */
export function readEnv<S extends z.ZodRawShape>(
  shape: S,
  env: Record<string, string | undefined> = process.env,
): z.output<z.ZodObject<S>> {
  const read = z.object(shape).safeParse(env);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new InputError(`environment: ${faults.join('; ')}`);
}
