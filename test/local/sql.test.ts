import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnName, ITEM_FIELDS } from '../../lambdas/archive/columns.ts';
import { createFileArchive } from '../../lambdas/archive/file-archive.ts';
import { putItems } from '../../lambdas/archive/lines.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { linesKey, parseArchiveKey } from '../../lambdas/shared/keys.ts';
import { dataFolder } from '../../local/folder.ts';
import { countRound } from '../../local/round.ts';
import { startRuntime } from '../../local/runtime.ts';
import { startSampleWire } from '../../local/sample-wire/server.ts';
import { askArchive } from '../../local/sql.ts';
import { openStore } from '../../local/store.ts';
import { all } from '../all.ts';
import { misfits } from '../archive/columns.ts';
import { SIGHTING, sightings } from '../archive/sightings.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let home: TempFolder;
let archive: string;

/** What the sample wire publishes first, brought in by the pipeline itself. */
beforeAll(async () => {
  home = await tempFolder();
  const folder = dataFolder(home.path);
  archive = folder.archive;
  const store = await openStore({ folder, share: false });
  const wire = await startSampleWire({ port: 0, epoch: new Date('2026-11-24T12:00:00.000Z'), round: 0 });
  await writeFile(folder.wishedFeeds, wire.opml);
  const runtime = await startRuntime(store, { signal: new AbortController().signal });
  await countRound(runtime.tick, () => {});
  await runtime.close();
  await wire.close();
  await store.close();
}, 60_000);
afterAll(() => home[Symbol.asyncDispose]());

async function ask(sql: string, folder = archive): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await askArchive(folder, sql);
  return (await all(rows)).map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
}

/** The lines of an archive with the day in their key. */
async function linesOf(folder: string): Promise<Record<string, unknown>[]> {
  const files = createFileArchive(folder);
  const lines: Record<string, unknown>[] = [];
  for (const key of await all(files.list('items/'))) {
    const text = gunzipSync((await files.get(key))?.body ?? '').toString();
    const dt = parseArchiveKey(key).at.slice(0, 10);
    for (const line of text.split('\n').filter(Boolean)) lines.push({ ...JSON.parse(line), dt });
  }
  return lines;
}

const FIELDS = [...Object.keys(ITEM_FIELDS), 'dt'];

/** A line as a row: a field that is absent is null, in what it holds as well. */
const rowOf = (line: Record<string, unknown>) =>
  Object.fromEntries(FIELDS.map((field) => [columnName(field), filled(field, line[field] ?? null)]));
const filled = (field: string, value: unknown): unknown =>
  field === 'enclosures' && Array.isArray(value)
    ? value.map(({ url, type = null, length = null }) => ({ url, type, length }))
    : value;

async function put(lines: readonly object[], at = SIGHTING.at): Promise<TempFolder> {
  const folder = await tempFolder();
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const key = linesKey('items', SIGHTING.feedId, at, text);
  await createFileArchive(folder.path).put(key, { body: gzipSync(text), metadata: {} });
  return folder;
}

describe('the table items', () => {
  it('has a row for each archived line, with all that it holds', async () => {
    const lines = await linesOf(archive);
    expect(lines.length).toBeGreaterThan(150);
    for (const { dt: _, ...line } of lines) expect(misfits(ITEM_FIELDS, line)).toEqual([]);
    const byPlace = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
    expect((await ask('select * from items')).sort(byPlace)).toEqual(lines.map(rowOf).sort(byPlace));
  });

  it('gives back whatever a line can hold', async () => {
    await fc.assert(
      fc.asyncProperty(sightings, async (given) => {
        if (given.length === 0) return;
        await using folder = await tempFolder();
        await putItems(createFileArchive(folder.path), given);
        expect(await ask('select * from items', folder.path)).toEqual((await linesOf(folder.path)).map(rowOf));
      }),
      { numRuns: 25 },
    );
  });

  it('has nulls for the fields that older lines lack, and leaves out those that it does not know', async () => {
    await using folder = await put([{ id: 'a', feedId: 'f', at: SIGHTING.at, mood: 'good' }]);
    const [row] = await ask('select * from items', folder.path);
    expect(row).toEqual(rowOf({ id: 'a', feedId: 'f', at: SIGHTING.at, dt: '2026-11-24' }));
  });

  it('takes any number that a publisher gives', async () => {
    const enclosures = [
      { url: 'https://a.example/', length: 1.5 },
      { url: 'https://b.example/', length: 1e30 },
    ];
    await using folder = await put([{ id: 'a', enclosures }]);
    const [row] = await ask('select enclosures from items', folder.path);
    expect(row).toMatchObject({ enclosures: [{ length: 1.5 }, { length: 1e30 }] });
  });

  it('is not there before anything is archived, which is said', async () => {
    await using folder = await tempFolder();
    await expect(askArchive(folder.path, 'select 1')).rejects.toThrow(/nothing is archived under .* yet; `npm start`/);
  });
});

