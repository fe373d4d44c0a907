import * as z from 'zod';
import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import { sha256 } from '../shared/keys.ts';

const VERSION = 1;

/** Where a page ended. Times are kept as they were resolved, so that "the last week" means the same on every page. */
export interface PagePosition {
  readonly since: IsoTime;
  readonly until: IsoTime;
  /** Sort key of the last row. */
  readonly after: string;
}

/** Version, query, since, until, after, and a sum of the three: a damaged sort key would pass for one. */
const Written = z.tuple([z.literal(VERSION), z.string(), z.string(), z.string(), z.string(), z.string()]);
type Written = z.infer<typeof Written>;

/** @param query what was asked, in any form that is the same for the same question */
export function writeCursor(query: unknown, { since, until, after }: PagePosition): string {
  const sum = fingerprint([since, until, after]);
  const fields: Written = [VERSION, fingerprint(query), since, until, after, sum];
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/** @throws InputError for a cursor that is damaged, of another version, or of another query */
export function readCursor(query: unknown, cursor: string): PagePosition {
  const written = Written.safeParse(parsed(cursor));
  if (!written.success || !isWhole(written.data)) {
    throw new InputError(`--cursor: not a cursor of this version: ${cursor}; ask again without it`);
  }
  const [, asked, since, until, after] = written.data;
  if (asked !== fingerprint(query)) {
    throw new InputError('--cursor: it belongs to another query; repeat it with the same options');
  }
  return { since, until, after };
}

const isWhole = ([, , since, until, after, sum]: Written): boolean => sum === fingerprint([since, until, after]);

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const fingerprint = (query: unknown): string => sha256(JSON.stringify(query)).slice(0, 12);
