import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_COLUMNS, ITEM_FIELDS } from '../../lambdas/archive/columns.ts';
import { putItems } from '../../lambdas/archive/lines.ts';
import { misfits } from './columns.ts';
import { memoryArchive } from './memory-archive.ts';
import { SIGHTING, sightings } from './sightings.ts';

async function linesOf(given: Parameters<typeof putItems>[1]): Promise<unknown[]> {
  const archive = memoryArchive();
  const [pointer] = await putItems(archive, given);
  const object = pointer && (await archive.get(pointer.key));
  if (!object) return [];
  return gunzipSync(object.body)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the columns of the archive', () => {
  it('are the fields that the lines have, with their types', async () => {
    await fc.assert(
      fc.asyncProperty(sightings, async (given) => {
        for (const line of await linesOf(given)) expect(misfits(ITEM_FIELDS, line)).toEqual([]);
      }),
    );
  });

  it('include those of a story whose text is that of its page', async () => {
    const teaser = { at: SIGHTING.at, raw: { key: 'items/x', line: 0 } };
    const [line] = await linesOf([{ ...SIGHTING, teaser }]);
    expect(line).toHaveProperty('teaser');
    expect(misfits(ITEM_FIELDS, line)).toEqual([]);
  });

  it('have names that Glue takes, each once', () => {
    const names = ITEM_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+$/);
  });

  it('have types as Hive writes them', () => {
    expect(Object.fromEntries(ITEM_COLUMNS.map(({ name, type }) => [name, type]))).toMatchObject({
      feedid: 'string',
      withdrawn: 'boolean',
      authors: 'array<string>',
      enclosures: 'array<struct<url:string,type:string,length:double>>',
      teaser: 'struct<at:string,raw:struct<key:string,line:double>>',
    });
  });
});

describe('the comparison with lines', () => {
  it('sees a field that has no column, and one of another type', () => {
    expect(misfits(ITEM_FIELDS, { id: 'a', mood: 'good', withdrawn: 'no', authors: [1] })).toEqual([
      'mood',
      'withdrawn',
      'authors',
    ]);
  });
});
