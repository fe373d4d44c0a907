import { describe, expect, it } from 'vitest';
import { putItems } from '../../lambdas/archive/lines.ts';
import { locate } from '../../lambdas/archive/locate.ts';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { memoryArchive } from './memory-archive.ts';
import { SIGHTING } from './sightings.ts';

const OTHER = { ...SIGHTING, id: 'other' };

describe('locate', () => {
  it('finds the line that each pointer names', async () => {
    const archive = memoryArchive();
    const [first, second] = await putItems(archive, [SIGHTING, OTHER]);
    if (!first || !second) return expect.fail('two pointers');
    expect(await locate(archive, second)).toEqual(OTHER);
    expect(await locate(archive, first)).toEqual(SIGHTING);
  });

  it('says which line of which object is not there, counted as people do', async () => {
    const archive = memoryArchive();
    const [first] = await putItems(archive, [SIGHTING]);
    if (!first) return expect.fail('a pointer');
    const fault = locate(archive, { ...first, line: 1 });
    await expect(fault).rejects.toBeInstanceOf(PermanentError);
    await expect(fault).rejects.toThrow(`${first.key} has no line 2`);
    await expect(locate(archive, { key: 'items/none', line: 0 })).rejects.toThrow('no object items/none');
  });
});
