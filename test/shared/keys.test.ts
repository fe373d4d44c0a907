import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import {
  arrivalKey,
  dayOf,
  daysBackwards,
  itemKey,
  itemsKey,
  linesKey,
  monthsBackwards,
  parseArchiveKey,
  responseKey,
  tagSortKey,
} from '../../lambdas/shared/keys.ts';

const feedId = fc.stringMatching(/^[a-z0-9-]{1,60}$/);
const time = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('an archive key', () => {
  it('says of its object what it was made of', () => {
    fc.assert(
      fc.property(feedId, time, fc.uint8Array(), fc.constantFrom('items', 'rejected'), (feedId, at, body, kind) => {
        expect(parseArchiveKey(responseKey(feedId, at, body))).toMatchObject({ kind: 'responses', feedId, at });
        expect(parseArchiveKey(linesKey(kind, feedId, at, 'lines'))).toMatchObject({ kind, feedId, at });
        const items = linesKey('items', feedId, at, 'lines');
        expect(itemsKey(parseArchiveKey(items))).toBe(items);
      }),
    );
  });

  it('sorts by day, then feed, then time', () => {
    const key = (feed: string, at: string) => responseKey(feed, at, new Uint8Array());
    const sorted = [
      key('a', '2026-11-23T23:59:59.999Z'),
      key('a', '2026-11-24T00:00:00.000Z'),
      key('a', '2026-11-24T09:00:00.000Z'),
      key('b', '2026-11-24T01:00:00.000Z'),
    ];
    expect([...sorted].reverse().sort()).toEqual(sorted);
  });

  it('has nothing in it that a shell, a file system or S3 trips over', () => {
    fc.assert(
      fc.property(feedId, time, (feedId, at) => {
        expect(responseKey(feedId, at, new Uint8Array())).toMatch(/^[a-z0-9=/TZ.-]+$/);
      }),
    );
  });

  const GOOD = 'responses/dt=2026-11-24/feed=a/20261124T084643000Z-0123456789abcdef.gz';
  it.each([
    '',
    'responses/',
    `other/${GOOD}`,
    GOOD.replace('responses', 'secrets'),
    GOOD.replace('feed=a', 'feed='),
    GOOD.replace('feed=a', 'feed=a/b'),
    GOOD.replace('084643000Z', '08:46:43Z'),
    GOOD.replace('.gz', '.zip'),
    `${GOOD}\n`,
  ])('of other make is refused: %j', (key) => {
    expect(() => parseArchiveKey(key)).toThrow(PermanentError);
    expect(() => parseArchiveKey(key)).toThrow(`not a key of this pipeline: ${key}`);
  });
});

describe('days backwards', () => {
  it('are all days of a range with both ends, the newest first, over a leap day and the new year', () => {
    expect([...daysBackwards('2028-02-28T23:00:00.000Z', '2028-03-01T00:00:00.000Z')]).toEqual([
      '2028-03-01',
      '2028-02-29',
      '2028-02-28',
    ]);
    expect([...daysBackwards('2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z')]).toEqual([
      '2027-01-01',
      '2026-12-31',
    ]);
  });

  it('do not go back behind the first day that may hold something', () => {
    for (const since of ['1990-01-01T00:00:00.000Z', '-000711-01-01T00:00:00.000Z'])
      expect([...daysBackwards(since, '2026-01-02T00:00:00.000Z')]).toEqual(['2026-01-02', '2026-01-01']);
  });

  it('are one within a day, and none where the end is before the beginning', () => {
    expect([...daysBackwards('2026-11-24T00:00:00.000Z', '2026-11-24T23:00:00.000Z')]).toEqual(['2026-11-24']);
    expect([...daysBackwards('2026-11-25T00:00:00.000Z', '2026-11-24T23:00:00.000Z')]).toEqual([]);
  });

  it('hold the day of every time of the range', () => {
    fc.assert(
      fc.property(
        fc
          .date({ min: new Date('2026-01-01'), max: new Date('9999-12-01'), noInvalidDate: true })
          .map((date) => date.toISOString()),
        fc.integer({ min: 0, max: 20 * 86_400_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (since, length, part) => {
          const later = (ms: number) => new Date(Date.parse(since) + Math.floor(ms)).toISOString();
          expect([...daysBackwards(since, later(length))]).toContain(dayOf(later(length * part)));
        },
      ),
    );
  });
});

describe('row keys', () => {
  it('file an item, its tags and its arrival as the table documents them', () => {
    const at = '2026-11-24T08:46:43.000Z';
    expect(itemKey('a1')).toEqual({ pk: 'ITEM#a1', sk: 'ITEM' });
    expect(tagSortKey(at, 'a1')).toBe(`${at}#a1`);
    expect(arrivalKey(at, 'a1', 2)).toEqual({ pk: 'ARRIVED#2026-11-24', sk: `${at}#a1#2` });
  });
});

describe('months backwards', () => {
  it.each([
    ['2026-11-24T08:00:00.000Z', '2026-11-30T23:59:59.999Z', ['2026-11']],
    ['2025-12-31T23:59:59.999Z', '2026-02-01T00:00:00.000Z', ['2026-02', '2026-01', '2025-12']],
    ['2026-11-24T08:00:00.000Z', '2026-10-24T08:00:00.000Z', []],
  ])('from %s to %s are %j', (since, until, months) => {
    expect(monthsBackwards(since, until)).toEqual(months);
  });
});
