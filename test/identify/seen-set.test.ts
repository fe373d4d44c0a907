import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSeen, type SeenEntry, seenEntry, unpackSeen } from '../../lambdas/identify/seen-set.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

/** Entries of a response: each id once, each guid once. */
const entries: fc.Arbitrary<SeenEntry[]> = fc
  .uniqueArray(fc.tuple(hex(20), hex(32), fc.option(fc.string({ unit: 'binary' }), { nil: undefined })), {
    selector: ([id]) => id,
    maxLength: 50,
  })
  .map((all) =>
    all.map(([id, contentHash, guid], at) => ({
      id,
      contentHash,
      ...(guid !== undefined && { guid: `${at} ${guid}` }),
    })),
  );

const idOf = (number: number): string => number.toString(16).padStart(20, '0');
const HASH = 'f0'.repeat(16);

describe('a seen set', () => {
  it('knows of every entry its id, its content and its guid, after it was packed', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const seen = unpackSeen(packSeen(all));
        expect(seen.size).toBe(all.length);
        for (const entry of all) {
          expect(seen.has(entry)).toBe(true);
          expect(seen.hasId(entry.id)).toBe(true);
          if (entry.guid !== undefined) expect(seen.idOfGuid(entry.guid)).toBe(entry.id);
        }
      }),
    );
  });

  it('knows nothing else', () => {
    fc.assert(
      fc.property(entries, hex(20), hex(32), fc.string({ unit: 'binary' }), (all, id, contentHash, guid) => {
        fc.pre(all.every((entry) => entry.id !== id && entry.contentHash.slice(0, 16) !== contentHash.slice(0, 16)));
        const seen = unpackSeen(packSeen(all));
        expect(seen.has({ id, contentHash })).toBe(false);
        expect(seen.hasId(id)).toBe(false);
        expect(seen.idOfGuid(`other ${guid}`)).toBeUndefined();
        for (const entry of all) expect(seen.has({ ...entry, contentHash })).toBe(false);
      }),
    );
  });

  it('takes 26 bytes an entry', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(packSeen(all)).toHaveLength(26 * all.length);
      }),
    );
  });

  it('is empty where there was no response yet', () => {
    const seen = unpackSeen(undefined);
    expect(seen.size).toBe(0);
    expect(seen.idOfGuid('')).toBeUndefined();
  });

  it('does not take an entry without a guid for the one of another', () => {
    const seen = unpackSeen(packSeen([{ id: idOf(1), contentHash: HASH }]));
    expect(seen.idOfGuid('')).toBeUndefined();
    expect(seen.idOfGuid('undefined')).toBeUndefined();
  });

  it('remembers the first 5,000 entries, which fit into a row of the table', () => {
    const all = Array.from({ length: 6_000 }, (_, at) => ({ id: idOf(at), contentHash: HASH, guid: String(at) }));
    const packed = packSeen(all);
    const seen = unpackSeen(packed);
    expect(packed.length).toBeLessThan(200_000);
    expect([seen.size, seen.hasId(idOf(4_999)), seen.hasId(idOf(5_000))]).toEqual([5_000, true, false]);
  });

  it('is made of sightings', () => {
    const sighting = {
      id: idOf(1),
      feedId: 'f',
      at: '2026-11-24T08:00:00.000Z',
      response: 'r',
      contentHash: HASH,
      withdrawn: false,
      entry: { authors: [], categories: [], enclosures: [] },
    };
    expect(seenEntry(sighting)).toEqual({ id: idOf(1), contentHash: HASH });
    expect(seenEntry({ ...sighting, entry: { ...sighting.entry, id: 'g' } })).toMatchObject({ guid: 'g' });
  });
});
