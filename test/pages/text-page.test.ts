import { describe, expect, it } from 'vitest';
import { readTextPage } from '../../lambdas/pages/text-page.ts';

const PROSE =
  'The two sides met for six hours at the state guest house on Tuesday, and agreed to meet again before the end of the month.';

describe('readTextPage', () => {
  it.each([
    ['a label', `Desk: Asia\nHeadline: Talks end\nSlug: talks\n\n${PROSE}`, 'Talks end'],
    [
      'a date that was broken off it',
      `News\nTalks end without agreement -\n2005-07-26\n\n${PROSE}`,
      'Talks end without agreement',
    ],
    ['a date at its end', `The Daily News of the Coast\nTalks end - 2005-07-26\n\n${PROSE}`, 'Talks end'],
    [
      'its length',
      `The Daily\nWorld News Asia\nTalks end without any agreement\n\n${PROSE}`,
      'Talks end without any agreement',
    ],
  ])('knows the headline by %s', (_, text, title) => {
    expect(readTextPage(text).title).toBe(title);
  });

  it('reads a story of two short sentences', () => {
    const page = readTextPage('Quake hits island\n\nA quake hit the island on Monday. No one was hurt.\n');
    expect(page).toMatchObject({
      title: 'Quake hits island',
      text: 'A quake hit the island on Monday. No one was hurt.',
    });
  });

  it('ends the story where other stories are named, and leaves out what stands between its paragraphs', () => {
    const text = `Talks end without any agreement\n\n${PROSE}\n\nAdvertisement\n\n“We hope,” he said.\n\nRelated Stories\n\n${PROSE}`;
    expect(readTextPage(text).text).toBe(`${PROSE}\n“We hope,” he said.`);
  });

  it('finds no story in a list of headlines', () => {
    expect(readTextPage('News\nTalks end\nQuake hits island\nHarbour closes').text).toBe('');
  });
});
