import { describe, expect, it } from 'vitest';
import { parseDateline } from '../../lambdas/tag/dateline.ts';

describe('parseDateline', () => {
  it.each([
    ['SEOUL, Sept 21 (Reuters) — Two', { places: ['SEOUL'], day: 'Sept 21', agency: 'Reuters' }],
    ['MOSCOW — Two', { places: ['MOSCOW'] }],
    ['PARIS/BERLIN, 3 May (AFP) - Two', { places: ['PARIS', 'BERLIN'], day: '3 May', agency: 'AFP' }],
    ['BAGHDAD, Iraq - Two', { places: ['BAGHDAD', 'Iraq'] }],
    ['MARTINSVILLE, Va. -- Two', { places: ['MARTINSVILLE', 'Va.'] }],
    ['Moscow (AFP) - Two', { places: ['Moscow'], agency: 'AFP' }],
    ['NAIROBI, 12 May 2008 (IRIN) - Two', { places: ['NAIROBI'], day: '12 May 2008', agency: 'IRIN' }],
    ['RIO de JANEIRO (AP) _ Two', { places: ['RIO de JANEIRO'], agency: 'AP' }],
    ['WIRE.com - TORONTO, Canada -- Two', { places: ['TORONTO', 'Canada'] }],
  ])('%s', (text, expected) => {
    const { start, end, ...dateline } = parseDateline(text) ?? { start: -1, end: -1 };
    expect(dateline).toEqual(expected);
    expect(text.slice(end)).toMatch(/^Two/);
    expect(start).toBe(0);
  });

  it.each([
    'A man - who was not named - fled.',
    'AP - A company said.',
    'The minister said — twice — that he would.',
    'Growth — the fastest in years — slowed.',
    '',
  ])('finds none in %j', (text) => {
    expect(parseDateline(text)).toBeUndefined();
  });
});
