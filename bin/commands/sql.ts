import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { ITEM_COLUMNS } from '../../lambdas/archive/columns.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { SQL } from '../../lambdas/shared/names.ts';
import { dataFolder } from '../../local/folder.ts';
import { stackOption, wholeNumber } from '../options.ts';
import { ROW_FORMATS, type Rows, writeRows } from '../rows.ts';
import { withStack } from '../store.ts';

export function sqlCommand() {
  return new Command('sql')
    .description(
      `Ask the archive in SQL: the table ${SQL.table}, a line for each time that a story was seen new or revised`,
    )
    .argument('[query]', 'one SELECT; from standard input where it is left out')
    .option('--columns', `show the columns of ${SQL.table}`)
    .addOption(new Option('--format <format>', 'how to print the rows').choices(ROW_FORMATS).default('table' as const))
    .option('--limit <number>', 'rows to print (default: 100 in a table, otherwise all)', rowLimit)
    .addOption(stackOption())
    .action(async (query, { columns, format, limit, stack }) => {
      const sql = columns ? '' : (query ?? (await typed())).trim().replace(/;$/, '');
      if (columns || DESCRIBE.test(sql)) return writeRows(described(), format, limit);
      if (sql === '') throw new InputError(`there is no query; try: select count(*) from ${SQL.table}`);
      if (stack === undefined) return askHere(sql, (found) => writeRows(found, format, limit));
      return askStack(stack, sql, (found) => writeRows(found, format, limit));
    });
}

const DESCRIBE = new RegExp(`^(describe|desc|show\\s+columns\\s+(from|in))\\s+${SQL.table}$`, 'i');

function rowLimit(typed: string): number {
  const rows = wholeNumber(typed);
  if (rows < 1) throw new InvalidArgumentError('At least 1.');
  return rows;
}

async function typed(): Promise<string> {
  if (process.stdin.isTTY) throw new InputError(`there is no query; try: select count(*) from ${SQL.table}`);
  return text(process.stdin);
}

function described(): Rows {
  const all = [...ITEM_COLUMNS, { name: SQL.partition, type: 'string' }];
  return { columns: ['column', 'type'], rows: all.map(({ name, type }) => [name, type]) };
}

/** DuckDB and the SDK's client are loaded here alone: no other command should wait for them. */
async function askHere(sql: string, write: (found: Rows) => Promise<void>): Promise<void> {
  const { askArchive } = await import('../../local/sql.ts');
  await write(await askArchive(dataFolder().archive, sql));
}

async function askStack(name: string, sql: string, write: (found: Rows) => Promise<void>): Promise<void> {
  await withStack(name, async (stack) => {
    const [{ AthenaClient }, { askAthena, priceOf }, { outputOf }] = await Promise.all([
      import('@aws-sdk/client-athena'),
      import('../../remote/athena.ts'),
      import('../../remote/outputs.ts'),
    ]);
    const catalog = { database: outputOf(stack, 'database'), workGroup: outputOf(stack, 'workGroup') };
    const found = await askAthena(new AthenaClient(stack.aws), catalog, sql);
    await write(found);
    const say = (line: string) => void process.stderr.write(`${line}\n`);
    if (found.opaque.length > 0) {
      say(
        `Lists and structures are Athena's own text in ${found.opaque.join(', ')}; \`cast(… as json)\` brings them whole`,
      );
    }
    say(`${found.bytes.toLocaleString('en')} bytes read, $${priceOf(found.bytes).toFixed(5)} on paper`);
  });
}
