import { describe, expect, it } from 'vitest';
import { attributesOf } from '../../lambdas/publish/attributes.ts';
import { ALERT } from './samples.ts';

describe('the attributes of an alert', () => {
  it('are its tags by role, its feed, its kind and its language', () => {
    expect(attributesOf(ALERT)).toEqual({
      regions: ['KP', '030', '142', 'KR'],
      regionsAbout: ['KP', '030', '142'],
      regionsDateline: ['KR'],
      regionsAny: ['KP', '030', '142', 'KR', 'US'],
      topics: ['medtop:20000635', 'medtop:11000000'],
      feed: ALERT.feeds,
      kind: ['new'],
      lang: ['en'],
      to: ['all'],
    });
  });

  it('are no more than SQS takes of a raw message', () => {
    expect(Object.keys(attributesOf(ALERT)).length).toBeLessThanOrEqual(10);
  });

  it('are left out where there is nothing to say, since SNS takes no empty one', () => {
    const { language: _, ...bare } = { ...ALERT, about: [], datelines: [], mentioned: [], topics: [] };
    expect(Object.keys(attributesOf(bare))).toEqual(['feed', 'kind', 'to']);
  });

  it.each(['', '-', 'русский', 'English'])('know no language called %j', (language) => {
    expect(attributesOf({ ...ALERT, language })).not.toHaveProperty('lang');
  });

  it('are those of before too, so that a revision reaches whom the story has reached', () => {
    const formerly = { about: ['JP'], mentioned: ['CN'], topics: ['medtop:1'], languages: ['pt'] };
    expect(attributesOf({ ...ALERT, kind: 'revised', formerly })).toMatchObject({
      regions: ['KP', '030', '142', 'JP', 'KR'],
      regionsAbout: ['KP', '030', '142', 'JP'],
      regionsAny: expect.arrayContaining(['JP', 'CN']),
      topics: [...ALERT.topics, 'medtop:1'],
      kind: ['revised'],
      lang: ['en', 'pt'],
    });
  });

  it('make a retraction of every kind, so that it reaches a watch of new stories', () => {
    expect(attributesOf({ ...ALERT, kind: 'withdrawn' }).kind).toEqual(['new', 'revised', 'withdrawn']);
  });

  it('name the watch that a replay is for, and nobody else', () => {
    expect(attributesOf(ALERT, 'korea').to).toEqual(['korea']);
  });
});
