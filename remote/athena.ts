import { setTimeout } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  InvalidRequestException,
  paginateGetQueryResults,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { firstWord } from '../lambdas/archive/first-word.ts';
import { InputError } from '../lambdas/shared/errors.ts';

/** Where a stack's archive is asked. */
export interface Catalog {
  readonly database: string;
  readonly workGroup: string;
}

export interface AthenaOptions {
  /** Milliseconds for the query; then it is stopped. @default five minutes */
  readonly within?: number;
  /** Waits so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Athena would make or drop a table for whoever may. */
const READING = new Set(['select', 'with', 'values']);

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/**
 * Asks the archive of a stack. All that it makes is the query, and the result that Athena leaves for it in the bucket.
 *
 * @param sql one SELECT
 * @returns names of the columns in lower case, the rows as JSON has them, the bytes that were read, and which columns
 *   Athena gives as a text of its own that cannot be taken apart
 * @throws InputError where the query is at fault, takes too long, or reads more than the workgroup allows
 */
export async function askAthena(
  client: AthenaClient,
  catalog: Catalog,
  sql: string,
  { within = 300_000, pause = setTimeout }: AthenaOptions = {},
) {
  const id = await start(client, catalog, sql);
  const execution = await ended(client, id, within, pause);
  const pages = paginateGetQueryResults({ client, pageSize: 1_000 }, { QueryExecutionId: id });
  const first = await pages.next();
  const { ResultSet: { ResultSetMetadata: { ColumnInfo = [] } = {}, Rows = [] } = {} } = first.value ?? {};
  const types = ColumnInfo.map(({ Type = '' }) => Type);
  const columns = ColumnInfo.map(({ Name = '' }) => Name.toLowerCase());
  const read = ({ Data = [] }: Row) => types.map((type, at) => jsonOf(type, Data[at]?.VarCharValue));
  async function* rows() {
    // The first row of all repeats the names.
    yield* Rows.slice(1).map(read);
    for await (const { ResultSet } of pages) yield* (ResultSet?.Rows ?? []).map(read);
  }
  const opaque = columns.filter((_, at) => OPAQUE.has(types[at] ?? ''));
  return { columns, rows: rows(), opaque, bytes: execution.Statistics?.DataScannedInBytes ?? 0 };
}

async function start(client: AthenaClient, { database, workGroup }: Catalog, sql: string): Promise<string> {
  if (!READING.has(firstWord(sql))) throw new InputError('the query must be one SELECT');
  try {
    const { QueryExecutionId = '' } = await client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
        WorkGroup: workGroup,
      }),
    );
    return QueryExecutionId;
  } catch (error) {
    throw error instanceof InvalidRequestException ? new InputError(oneLine(error.message), { cause: error }) : error;
  }
}

async function ended(
  client: AthenaClient,
  id: string,
  within: number,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<QueryExecution> {
  for (let [waited, next] = [0, FIRST_PAUSE]; ; next = Math.min(next * 2, LONGEST_PAUSE)) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const { State, StateChangeReason: reason = 'no reason was given' } = QueryExecution?.Status ?? {};
    if (QueryExecution && State === 'SUCCEEDED') return QueryExecution;
    if (State === 'FAILED' || State === 'CANCELLED') throw new InputError(whyEnded(reason));
    if (waited >= within) {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
      throw new InputError(
        `the query took longer than ${within / 1_000} seconds and was stopped; ask for fewer days: where dt >= …`,
      );
    }
    await pause(next);
    waited += next;
  }
}

function whyEnded(reason: string): string {
  const said = oneLine(reason);
  return /bytes scanned limit/i.test(said)
    ? 'the query would read more than the workgroup allows (queryScanLimit of the stack); ask for fewer days: where dt >= …'
    : `the query failed: ${said}`;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');

const WHOLE = new Set(['tinyint', 'smallint', 'integer', 'bigint']);
const BROKEN = new Set(['float', 'real', 'double', 'decimal']);
const OPAQUE = new Set(['array', 'row', 'map']);

/** Athena gives every value as text, and none for null. What a number of JSON cannot hold stays text. */
function jsonOf(type: string, text: string | undefined): unknown {
  if (text === undefined) return null;
  if (type === 'boolean') return text === 'true';
  if (type === 'json') return JSON.parse(text);
  if (type.startsWith('timestamp')) return text.replace(' ', 'T').replace(' UTC', 'Z');
  const number = Number(text);
  const isNumber = (WHOLE.has(type) && Number.isSafeInteger(number)) || (BROKEN.has(type) && Number.isFinite(number));
  return isNumber ? number : text;
}

/** US dollars on paper, as https://aws.amazon.com/athena/pricing/ lists it for us-east-1: $5 a TB, a query being 10 MB at least. */
export const priceOf = (bytes: number): number => (Math.max(bytes, 10 * MB) / (MB * MB)) * 5;
const MB = 1024 * 1024;
