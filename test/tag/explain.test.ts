import { describe, expect, it } from 'vitest';
import { explain, whyNot } from '../../lambdas/tag/explain.ts';
import { tag } from '../../lambdas/tag/tag.ts';
import { resolveTopic } from '../../lambdas/tag/vocabulary.ts';
import { story } from './stories.ts';

const leftOut = (text: string, title = '') =>
  explain(story(text, title)).suppressed.map(({ tag, text, by, cause }) => ({
    tag,
    text,
    by,
    ...(cause && { cause }),
  }));

describe('explain', () => {
  it('gives the tags that tag gives', () => {
    const summit = story('North Korea and South Korea agreed on nuclear talks in Seoul.');
    expect(explain(summit)).toMatchObject(tag(summit));
  });

  it.each([
    [
      'Miners in Equatorial Guinea went on strike.',
      { tag: 'GN', text: 'Guinea', by: 'longer-name', cause: 'Equatorial Guinea' },
    ],
    ['The Times of India reported it.', { tag: 'IN', text: 'India', by: 'namesake', cause: 'The Times of India' }],
    ['Michael Jordan scored.', { tag: 'JO', text: 'Jordan', by: 'person' }],
    ['Michael Jordan scored. Jordan won.', { tag: 'JO', text: 'Jordan', by: 'named-person' }],
    ['The Canadian dollar fell.', { tag: 'CA', text: 'Canadian', by: 'currency' }],
    ['A train left Paris, Texas, at noon.', { tag: 'FR', text: 'Paris', by: 'surroundings', cause: 'Texas' }],
    ['Kimberley smiled at the crowd.', { tag: 'ZA', text: 'Kimberley', by: 'uncertain' }],
  ])('says which name of a region does not count, and why: %s', (text, expected) => {
    expect(leftOut(text)).toContainEqual(expected);
  });

  it('says that a leader was not known yet', () => {
    const early = { ...story('Emmanuel Macron spoke.'), publishedAt: '2004-09-21T00:00:00.000Z' };
    expect(explain(early).suppressed).toContainEqual(expect.objectContaining({ tag: 'FR', by: 'years' }));
  });

  it('takes a date that cannot be read for none', () => {
    expect(tag({ ...story('Emmanuel Macron spoke.'), publishedAt: 'noon' })).toEqual(
      tag(story('Emmanuel Macron spoke.')),
    );
  });

  it('says which phrase hides a term of a topic', () => {
    expect(leftOut('The mayor declared a war on drugs.')).toContainEqual({
      tag: resolveTopic('war'),
      text: 'war',
      by: 'not',
      cause: 'war on',
    });
  });

  it('stands in the text where it says', () => {
    const text = 'The Canadian dollar fell, and a train left Paris, Texas, at noon in the war on drugs.';
    for (const { field, start, end, text: words } of explain(story(text)).suppressed) {
      expect(field).toBe('content');
      expect(text.slice(start, end)).toBe(words);
    }
  });
});

describe('whyNot', () => {
  it('says how much is wanting, with the evidence that there is', () => {
    const text = `Kenya signed the treaty. Kenya agreed. ${'The debate was long. '.repeat(15)}Peru waits.`;
    const { tag, evidence, standings } = whyNot(story(text), 'PE');
    expect(tag).toMatchObject({ code: 'PE', role: 'mentioned' });
    expect(evidence).toMatchObject([{ tag: 'PE', text: 'Peru' }]);
    expect(standings).toHaveLength(1);
    expect(standings[0]?.points).toBeLessThan(standings[0]?.needed ?? 0);
  });

  it('names the wider topic that is too weak for it', () => {
    const summit = story(
      'The presidents met and praised the talks; both leaders urged peace. They ate a soup of lentils.',
    );
    const diplomacy = resolveTopic('diplomacy') ?? '';
    expect(whyNot(summit, diplomacy).tag).toBeDefined();
    const { tag, standings } = whyNot(
      story('The bank, the shares, the profit. A referee waited.'),
      resolveTopic('sport') ?? '',
    );
    expect(tag).toBeUndefined();
    expect(standings.length).toBeGreaterThan(0);
  });

  it('counts what speaks for narrower regions and topics', () => {
    const { evidence } = whyNot(story('Kenya agreed.'), '202');
    expect(evidence).toMatchObject([{ tag: 'KE' }]);
  });

  it('says that nothing speaks for it', () => {
    expect(whyNot(story('The weather was fine.'), 'KP')).toEqual({
      code: 'KP',
      evidence: [],
      suppressed: [],
      standings: [],
    });
  });
});
