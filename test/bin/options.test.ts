import { InvalidArgumentError } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { collect, limit, moment, port, typedMoment, wholeNumber } from '../../bin/options.ts';

// A Tuesday.
const NOW = new Date('2026-11-24T08:46:43.120Z');

describe('a moment', () => {
  it.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-11-24T08:00Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24t08:00:05.5z', '2026-11-24T08:00:05.500Z'],
    ['2026-11-24T08:00', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T08:00:05+09:00', '2026-11-23T23:00:05.000Z'],
    ['2026-01-01T00:30-05:00', '2026-01-01T05:30:00.000Z'],
    ['30m', '2026-11-24T08:16:43.120Z'],
    ['3h', '2026-11-24T05:46:43.120Z'],
    ['2d', '2026-11-22T08:46:43.120Z'],
    ['1w', '2026-11-17T08:46:43.120Z'],
    [' 3H ', '2026-11-24T05:46:43.120Z'],
    ['today', '2026-11-24T00:00:00.000Z'],
    ['yesterday', '2026-11-23T00:00:00.000Z'],
    ['Monday', '2026-11-23T00:00:00.000Z'],
    ['tuesday', '2026-11-24T00:00:00.000Z'],
    ['wednesday', '2026-11-18T00:00:00.000Z'],
    ['sunday', '2026-11-22T00:00:00.000Z'],
  ])('is said %j', (text, time) => {
    expect(moment(text, NOW)).toBe(time);
  });

  it('turns over months, years and leap days', () => {
    expect(moment('yesterday', new Date('2024-03-01T00:00:00Z'))).toBe('2024-02-29T00:00:00.000Z');
    expect(moment('saturday', new Date('2026-01-01T12:00:00Z'))).toBe('2025-12-27T00:00:00.000Z');
  });

  it.each([
    '',
    'soon',
    '3',
    '3y',
    '-3h',
    '1.5h',
    '2026',
    '2026-11',
    '2026-1-2',
    '24.11.2026',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29T08:00Z',
    '2026-11-31',
    '2026-11-24T25:00Z',
    '2026-11-24T08:60Z',
    '2026-11-24 08:00',
    '2026-11-24T08',
    '2026-11-24T08:00+9',
    'mon',
  ])('is not %j', (text) => {
    expect(() => moment(text, NOW)).toThrow(InvalidArgumentError);
  });

  it('is now where nothing else is said, and keeps the words that named it', () => {
    const before = Date.now();
    const { text, time } = typedMoment('0m');
    expect(text).toBe('0m');
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
  });
});

describe('a number', () => {
  it('is whole and written in digits', () => {
    expect(wholeNumber('0')).toBe(0);
    expect(wholeNumber('007')).toBe(7);
    for (const text of ['', ' 1', '1.5', '-1', '1e3', '0x10', 'ten', '12345678901']) {
      expect(() => wholeNumber(text)).toThrow(InvalidArgumentError);
    }
  });

  it('of a port is 0 to 65535', () => {
    expect([port('0'), port('65535')]).toEqual([0, 65_535]);
    expect(() => port('65536')).toThrow(InvalidArgumentError);
  });

  it('of a limit is 1 to 1000', () => {
    expect([limit('1'), limit('1000')]).toEqual([1, 1_000]);
    for (const text of ['0', '1001']) expect(() => limit(text)).toThrow(InvalidArgumentError);
  });
});

describe('an option given several times', () => {
  it('keeps its values in order and leaves the default as it was', () => {
    const none: string[] = [];
    expect(collect('b', collect('a', none))).toEqual(['a', 'b']);
    expect(none).toEqual([]);
  });
});