/** Each is valid in Athena (Trino) as well: standard SQL, and names of functions that both know. */
describe('the SQL that a stack takes too', () => {
  it('counts by day', async () => {
    const [row] = await ask(
      "select dt, count(*) as lines, count(distinct id) as stories from items where dt >= '2026-11-20' group by dt order by dt",
    );
    const lines = await linesOf(archive);
    expect(row).toEqual({ dt: lines[0]?.dt, lines: lines.length, stories: new Set(lines.map(({ id }) => id)).size });
    expect(await ask("select id from items where dt < '2026-01-01'")).toEqual([]);
  });

  it('finds the busiest feeds', async () => {
    const rows = await ask('select feedId, count(*) as n from items group by feedId order by n desc, feedId limit 3');
    const counts = new Map<unknown, number>();
    for (const { feedId } of await linesOf(archive)) counts.set(feedId, (counts.get(feedId) ?? 0) + 1);
    expect(rows.map(({ n }) => n)).toEqual([...counts.values()].sort((a, b) => b - a).slice(0, 3));
  });

  it('searches the text', async () => {
    const rows = await ask("select title from items where lower(title) like '%north korea%' and language = 'en'");
    expect(rows.length).toBeGreaterThan(0);
    for (const { title } of rows) expect(title).toMatch(/north korea/i);
  });

  it('takes lists apart', async () => {
    const rows = await ask(
      'select category, count(*) as n from items cross join unnest(categories) as t (category) group by category order by n desc, category',
    );
    const said = (await linesOf(archive)).flatMap(({ categories }) => categories as string[]);
    expect(rows.reduce((sum, { n }) => sum + Number(n), 0)).toBe(said.length);
    const [most] = await ask(
      "select max(cardinality(authors)) as n, max(array_join(authors, ', ')) as names from items",
    );
    expect(most).toEqual({ n: expect.any(Number), names: expect.any(String) });
  });

  it('gives lists and structures as JSON', async () => {
    await using folder = await put([
      { id: 'a', authors: ['A. Writer', 'B, of Bath'], teaser: { at: 'x', raw: { key: 'k', line: 0 } } },
    ]);
    const [row] = await ask('select cast(authors as json) as authors, teaser.raw.key from items', folder.path);
    expect(row).toEqual({ authors: ['A. Writer', 'B, of Bath'], key: 'k' });
  });

  it('takes the last of each story', async () => {
    await using folder = await put([
      { id: 'a', at: '2026-11-24T08:00:00.000Z', title: 'Talks' },
      { id: 'b', at: '2026-11-24T08:00:00.000Z', title: 'Storm' },
      { id: 'a', at: '2026-11-24T09:00:00.000Z', title: 'Talks end' },
    ]);
    const last = `select id, title from
      (select *, row_number() over (partition by id order by "at" desc) as n from items where dt >= '2026-11-20') as seen
      where n = 1 order by id`;
    expect(await ask(last, folder.path)).toEqual([
      { id: 'a', title: 'Talks end' },
      { id: 'b', title: 'Storm' },
    ]);
    expect(
      await ask('select id, max_by(title, "at") as title from items group by id order by id', folder.path),
    ).toEqual(await ask(last, folder.path));
  });

  it('reckons with times and numbers as Athena does', async () => {
    const [row] = await ask(`select 7 / 2 as whole, 7 / 2.0 as broken, cast(1 as bigint) as one, true as yes,
      date_diff('minute', from_iso8601_timestamp('2026-11-24T08:00:00.000Z'), from_iso8601_timestamp('2026-11-24T10:00:00+01:00')) as minutes,
      from_iso8601_timestamp('2026-11-24T10:00:00+01:00') as moment, timestamp '2026-11-24 08:00:00' as clock, date '2026-11-24' as day,
      cast(cast(date '2026-11-24' - interval '2' day as date) as varchar) as before, regexp_like('KP and KR', 'K[PR]$') as ends`);
    expect(row).toEqual({
      ...{ whole: 3, broken: 3.5, one: 1, yes: true, minutes: 60, ends: true },
      ...{
        moment: '2026-11-24T09:00:00.000Z',
        clock: '2026-11-24T08:00:00.000',
        day: '2026-11-24',
        before: '2026-11-22',
      },
    });
  });
});

