import { describe, expect, it } from 'vitest';
import { isNotModified } from '../../../local/sample-wire/not-modified.ts';

const page = { etag: '"abc"', lastModified: new Date('2026-11-24T08:46:43Z') };
const SAME = 'Tue, 24 Nov 2026 08:46:43 GMT';
const OLDER = 'Tue, 24 Nov 2026 08:46:42 GMT';

describe('a conditional request', () => {
  it.each([
    ['no condition', {}, false],
    ['the same tag', { 'if-none-match': '"abc"' }, true],
    ['the same tag, weak', { 'if-none-match': 'W/"abc"' }, true],
    ['the same tag in a list', { 'if-none-match': '"x", "abc"' }, true],
    ['any tag', { 'if-none-match': '*' }, true],
    ['another tag', { 'if-none-match': '"x"' }, false],
    ['the same date', { 'if-modified-since': SAME }, true],
    ['an older date', { 'if-modified-since': OLDER }, false],
    ['a date that cannot be read', { 'if-modified-since': 'yesterday' }, false],
    ['another tag and the same date', { 'if-none-match': '"x"', 'if-modified-since': SAME }, false],
    ['the same tag and an older date', { 'if-none-match': '"abc"', 'if-modified-since': OLDER }, true],
  ])('with %s', (_, headers, expected) => {
    expect(isNotModified(headers, page)).toBe(expected);
  });
});
