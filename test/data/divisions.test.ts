import { describe, expect, it } from 'vitest';
import { readDivisions } from '../../data/build/divisions.ts';

const divisions = readDivisions(new Set(['Santiago del Estero']));

describe('divisions', () => {
  it.each([
    ['a province', 'AF', 'Nangarhar'],
    ['without its kind', 'AL', 'Berat'],
    ['of a level below, where the wires name that one', 'PH', 'Maguindanao del Sur'],
    ['in letters that the wires have', 'VN', 'Dồng Nai'],
  ])('holds %s', (_, country, name) => {
    expect(divisions.get(country)).toContain(name);
  });

  it.each([
    ['known already', 'AR', 'Santiago del Estero'],
    ['of a quarter of the sky', 'BW', 'North West'],
    ['of a saint', 'GT', 'San Marcos'],
    ['of a town abroad', 'CL', 'Valparaíso'],
    ['too short to tell', 'ME', 'Bar'],
  ])('leaves out a name %s', (_, country, name) => {
    expect(divisions.get(country) ?? []).not.toContain(name);
  });

  it('leaves out countries that are parted into towns only', () => {
    expect(divisions.has('SI')).toBe(false);
  });

  it('keeps a name for each country that has it', () => {
    expect(divisions.get('AR')).toContain('Misiones');
    expect(divisions.get('PY')).toContain('Misiones');
  });
});
