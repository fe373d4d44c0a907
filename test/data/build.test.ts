import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { build } from '../../data/build/build.ts';
import { expandEndings, withPlural } from '../../data/build/expand.ts';
import { russianForms } from '../../data/build/russian.ts';

describe('build', async () => {
  const files = await build();

  it('gives the same bytes again', async () => {
    expect(await build()).toEqual(files);
  });

  it.each([...files.keys()])('%s is what the sources give: else run `npm run build:data`', (file) => {
    expect(files.get(file)).toBe(readFileSync(new URL(`../../data/built/${file}`, import.meta.url), 'utf8'));
  });
});

describe('expansion', () => {
  it('spells out endings', () => {
    expect(expandEndings('kidnap|ped|ping plot')).toEqual(['kidnap plot', 'kidnapped plot', 'kidnapping plot']);
  });

  it('adds regular plurals', () => {
    expect(withPlural('car bomb')).toEqual(['car bomb', 'car bombs']);
    expect(withPlural('embassy')).toEqual(['embassy', 'embassies']);
    expect(withPlural('coach')).toEqual(['coach', 'coaches']);
    expect(withPlural('talks')).toEqual(['talks']);
  });

  it('declines Russian names', () => {
    expect(russianForms('Россия')).toEqual(['Россия', 'России', 'Россию', 'Россией']);
    expect(russianForms('Северная Корея')).toContain('Северной Кореи');
    expect(russianForms('Иран')).toContain('Ираном');
  });
});
