import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSeen, type SeenEntry, seenEntry, unpackSeen } from '../../lambdas/identify/seen-set.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

/** Entries of a response, each name and id once. */
const entries: fc.Arbitrary<SeenEntry[]> = fc.uniqueArray(
  fc.record({ name: hex(20), id: hex(20), contentHash: hex(32) }, { noNullPrototype: true }),
  { selector: ({ name }) => name, maxLength: 50 },
);

const idOf = (number: number): string => number.toString(16).padStart(20, '0');
const HASH = 'f0'.repeat(16);

describe('a seen set', () => {
  it('knows of every entry its name, its content and its item, after it was packed', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const seen = unpackSeen(packSeen(all));
        expect(seen.size).toBe(new Set(all.map(({ id }) => id)).size);
        for (const entry of all) {
          expect(seen.idsOf(entry)).toEqual([entry.id]);
          expect(seen.hasId(entry.id)).toBe(true);
        }
      }),
    );
  });

  it('knows nothing else', () => {
    fc.assert(
      fc.property(entries, hex(20), hex(32), (all, other, contentHash) => {
        fc.pre(all.every(({ name, id }) => name !== other && id !== other));
        fc.pre(all.every((entry) => entry.contentHash.slice(0, 16) !== contentHash.slice(0, 16)));
        const seen = unpackSeen(packSeen(all));
        expect(seen.hasId(other)).toBe(false);
        for (const entry of all) {
          expect(seen.idsOf({ ...entry, name: other })).toEqual([]);
          expect(seen.idsOf({ ...entry, contentHash })).toEqual([]);
        }
      }),
    );
  });

  it('takes 19 bytes for an entry that goes by the id of its item, and 29 for another', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(packSeen(all.map((entry) => ({ ...entry, name: entry.id })))).toHaveLength(19 * all.length);
        expect(packSeen(all.filter(({ name, id }) => name !== id)).length % 29).toBe(0);
      }),
    );
  });

  it('holds both kinds side by side, in their order', () => {
    const all = [1, 2, 3].map((at) => ({ name: idOf(at === 2 ? 9 : at), id: idOf(at), contentHash: HASH }));
    const seen = unpackSeen(packSeen(all));
    expect(seen.ids).toEqual([1, 2, 3].map(idOf));
    expect(all.map((entry) => seen.idsOf(entry))).toEqual([1, 2, 3].map((at) => [idOf(at)]));
  });

  it('is empty where there was no response yet', () => {
    const seen = unpackSeen(undefined);
    expect(seen.size).toBe(0);
    expect(seen.idsOf({ name: idOf(0), contentHash: HASH })).toEqual([]);
  });

  it('keeps all items that one note took back', () => {
    const note = { name: idOf(9), contentHash: HASH };
    const seen = unpackSeen(packSeen([1, 2].map((item) => ({ ...note, id: idOf(item) }))));
    expect(seen.idsOf(note)).toEqual([idOf(1), idOf(2)]);
  });

  it('remembers the first 5,000 entries, which fit into a row of the table', () => {
    const all = Array.from({ length: 6_000 }, (_, at) => ({ name: idOf(at), id: idOf(at), contentHash: HASH }));
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
    expect(seenEntry({ name: idOf(2), sighting })).toEqual({ name: idOf(2), id: idOf(1), contentHash: HASH });
  });
});