describe('a query that is at fault', () => {
  it.each([
    ['selct 1', 'line 1:1: syntax error at or near "selct"'],
    ["select 'é',\n  titel from items", /^line 2:3: Referenced column "titel" not found .*--columns/],
    ['select id from stories', /^line 1:16: Table with name stories does not exist$/],
    ['select at from items', /^line 1:11: syntax error .*; at is a word of SQL, so write "at"$/],
    ['select cast(title as bigint) from items', /^line 1:8: Could not convert string/],
    ['select id from items where id = ?', /^Values were not provided/],
    ['', 'the query must be one SELECT'],
    ['select 1; select 2', 'the query must be one SELECT'],
  ])('is told where: %s', async (sql, message) => {
    const asked = ask(sql);
    await expect(asked).rejects.toThrow(InputError);
    await expect(asked).rejects.toThrow(message);
  });
});

describe('a query', () => {
  const LOCKED = /; a query reads the table items, and nothing else$/;
  const NO_SELECT = /^the query must be one SELECT$/;

  it.each([
    ["select * from read_csv('/etc/passwd')", LOCKED],
    ["select * from read_text('/etc/passwd')", LOCKED],
    ["select * from read_blob('/etc/passwd')", LOCKED],
    ["select * from sniff_csv('/etc/passwd')", LOCKED],
    ["select * from glob('/etc/*')", LOCKED],
    ["select * from read_csv('https://example.org/a.csv')", LOCKED],
    ["select * from '/etc/passwd'", /does not exist/],
    ["select getenv('HOME')", /does not exist/],
    ['select * from duckdb_secrets()', LOCKED],
    ['install httpfs', NO_SELECT],
    ['load httpfs', NO_SELECT],
    ['set enable_external_access = true', NO_SELECT],
    ["attach ':memory:' as other", NO_SELECT],
    ['create table t as select 1', NO_SELECT],
    ['drop view items', NO_SELECT],
    ['explain analyze select 1', NO_SELECT],
    ["pragma profile_output = '/tmp/profile'", NO_SELECT],
  ])('cannot leave the archive: %s', async (sql, message) => {
    await expect(ask(sql)).rejects.toThrow(message);
  });

  it('cannot write, not even into the archive', async () => {
    const [key = ''] = await all(createFileArchive(archive).list('items/'));
    const state = async () => [await readdir(home.path, { recursive: true }), await linesOf(archive)];
    const before = await state();
    for (const target of [join(archive, 'items/new.csv'), join(home.path, 'new.csv'), join(archive, key)]) {
      await expect(ask(`copy (select 1) to '${target}'`)).rejects.toThrow(InputError);
      await expect(ask(`explain analyze copy (select 1) to '${target}'`)).rejects.toThrow(InputError);
      await expect(ask(`attach '${target}'`)).rejects.toThrow(InputError);
      await expect(ask(`select * from query('copy (select 1) to ''${target}''')`)).rejects.toThrow(InputError);
      // A SELECT by its form, that is to have DuckDB's log written; it finds no way to.
      await ask(`select * from enable_logging(storage = 'file', storage_config = {'path': '${target}'})`);
    }
    expect(await state()).toEqual(before);
  });

  it('reads no other file of the data folder, nor one that is linked into the archive', async () => {
    for (const path of [join(home.path, 'tables.json'), join(archive, 'items/../../tables.json')]) {
      await expect(ask(`select * from read_text('${path}')`)).rejects.toThrow(LOCKED);
    }
    await using folder = await put([{ id: 'a' }]);
    await symlink('/etc/passwd', join(folder.path, 'items/passwd'));
    await expect(ask(`select * from read_text('${join(folder.path, 'items/passwd')}')`, folder.path)).rejects.toThrow(
      LOCKED,
    );
  });
});
