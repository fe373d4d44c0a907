import { describe, expect, it } from 'vitest';
import { storyOf } from '../../lambdas/tag/story.ts';
import { tag } from '../../lambdas/tag/tag.ts';
import { countriesOf, story } from './stories.ts';

function countriesIn(sentence: string, publishedAt?: string): string[] {
  return Object.keys(countriesOf(tag(story(sentence, '', publishedAt === undefined ? {} : { publishedAt }))));
}

const ENTRY = { authors: [], categories: [], enclosures: [] };

describe('the years of a leader', () => {
  it.each([
    ['before the world knew the name', 'A talk by Emmanuel Macron was cancelled.', '2003-05-01T00:00:00.000Z', []],
    ['in the year before the office', 'A talk by Emmanuel Macron was cancelled.', '2016-05-01T00:00:00.000Z', ['FR']],
    ['long after', 'A portrait of Jacques Chirac was sold.', '2026-05-01T00:00:00.000Z', ['FR']],
    ['by the title, in office', 'A letter reached President Clinton at noon.', '1998-05-01T00:00:00.000Z', ['US']],
    ['by the title, long after', 'A letter reached President Clinton at noon.', '2014-05-01T00:00:00.000Z', []],
    ['by the surname, in office', 'The crowd booed Zapatero at noon.', '2008-05-01T00:00:00.000Z', ['ES']],
    ['by the surname, long after', 'The crowd booed Zapatero at noon.', '2024-05-01T00:00:00.000Z', []],
  ])('%s', (_, sentence, publishedAt, countries) => {
    expect(countriesIn(sentence, publishedAt)).toEqual(countries);
  });

  it('do not matter where the story has no date', () => {
    expect(countriesIn('The crowd booed Zapatero at noon.')).toEqual(['ES']);
  });

  it.each([
    ['President Marcos vows action.', '2023', ['PH']],
    ['President Park vows action.', '2014', ['KR']],
    ['President Park vows action.', '2007', []],
    ['President Ramaphosa spoke at noon.', '2023', ['ZA']],
    ['President Boakai spoke at noon.', '2024', ['LR']],
    ['Xi spoke at noon.', '2020', ['CN']],
    ['Abe spoke at noon.', '2014', ['JP']],
    ['Abe spoke at noon.', '2026', []],
    ['A portrait of Abe Lincoln was sold.', '2014', []],
  ])('are those of the office: %s (%s)', (sentence, year, countries) => {
    expect(countriesIn(sentence, `${year}-05-01T00:00:00.000Z`)).toEqual(countries);
  });

  it('tell two presidents of one surname apart', () => {
    expect(countriesIn('Protesters met President Castro at noon.', '1999-05-01T00:00:00.000Z')).toEqual(['CU']);
    expect(countriesIn('Protesters met President Castro at noon.', '2025-05-01T00:00:00.000Z')).toEqual(['HN']);
  });
});

describe('storyOf', () => {
  it('dates a story by its publication, else by its last change', () => {
    const [published, updated] = ['2008-05-01T00:00:00.000Z', '2024-05-01T00:00:00.000Z'];
    expect(storyOf({ ...ENTRY, published, updated }).publishedAt).toBe(published);
    expect(storyOf({ ...ENTRY, updated }).publishedAt).toBe(updated);
    expect(storyOf(ENTRY)).not.toHaveProperty('publishedAt');
  });
});
