import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseOpml } from '../lambdas/schedule/opml.ts';
import { InputError } from '../lambdas/shared/errors.ts';

const ROOT = join(import.meta.dirname, '..');

/** Why the schedule function could not read this OPML file. @param path from the project's root */
export function faultOfFeeds(path: string): string | undefined {
  try {
    parseOpml(readFileSync(resolve(ROOT, path), 'utf8'));
    return undefined;
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && 'syscall' in error)) return error.message;
    throw error;
  }
}
