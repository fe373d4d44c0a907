import { describe, expect, it } from 'vitest';
import { cacheFacts, headerOf, retryAfterOf } from '../../lambdas/fetch/response-headers.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const IN_TEN_MINUTES = 'Tue, 24 Nov 2026 09:10:00 GMT';

describe('freshFor', () => {
  it.each([
    [{ 'cache-control': 'max-age=300' }, 300],
    [{ 'cache-control': 'Public, MAX-AGE="300"' }, 300],
    [{ 'cache-control': 's-maxage=900, max-age=300' }, 300],
    [{ 'cache-control': 's-maxage=900' }, undefined],
    [{ 'cache-control': 'max-age=300', expires: IN_TEN_MINUTES }, 300],
    [{ 'cache-control': 'max-age=300', age: '250' }, 50],
    [{ 'cache-control': 'max-age=300', age: '400' }, undefined],
    [{ 'cache-control': 'max-age=300', age: 'old' }, 300],
    [{ 'cache-control': 'max-age=0', expires: IN_TEN_MINUTES }, undefined],
    [{ 'cache-control': 'no-cache, max-age=300' }, undefined],
    [{ 'cache-control': 'no-store', expires: IN_TEN_MINUTES }, undefined],
    [{ expires: IN_TEN_MINUTES }, 600],
    [{ expires: IN_TEN_MINUTES, date: 'Tue, 24 Nov 2026 09:09:00 GMT' }, 60],
    [{ expires: '0' }, undefined],
    [{ expires: 'Tue, 24 Nov 2026 08:00:00 GMT' }, undefined],
    [{ expires: 'in a while' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (headers, seconds) => {
    expect(cacheFacts(headers, NOW).freshFor).toBe(seconds);
  });
});

describe('validators', () => {
  it('are kept as they came', () => {
    const headers = { etag: 'W/"a  b"', 'last-modified': 'Tue, 24 Nov 2026 08:00:00 +0000' };
    expect(cacheFacts(headers, NOW)).toEqual({ etag: 'W/"a  b"', lastModified: 'Tue, 24 Nov 2026 08:00:00 +0000' });
  });

  it.each(['', ' ', 'a\u0001b', `"${'x'.repeat(1100)}"`])('that could not be sent back are dropped (%j)', (etag) => {
    expect(cacheFacts({ etag }, NOW)).toEqual({});
  });
});

describe('retryAfterOf', () => {
  it.each([
    ['3600', 3600],
    [IN_TEN_MINUTES, 600],
    ['Tue, 24 Nov 2026 08:00:00 GMT', undefined],
    ['0', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['1.5', undefined],
  ])('reads %s', (value, seconds) => {
    expect(retryAfterOf({ 'retry-after': value }, NOW)).toBe(seconds);
  });
});

it('takes the first of several headers of one name', () => {
  expect(headerOf({ 'set-cookie': ['a', 'b'] }, 'set-cookie')).toBe('a');
});
