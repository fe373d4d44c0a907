import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextField } from '../../lambdas/shared/domain.ts';
import { tag, taggerVersion } from '../../lambdas/tag/tag.ts';
import { resolveTopic } from '../../lambdas/tag/vocabulary.ts';
import { countriesOf, story, topicsOf } from './stories.ts';

const KREMLIN = story(
  [
    'The presidents of Russia and South Korea, Vladimir Putin and Roh Moo-hyun, met at the Kremlin on Tuesday and urged North Korea to give up its nuclear weapons programme.',
    'Both want the six-nation talks to go on. Besides the two Koreas and Russia, the United States, Japan and China sit at that table.',
    'Putin praised the economic relations between Moscow and Seoul: trade between Russia and South Korea rose by half within six months.',
    'The two sides also signed a space agreement that will bring the first South Korean into orbit aboard a Russian rocket, and they want to work together on energy.',
  ].join('\n\n'),
  'Putin and Roh ask N. Korea to end its nuclear drive',
);

describe('tag', () => {
  const tags = tag(KREMLIN);

  it('tells what a story is about from what it mentions', () => {
    expect(countriesOf(tags)).toEqual({
      KP: 'about',
      KR: 'about',
      RU: 'about',
      US: 'mentioned',
      JP: 'mentioned',
      CN: 'mentioned',
    });
  });

  it('finds the several topics of one story', () => {
    for (const slug of ['diplomacy', 'nuclear-policy', 'international-trade', 'space-exploration']) {
      expect(topicsOf(tags)).toContain(resolveTopic(slug));
    }
  });

  it('adds the areas around a country, as strong as the strongest country within', () => {
    const strongest = tags.regions.find(({ code }) => ['CN', 'JP', 'KP', 'KR'].includes(code));
    expect(strongest?.score).toBeGreaterThan(0);
    for (const code of ['030', '142']) {
      expect(tags.regions.find((region) => region.code === code)).toEqual({ ...strongest, code, implied: true });
    }
    expect(tags.regions.some(({ code }) => code === '001')).toBe(false);
  });

  it('adds the topics around a topic', () => {
    expect(tags.topics.find(({ code }) => code === 'medtop:20000621')?.implied).toBe(true);
    expect(tags.topics.find(({ code }) => code === 'medtop:11000000')?.implied).toBe(true);
  });

  it('gives evidence for every direct tag, at most three, and for no implied one', () => {
    for (const { code, implied } of [...tags.regions, ...tags.topics]) {
      const count = tags.evidence.filter((evidence) => evidence.tag === code).length;
      expect(count).toBeGreaterThanOrEqual(implied ? 0 : 1);
      expect(count).toBeLessThanOrEqual(implied ? 0 : 3);
    }
  });

  it('sorts tags by score, then by code', () => {
    const ordered = [...tags.regions].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
    expect(tags.regions).toEqual(ordered);
  });

  it('tags nothing where nothing is named', () => {
    expect(tag(story('The meeting will be held on Tuesday at ten.'))).toEqual({
      regions: [],
      topics: [],
      evidence: [],
    });
  });

  it('reads a summary that the content repeats only once', () => {
    const text = 'Floods in Mozambique have left thousands without shelter.';
    expect(tag({ title: '', summary: text, content: `${text} More rain is expected.` })).toEqual(
      tag(story(`${text} More rain is expected.`)),
    );
  });

  it('names its version', () => {
    expect(taggerVersion).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('evidence', () => {
  const words = fc.constantFrom(
    ...[
      'North',
      'Korea',
      'N.',
      'Paris',
      ',',
      'Texas',
      'Михаил',
      'Россия',
      '朝鲜',
      'تونس',
      'war',
      'nuclear',
      'test',
      '. ',
      'Jordan',
      'İstanbul',
      'é',
      '\n\n',
      'the',
      'US',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((parts) => parts.join(' ')),
    fc.array(words).map((parts) => parts.join('')),
  );

  it('stands in the text where it says, for any text', () => {
    fc.assert(
      fc.property(text, text, text, (title, summary, content) => {
        const fields: Record<TextField, string> = { title, summary, content };
        for (const { field, start, end, text: found } of tag(fields).evidence) {
          expect(fields[field].slice(start, end)).toBe(found);
          expect(end).toBeGreaterThan(start);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps scores between 0 and 1, for any text', () => {
    fc.assert(
      fc.property(text, (content) => {
        const { regions, topics } = tag(story(content));
        for (const { score } of [...regions, ...topics]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('a hostile text of a megabyte', () => {
  it.each(['North Korea ', 'Paris, Texas, ', 'war crime ', 'AA-', '朝鲜', '(', 'x'])('of %j is read', (piece) => {
    const content = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(tag(story(content)).evidence.length).toBeLessThan(30);
  });
});
