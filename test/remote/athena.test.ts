import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { askAthena, priceOf } from '../../remote/athena.ts';
import { all } from '../all.ts';

const athena = mockClient(AthenaClient);
beforeEach(() => athena.reset());

const CATALOG = { database: 'dateline', workGroup: 'Dateline' };
const SQL = 'select id from items';

/** Asks without waiting. @returns what came, and the pauses */
async function ask(sql = SQL, within = 300_000) {
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const { rows, ...found } = await askAthena(new AthenaClient({ region: 'eu-west-1' }), CATALOG, sql, {
    within,
    pause,
  });
  return { ...found, rows: await all(rows), pauses };
}

function ends(State: 'SUCCEEDED' | 'FAILED' | 'CANCELLED', StateChangeReason?: string, bytes = 0): void {
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q1' });
  athena.on(GetQueryExecutionCommand).resolves({
    QueryExecution: {
      Status: { State, ...(StateChangeReason !== undefined && { StateChangeReason }) },
      Statistics: { DataScannedInBytes: bytes },
    },
  });
}

const row = (...values: (string | undefined)[]) => ({
  Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })),
});

/** A page of results. @param types by column; the first page has the names again as its first row */
const page = (types: Readonly<Record<string, string>>, rows: ReturnType<typeof row>[], NextToken?: string) => ({
  ...(NextToken !== undefined && { NextToken }),
  ResultSet: {
    ResultSetMetadata: { ColumnInfo: Object.entries(types).map(([Name, Type]) => ({ Name, Type })) },
    Rows: rows,
  },
});

