import { describe, expect, it } from 'vitest';
import { headlineOf, isTake } from '../../lambdas/identify/headline.ts';

const HEADLINE = 'Talks end in Geneva';

describe('a headline', () => {
  it.each([
    HEADLINE,
    'Talks end, in Geneva!',
    '  TALKS END in Geneva',
    `UPDATE 2-${HEADLINE}`,
    `UPDATE 2 - ${HEADLINE}`,
    `Update 2: ${HEADLINE}`,
    `WRAPUP 3-${HEADLINE}`,
    `CORRECTED-UPDATE 1-${HEADLINE}`,
    `REFILE-CORRECTED-${HEADLINE}`,
    `RPT-${HEADLINE}`,
    `CORRECTED UPDATE 1-${HEADLINE}`,
    `(LEAD) ${HEADLINE}`,
    `(2nd LD) ${HEADLINE}`,
    `Correction: ${HEADLINE}`,
    `${HEADLINE} (UPDATE 2)`,
    `${HEADLINE} [updated]`,
  ])('is the same in %j', (title) => {
    expect(headlineOf(title)).toBe('talks end in geneva');
  });

  it.each([
    'UPDATE on talks in Geneva today',
    'Correction of course in the talks',
    'LEADING TALKS IN GENEVA END',
    'Lead: the metal and its price',
  ])('is no take in %j', (title) => {
    expect(isTake(title)).toBe(false);
    expect(headlineOf(title)).toBe(title.toLowerCase().replace(':', ''));
  });

  it.each(['Talks', 'Geneva talks end', 'UPDATE 2-Talks end', '', '—'])(
    'of %j may be that of many stories',
    (title) => {
      expect(headlineOf(title)).toBeUndefined();
    },
  );

  it('may be written without spaces', () => {
    expect(headlineOf('日内瓦会谈在没有达成任何协议的情况下结束')).toBeDefined();
    expect(headlineOf('日内瓦会谈')).toBeUndefined();
  });

  it('is found at once in a text made to confuse', () => {
    const started = performance.now();
    for (const part of ['UPDATE 1-', 'UPDATE ', '( ', '(UPDATED ', '(LD) ', ' '])
      headlineOf(part.repeat(300_000 / part.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
