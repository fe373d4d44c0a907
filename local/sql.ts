import { resolve } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValueConverter,
  type Json,
  JsonDuckDBValueConverter,
  StatementType,
} from '@duckdb/node-api';
import { type ColumnType, columnName, ITEM_FIELDS } from '../lambdas/archive/columns.ts';
import { createFileArchive } from '../lambdas/archive/file-archive.ts';
import { firstWord } from '../lambdas/archive/first-word.ts';
import { InputError } from '../lambdas/shared/errors.ts';
import { PREFIX, SQL } from '../lambdas/shared/names.ts';
import { faultOf } from './sql-faults.ts';

/** Functions of Athena that DuckDB has under another name. */
const MACROS = [
  'approx_distinct(value) as approx_count_distinct(value)',
  'array_join(list, separator) as array_to_string(list, separator)',
  'cardinality(list) as len(list)',
  'from_iso8601_timestamp(value) as cast(value as timestamptz)',
  'json_extract_scalar(json, path) as json_extract_string(json, path)',
  'json_format(json) as cast(json as varchar)',
  'regexp_like(value, pattern) as regexp_matches(value, pattern)',
];

/**
 * Asks the archive of the local run, with the same table as that of a stack. The query can read the archived items and
 * nothing else, and write nothing.
 *
 * @param archive its folder
 * @returns names of the columns in lower case, and the rows as JSON has them
 * @throws InputError where there is nothing yet, or where the query is at fault, with its position
 */
export async function askArchive(archive: string, sql: string) {
  const files: string[] = [];
  for await (const key of createFileArchive(archive).list(PREFIX.items))
    if (key.endsWith('.ndjson.gz')) files.push(resolve(archive, key));
  if (files.length === 0)
    throw new InputError(`nothing is archived under ${archive} yet; \`npm start\` begins to poll`);

  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
    errors_as_json: 'true',
  });
  try {
    const connection = await instance.connect();
    for (const step of preparation(files)) await connection.run(step);
    const result = await (await selectOf(connection, sql)).stream();
    const types = result.columnTypes();
    async function* rows() {
      try {
        for await (const chunk of result.yieldConvertedRows(toJson)) {
          for (const row of chunk) yield row.map((value, at) => (types[at]?.alias === 'JSON' ? parsed(value) : value));
        }
      } catch (error) {
        throw faultOf(error, sql);
      } finally {
        instance.closeSync();
      }
    }
    return { columns: result.columnNames().map(columnName), rows: rows() };
  } catch (error) {
    instance.closeSync();
    throw faultOf(error, sql);
  }
}

function* preparation(files: readonly string[]): Generator<string> {
  const list = `[${files.map(quoted).join()}]`;
  const fields = Object.entries(ITEM_FIELDS);
  const columns = fields.map(([field, type]) => `"${field}": ${quoted(duckType(type))}`);
  const named = fields.map(([field]) => `"${field}" as "${columnName(field)}"`);
  yield `create view ${SQL.table} as select ${named.join()}, ${SQL.partition} from read_json(${list},
    format = 'newline_delimited', columns = {${columns.join()}}, hive_partitioning = true, hive_types_autocast = false)`;
  for (const macro of MACROS) yield `create macro ${macro}`;
  // As in Athena: times are UTC, and 7 / 2 is 3.
  yield "set TimeZone = 'UTC'";
  yield 'set integer_division = true';
  // File by file: of a folder that is allowed, DuckDB says that it may be written to as well.
  yield `set allowed_paths = ${list}`;
  yield 'set enable_external_access = false';
  yield 'set lock_configuration = true';
}

/** Athena takes one query, and a stack is never changed by one. */
async function selectOf(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = firstWord(sql) === '' ? undefined : await connection.extractStatements(sql);
  const statement = statements?.count === 1 ? await statements.prepare(0) : undefined;
  if (statement?.statementType !== StatementType.SELECT) throw new InputError('the query must be one SELECT');
  return statement;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function duckType(type: ColumnType): string {
  if (type === 'string') return 'VARCHAR';
  if (typeof type === 'string') return type.toUpperCase();
  if ('array' in type) return `${duckType(type.array)}[]`;
  const fields = Object.entries(type.struct).map(([name, field]) => `"${name}" ${duckType(field)}`);
  return `STRUCT(${fields.join()})`;
}

const toJson: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBTimestampTZValue) return isoTime(value.micros);
  if (value instanceof DuckDBTimestampValue) return isoTime(value.micros).slice(0, -1);
  return JsonDuckDBValueConverter(value, type, converter);
};

/** A chunk does not know which of its texts are JSON; the result does. */
const parsed = (value: Json): Json => (typeof value === 'string' ? JSON.parse(value) : value);

const isoTime = (micros: bigint): string => new Date(Number(micros / 1000n)).toISOString();