describe('a query to Athena', () => {
  it('is started in the workgroup and the database of the stack, and makes nothing else', async () => {
    ends('SUCCEEDED');
    athena.on(GetQueryResultsCommand).resolves(page({ id: 'varchar' }, [row('id'), row('a')]));
    expect((await ask()).rows).toEqual([['a']]);
    expect(athena.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toMatchObject({
      QueryString: SQL,
      WorkGroup: 'Dateline',
      QueryExecutionContext: { Database: 'dateline' },
    });
    const asked = athena.calls().map(({ firstArg }) => firstArg.constructor.name);
    expect(asked).toEqual(['StartQueryExecutionCommand', 'GetQueryExecutionCommand', 'GetQueryResultsCommand']);
  });

  it('is waited for, longer each time', async () => {
    const is = (State: 'QUEUED' | 'RUNNING' | 'SUCCEEDED') => ({ QueryExecution: { Status: { State } } });
    athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q1' });
    const execution = athena.on(GetQueryExecutionCommand).resolvesOnce(is('QUEUED'));
    for (let poll = 0; poll < 4; poll++) execution.resolvesOnce(is('RUNNING'));
    execution.resolves(is('SUCCEEDED'));
    athena.on(GetQueryResultsCommand).resolves(page({ id: 'varchar' }, [row('id')]));
    const { rows, pauses } = await ask();
    expect(rows).toEqual([]);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 2_000]);
  });

  it('gives all pages, of which only the first repeats the names', async () => {
    ends('SUCCEEDED');
    const types = { id: 'varchar' };
    athena.on(GetQueryResultsCommand, { QueryExecutionId: 'q1' }).resolves(page(types, [row('id'), row('a')], 'n2'));
    athena.on(GetQueryResultsCommand, { NextToken: 'n2' }).resolves(page(types, [row('b')], 'n3'));
    athena.on(GetQueryResultsCommand, { NextToken: 'n3' }).resolves(page(types, [row('id')]));
    expect((await ask()).rows).toEqual([['a'], ['b'], ['id']]);
  });

  it('asks for no more pages than are read', async () => {
    ends('SUCCEEDED');
    athena.on(GetQueryResultsCommand).resolves(page({ id: 'varchar' }, [row('id'), row('a')], 'more'));
    const { rows } = await askAthena(new AthenaClient({ region: 'eu-west-1' }), CATALOG, SQL);
    for await (const first of rows) {
      expect(first).toEqual(['a']);
      break;
    }
    expect(athena.commandCalls(GetQueryResultsCommand)).toHaveLength(1);
  });

  it('has values as JSON has them', async () => {
    ends('SUCCEEDED', undefined, 12_345);
    const cases: [name: string, type: string, text: string | undefined, value: unknown][] = [
      ['N', 'bigint', '42', 42],
      ['huge', 'bigint', '9007199254740993', '9007199254740993'],
      ['share', 'double', '1.0E20', 1e20],
      ['none', 'double', 'NaN', 'NaN'],
      ['price', 'decimal', '10.50', 10.5],
      ['yes', 'boolean', 'true', true],
      ['no', 'boolean', 'false', false],
      ['dt', 'varchar', '2026', '2026'],
      ['empty', 'varchar', '', ''],
      ['absent', 'varchar', undefined, null],
      ['day', 'date', '2026-11-24', '2026-11-24'],
      ['moment', 'timestamp with time zone', '2026-11-24 08:46:43.120 UTC', '2026-11-24T08:46:43.120Z'],
      ['clock', 'timestamp', '2026-11-24 08:46:43.120', '2026-11-24T08:46:43.120'],
      ['c', 'json', '["A, B","C"]', ['A, B', 'C']],
      ['authors', 'array', '[A, B, C]', '[A, B, C]'],
    ];
    const types = Object.fromEntries(cases.map(([name, type]) => [name, type]));
    const rows = [row(...cases.map(([name]) => name)), row(...cases.map(([, , text]) => text))];
    athena.on(GetQueryResultsCommand).resolves(page(types, rows));
    const found = await ask();
    expect(found.rows).toEqual([cases.map(([, , , value]) => value)]);
    expect(found).toMatchObject({ opaque: ['authors'], bytes: 12_345 });
    expect(found.columns[0]).toBe('n');
  });

  it('that is no SELECT is never sent', async () => {
    for (const sql of ['drop table items', '-- select\ninsert into items select 1', 'explain analyze select 1', '']) {
      await expect(ask(sql)).rejects.toThrow('the query must be one SELECT');
    }
    expect(athena.calls()).toEqual([]);
  });

  it('that cannot be read is told where', async () => {
    const message = "line 1:8: mismatched input 'from'.\n Expecting: <expression>";
    athena.on(StartQueryExecutionCommand).rejects(new InvalidRequestException({ message, $metadata: {} }));
    const asked = ask('select from items');
    await expect(asked).rejects.toThrow(InputError);
    await expect(asked).rejects.toThrow(/^line 1:8: mismatched input 'from'\. Expecting: <expression>$/);
  });

  it('that fails is told why', async () => {
    ends('FAILED', "COLUMN_NOT_FOUND: line 1:8: Column 'titel' cannot be resolved");
    const asked = ask();
    await expect(asked).rejects.toThrow(InputError);
    await expect(asked).rejects.toThrow(
      /^the query failed: COLUMN_NOT_FOUND: line 1:8: Column 'titel' cannot be resolved$/,
    );
  });

  it('that reads too much is told so, with the way out', async () => {
    ends('CANCELLED', 'Query cancelled! : Bytes scanned limit was exceeded');
    await expect(ask()).rejects.toThrow(/more than the workgroup allows.*where dt >=/);
  });

  it('is stopped when it takes too long', async () => {
    athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'q1' });
    athena.on(GetQueryExecutionCommand).resolves({ QueryExecution: { Status: { State: 'RUNNING' } } });
    await expect(ask(SQL, 10_000)).rejects.toThrow(/longer than 10 seconds and was stopped; .*where dt >=/);
    expect(athena.commandCalls(StopQueryExecutionCommand)[0]?.args[0].input).toEqual({ QueryExecutionId: 'q1' });
  });

  it('meets a right that is wanting as such', async () => {
    const denied = Object.assign(new Error('not authorized: athena:StartQueryExecution'), {
      name: 'AccessDeniedException',
    });
    athena.on(StartQueryExecutionCommand).rejects(denied);
    await expect(ask()).rejects.toBe(denied);
  });
});

describe('the price of a query', () => {
  it('is $5 a TB, and that of 10 MB at least', () => {
    expect(priceOf(1024 ** 4)).toBe(5);
    expect(priceOf(0)).toBeCloseTo(0.0000477, 7);
    expect(priceOf(0)).toBe(priceOf(10 * 1024 ** 2));
  });
});
