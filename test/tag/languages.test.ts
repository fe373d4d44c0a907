import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { tag } from '../../lambdas/tag/tag.ts';
import { countriesOf, story } from './stories.ts';

/** Sentences as a newspaper prints them, with the countries that they name in whatever role. */
const Sentences = z.array(
  z.strictObject({ text: z.string(), title: z.string().optional(), countries: z.array(z.string()) }),
);

/** One file a language, named by its code. */
const FOLDER = new URL('languages/', import.meta.url);
const LANGUAGES = readdirSync(FOLDER).map((file) => basename(file, '.yaml'));

function sentencesOf(language: string) {
  return Sentences.parse(parse(readFileSync(new URL(`${language}.yaml`, FOLDER), 'utf8')));
}

describe.each(LANGUAGES)('%s', (language) => {
  const sentences = sentencesOf(language);

  it('has at least 20 sentences, some of them without a country', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(20);
    expect(sentences.filter(({ countries }) => countries.length === 0).length).toBeGreaterThanOrEqual(3);
  });

  it.each(sentences)('finds the language by itself: $text', ({ text, title, countries }) => {
    expect(Object.keys(countriesOf(tag(story(text, title)))).sort()).toEqual([...countries].sort());
  });

  it.each(sentences)('takes the language from the feed: $text', ({ text, title, countries }) => {
    expect(Object.keys(countriesOf(tag(story(text, title, { language })))).sort()).toEqual([...countries].sort());
  });
});
