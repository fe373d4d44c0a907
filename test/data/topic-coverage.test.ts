import { describe, expect, it } from 'vitest';
import { buildTerms, readTopicFiles, readTopics } from '../../data/build/topics.ts';

/** Below these widest topics the lexicon reaches down to the third level. */
const DEEP = [
  'politics-and-government',
  'conflict-war-and-peace',
  'economy-business-and-finance',
  'disaster-accident-and-emergency-incident',
  'crime-law-and-justice',
  'environment',
  'science-and-technology',
  'health',
];

const files = readTopicFiles();
const vocabulary = readTopics(files);
const terms = buildTerms(files, vocabulary);
const bySlug = new Map(vocabulary.topics.map((topic) => [topic.slug, topic]));
const byCode = new Map(vocabulary.topics.map((topic) => [topic.code, topic]));

/** The topics around one of IPTC's, the narrowest first. */
function around(code: string): string[] {
  const parent = byCode.get(code)?.parent;
  return parent === undefined ? [] : [parent, ...around(parent)];
}

const iptc = vocabulary.topics.filter(({ code }) => code.startsWith('medtop:'));
const ofLevel = (level: number) => iptc.filter(({ code }) => around(code).length === level - 1);
const isNamed = ({ code }: { readonly code: string }) => {
  const { strong, terms: usual, weak, near } = terms[code] ?? {};
  return [strong, usual, weak].some((list) => list !== undefined) || (near ?? []).length > 0;
};
const unnamed = (topics: readonly { readonly code: string; readonly slug: string }[]) =>
  topics.filter((topic) => !isNamed(topic)).map(({ slug }) => slug);

describe('the lexicon of topics', () => {
  it('names each of the 17 widest topics and each of the second level', () => {
    expect([ofLevel(1).length, ofLevel(2).length]).toEqual([17, 120]);
    expect(unnamed([...ofLevel(1), ...ofLevel(2)])).toEqual([]);
  });

  it.each(DEEP)('names each topic of the third level below %s', (slug) => {
    const widest = bySlug.get(slug)?.code ?? '';
    const below = ofLevel(3).filter(({ code }) => around(code).includes(widest));
    expect(below.length).toBeGreaterThan(0);
    expect(unnamed(below)).toEqual([]);
  });
});
