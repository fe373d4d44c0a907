import { InvalidArgumentError } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { collect, limit, moment, port, typedMoment, wholeNumber } from '../../bin/options.ts';

describe('a moment', () => {
  it('that cannot be read is said of the option', () => {
    expect(moment('2026-11-24')).toBe('2026-11-24T00:00:00.000Z');
    expect(() => moment('soon')).toThrow(InvalidArgumentError);
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
