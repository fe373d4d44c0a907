import { describe, expect, it, vi } from 'vitest';
import { type RowFormat, type Rows, writeRows } from '../../bin/rows.ts';

const FOUND: Rows = {
  columns: ['id', 'n', 'names', 'id'],
  rows: [
    ['a', 1, ['A, B', 'C'], null],
    ['=b', 2.5, null, 'x '],
  ],
};

async function written(format: RowFormat, limit?: number, found = FOUND): Promise<{ out: string; err: string }> {
  const [out, err] = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
  await writeRows(found, format, limit);
  const said = [out, err].map((spy) => (spy?.mock.calls ?? []).map(([text]) => text).join(''));
  vi.restoreAllMocks();
  return { out: said[0] ?? '', err: said[1] ?? '' };
}

describe('rows', () => {
  it('are JSON, with every column under a name of its own', async () => {
    expect(JSON.parse((await written('json')).out)).toEqual([
      { id: 'a', n: 1, names: ['A, B', 'C'], id_2: null },
      { id: '=b', n: 2.5, names: null, id_2: 'x ' },
    ]);
    expect((await written('json', undefined, { ...FOUND, rows: [] })).out).toBe('[]\n');
  });

  it('are JSON line by line', async () => {
    const { out } = await written('ndjson');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['a', '=b']);
  });

  it('are CSV, in which no cell is a formula', async () => {
    expect((await written('csv')).out).toBe(`id,n,names,id_2\na,1,"[""A, B"",""C""]",\n'=b,2.5,,x \n`);
  });

  it('are a table, or said not to be there', async () => {
    const { out } = await written('table');
    expect(out).toMatch(/^id +n +names +id_2/);
    expect(out).toMatch(/^a +1 +\["A, B","C"\]/m);
    expect((await written('table', undefined, { ...FOUND, rows: [] })).out).toBe('No rows.\n');
  });

  it('are cut at the limit, which is said beside them', async () => {
    expect(await written('ndjson', 1)).toMatchObject({ err: 'There are more than 1 rows; --limit shows more\n' });
    expect((await written('ndjson', 2)).err).toBe('');
    const many = { columns: ['n'], rows: Array.from({ length: 101 }, (_, n) => [n]) };
    expect((await written('table', undefined, many)).err).toMatch(/more than 100 rows/);
    expect((await written('csv', undefined, many)).err).toBe('');
  });
});
