import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileArchive } from '../../lambdas/archive/file-archive.ts';
import { getItems, putItems, putRejected } from '../../lambdas/archive/lines.ts';
import { createS3Archive } from '../../lambdas/archive/s3-archive.ts';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { all } from '../all.ts';
import { openFauxqs } from '../fauxqs.ts';
import { tempFolder } from '../temp-folder.ts';
import { memoryArchive } from './memory-archive.ts';
import { SIGHTING, sightings } from './sightings.ts';

const OTHER = { ...SIGHTING, id: 'd4e5f6', entry: { ...SIGHTING.entry, title: 'Line 1\nLine 2\u2028 and «three»' } };

describe('sightings in the archive', () => {
  it('come back the same, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(sightings, async (given) => {
        const archive = memoryArchive();
        const [pointer] = await putItems(archive, given);
        expect(pointer ? await getItems(archive, pointer.key) : []).toStrictEqual(given);
      }),
    );
  });

  it('come back from files and from S3', async () => {
    await using folder = await tempFolder();
    const fauxqs = await openFauxqs();
    for (const archive of [createFileArchive(folder.path), createS3Archive(fauxqs.s3, await fauxqs.newBucket())]) {
      const [pointer] = await putItems(archive, [SIGHTING, OTHER]);
      expect(await getItems(archive, pointer?.key ?? '')).toStrictEqual([SIGHTING, OTHER]);
    }
    await fauxqs.close();
  });

  it('are pointed at, line by line, in one object', async () => {
    const archive = memoryArchive();
    const pointers = await putItems(archive, [SIGHTING, OTHER]);
    const [key] = await all(archive.list(''));
    expect(key).toMatch(
      /^items\/dt=2026-11-24\/feed=bbc-co-uk-3f9a12c4\/20261124T084643120Z-[0-9a-f]{16}\.ndjson\.gz$/,
    );
    expect(pointers).toEqual([
      { key, line: 0 },
      { key, line: 1 },
    ]);
  });

  it('are flat lines that SQL engines read, a story each', async () => {
    const archive = memoryArchive();
    const [pointer] = await putItems(archive, [SIGHTING, OTHER]);
    const text = gunzipSync((await archive.get(pointer?.key ?? ''))?.body ?? '').toString();
    const lines = text.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe('');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ id: 'd4e5f6', guid: 'tag:bbc.co.uk,2026:1', withdrawn: false });
  });

  it('have one name when they are put again, and another one when they differ', async () => {
    const archive = memoryArchive();
    const [first] = await putItems(archive, [SIGHTING, OTHER]);
    expect((await putItems(archive, [SIGHTING, OTHER]))[0]).toEqual(first);
    expect((await putItems(archive, [SIGHTING]))[0]?.key).not.toBe(first?.key);
  });

  it('are no object where there are none', async () => {
    const archive = memoryArchive();
    expect(await putItems(archive, [])).toEqual([]);
    await putRejected(archive, 'a', SIGHTING.at, []);
    expect(await all(archive.list(''))).toEqual([]);
  });

  it('that are not there are a fault for good', async () => {
    await expect(getItems(memoryArchive(), 'items/none.ndjson.gz')).rejects.toBeInstanceOf(PermanentError);
  });
});

describe('what could not be read', () => {
  it('is kept with its reason beside the items', async () => {
    const archive = memoryArchive();
    await putRejected(archive, SIGHTING.feedId, SIGHTING.at, [{ reason: 'no title', raw: '<item/>' }]);
    const [key = ''] = await all(archive.list('rejected/'));
    const text = gunzipSync((await archive.get(key))?.body ?? '').toString();
    expect(text).toBe('{"reason":"no title","raw":"<item/>"}\n');
  });
});
