import { describe, expect, it } from 'vitest';
import type { Archive } from '../../lambdas/archive/archive.ts';
import { putItems, putRejected } from '../../lambdas/archive/lines.ts';
import { putResponse } from '../../lambdas/archive/responses.ts';
import { storedItems, storedObjects, storedResponses } from '../../lambdas/archive/stored-objects.ts';
import { all } from '../all.ts';
import { memoryArchive } from './memory-archive.ts';
import { SIGHTING } from './sightings.ts';

const FEED = 'bbc-co-uk-3f9a12c4';
const OTHER = 'bbc-co-uk-3f9a12c45';
const url = 'https://example.org/';

const response = (archive: Archive, at: string, feedId = FEED): Promise<string> =>
  putResponse(archive, { feedId, at, url, body: Buffer.from(at) });
const items = async (archive: Archive, at: string, feedId = FEED): Promise<string> =>
  (await putItems(archive, [{ ...SIGHTING, at, feedId }]))[0]?.key ?? '';

describe('stored responses of a feed', () => {
  it('begin after a time and end with another, over the turn of days', async () => {
    const archive = memoryArchive();
    const times = [
      '2026-11-23T23:59:00.000Z',
      '2026-11-23T23:59:59.999Z',
      '2026-11-24T00:00:00.000Z',
      '2026-11-24T00:00:00.001Z',
    ];
    const keys: string[] = [];
    for (const at of times) keys.push(await response(archive, at));
    await response(archive, '2026-11-23T23:59:59.000Z', OTHER);
    await items(archive, '2026-11-23T23:59:59.000Z');
    const between = { feedId: FEED, after: times[0] ?? '', until: times[2] ?? '' };
    expect(await storedResponses(archive, between)).toEqual(keys.slice(1, 3));
    expect(await storedResponses(archive, { ...between, until: between.after })).toEqual([]);
  });
});

describe('stored objects of a range', () => {
  it('begin with its first moment and end before its last, over the turn of days', async () => {
    const archive = memoryArchive();
    const times = [
      '2026-11-22T23:59:59.998Z',
      '2026-11-22T23:59:59.999Z',
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T23:59:59.999Z',
      '2026-11-24T00:00:00.000Z',
    ];
    const keys: string[] = [];
    for (const at of times) keys.push(await response(archive, at));
    const range = { since: '2026-11-22T23:59:59.999Z', until: '2026-11-24T00:00:00.000Z' };
    expect(await storedObjects(archive, range)).toEqual(keys.slice(1, 4));
  });

  it('are those of one feed where one is named, not of one whose name is longer', async () => {
    const archive = memoryArchive();
    const mine = await response(archive, '2026-11-24T08:00:00.000Z');
    const others = await response(archive, '2026-11-24T08:00:00.000Z', OTHER);
    const range = { since: '2026-11-24T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' };
    expect(await storedObjects(archive, { ...range, feedId: FEED })).toEqual([mine]);
    expect(await storedObjects(archive, range)).toEqual([mine, others]);
  });

  it('are the items only where the response has expired', async () => {
    const archive = memoryArchive();
    const kept = await response(archive, '2026-11-24T08:00:00.000Z');
    await items(archive, '2026-11-24T08:00:00.000Z');
    const expired = await items(archive, '2026-11-24T09:00:00.000Z');
    const sameTimeElsewhere = await items(archive, '2026-11-24T08:00:00.000Z', OTHER);
    const range = { since: '2026-11-24T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' };
    expect(await storedObjects(archive, range)).toEqual([expired, sameTimeElsewhere, kept].sort());
  });

  it('leave out what could not be read', async () => {
    const archive = memoryArchive();
    await putRejected(archive, FEED, '2026-11-24T08:00:00.000Z', [{ reason: 'no title', raw: '' }]);
    const range = { since: '2026-11-24T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' };
    expect(await storedObjects(archive, range)).toEqual([]);
  });

  it('are none in a range that ends before it begins', async () => {
    const archive = memoryArchive();
    await response(archive, '2026-11-24T08:00:00.000Z');
    const range = { since: '2026-11-25T00:00:00.000Z', until: '2026-11-24T00:00:00.000Z' };
    expect(await storedObjects(archive, range)).toEqual([]);
  });
});

describe('stored items of a range', () => {
  it('are those alone, whether or not their response is kept, the oldest first', async () => {
    const archive = memoryArchive();
    await response(archive, '2026-11-23T08:00:00.000Z');
    const keys: string[] = [];
    for (const at of ['2026-11-22T08:00:00.000Z', '2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z']) {
      keys.push(await items(archive, at));
    }
    const other = await items(archive, '2026-11-23T08:00:00.000Z', OTHER);
    const days = { since: '2026-11-23T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' };
    expect(await all(storedItems(archive, days))).toEqual([keys[1], other, keys[2]]);
    expect(await all(storedItems(archive, { ...days, feedId: FEED }))).toEqual(keys.slice(1));
    expect(await all(storedItems(archive, { since: '1990-01-01', until: '2100-01-01' }))).toEqual([
      ...keys.slice(0, 2),
      other,
      keys[2],
    ]);
  });
});
