import { describe, expect, it } from 'vitest';
import { readRegionNames } from '../../data/build/regions.ts';

describe('readRegionNames', () => {
  const names = new Map(readRegionNames().map((one) => [one.language, one.names]));

  it('knows the countries in all languages that CLDR covers well', () => {
    expect(names.size).toBeGreaterThan(90);
    for (const [language, all] of names) expect([language, all.get('DE')?.length]).not.toEqual([language, undefined]);
  });

  it('takes a second name out of brackets', () => {
    expect(names.get('fr')?.get('MM')).toContain('Birmanie');
  });

  it('does not call Hong Kong China for the brackets behind it', () => {
    for (const [, all] of names) {
      const china = all.get('CN') ?? [];
      expect(all.get('HK')?.filter((name) => china.includes(name)) ?? []).toEqual([]);
    }
  });

  it('joins the variants of a language', () => {
    expect(names.get('pt')?.get('PL')).toEqual(expect.arrayContaining(['Polônia', 'Polónia']));
    expect(names.get('zh')?.get('DE')).toEqual(expect.arrayContaining(['德国', '德國']));
    expect(names.get('no')?.get('AT')).toEqual(expect.arrayContaining(['Østerrike', 'Austerrike']));
  });
});
