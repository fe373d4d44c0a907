import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../lambdas/query/page-cursor.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const QUERY = { regions: ['KP'], topics: ['nuclear-policy'], since: '2d' };
const POSITION = {
  since: '2026-11-22T08:00:00.000Z',
  until: '2026-11-24T08:00:00.000Z',
  after: '2026-11-23T12:00:00.000Z#0000000000000000002a',
};
const CURSOR = writeCursor(QUERY, POSITION);

const encoded = (fields: unknown) => Buffer.from(JSON.stringify(fields)).toString('base64url');
const decoded = (cursor: string): unknown[] => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));

describe('a cursor', () => {
  it('gives back the position to the same query', () => {
    expect(readCursor(structuredClone(QUERY), CURSOR)).toEqual(POSITION);
  });

  it('can be pasted into a shell or a URL', () => {
    expect(CURSOR).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['another region', { ...QUERY, regions: ['KR'] }],
    ['another time', { ...QUERY, since: '3d' }],
    ['a tag less', { ...QUERY, topics: [] }],
  ])('is refused by a query with %s', (_, query) => {
    expect(() => readCursor(query, CURSOR)).toThrow(InputError);
    expect(() => readCursor(query, CURSOR)).toThrow('--cursor: it belongs to another query');
  });

  it('of another version is refused', () => {
    const [, ...rest] = decoded(CURSOR);
    expect(() => readCursor(QUERY, encoded([2, ...rest]))).toThrow(InputError);
    expect(() => readCursor(QUERY, encoded([2, ...rest]))).toThrow('not a cursor of this version');
  });

  it.each(['', 'x', 'next', 'null', encoded(null), encoded({}), encoded([1]), CURSOR.slice(0, -2), `x${CURSOR}`])(
    'that is %j is refused',
    (cursor) => {
      expect(() => readCursor(QUERY, cursor)).toThrow(InputError);
    },
  );

  it('is refused where any of its characters is another, and never means another place', () => {
    fc.assert(
      fc.property(fc.nat(CURSOR.length - 1), fc.constantFrom(...'abcXYZ019-_'), (at, character) => {
        const damaged = `${CURSOR.slice(0, at)}${character}${CURSOR.slice(at + 1)}`;
        let position: unknown;
        try {
          position = readCursor(QUERY, damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        expect(position).toEqual(POSITION);
      }),
      { numRuns: 1_000 },
    );
  });
});
