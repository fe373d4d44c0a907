import { stringify } from 'csv-stringify/sync';
import { print, table } from './output.ts';

export const ROW_FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** What a query finds, of whatever shape. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;
}

/** A table is read by a person. */
const TABLE_LIMIT = 100;

/** Prints rows as they come; a table, which needs its widths, at the end. */
export async function writeRows({ columns, rows }: Rows, format: RowFormat, limit?: number): Promise<void> {
  const most = limit ?? (format === 'table' ? TABLE_LIMIT : Number.POSITIVE_INFINITY);
  const writer = WRITERS[format](unique(columns));
  let count = 0;
  let isCut = false;
  for await (const row of rows) {
    isCut = count === most;
    if (isCut) break;
    count++;
    writer.row(row);
  }
  writer.end();
  if (isCut) process.stderr.write(`There are more than ${most} rows; --limit shows more\n`);
}

interface Writer {
  row(row: readonly unknown[]): void;
  end(): void;
}

const WRITERS: Readonly<Record<RowFormat, (columns: readonly string[]) => Writer>> = {
  table(columns) {
    const cells: string[][] = [];
    return {
      row: (row) => void cells.push(row.map(cell)),
      end: () => print(cells.length > 0 ? table(columns, cells) : 'No rows.'),
    };
  },
  json(columns) {
    let last: string | undefined;
    return {
      row(row) {
        print(last === undefined ? '[' : `${last},`);
        last = `  ${JSON.stringify(named(columns, row))}`;
      },
      end: () => print(last === undefined ? '[]' : `${last}\n]`),
    };
  },
  ndjson: (columns) => ({ row: (row) => print(JSON.stringify(named(columns, row))), end: () => {} }),
  csv(columns) {
    // Spreadsheets run a cell that begins with =, + or @; a headline is never meant so.
    const line = (row: readonly unknown[]) => print(stringify([[...row]], { escape_formulas: true, eof: false }));
    line(columns);
    return { row: (row) => line(row.map(cell)), end: () => {} };
  },
};

const cell = (value: unknown): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const named = (columns: readonly string[], row: readonly unknown[]) =>
  Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]));

/** Two columns of one name would be one field: the second of `id` is `id_2`. */
function unique(columns: readonly string[]): string[] {
  return columns.map((name, at) => {
    const before = columns.slice(0, at).filter((other) => other === name).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}
