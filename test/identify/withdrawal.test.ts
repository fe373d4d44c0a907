import { describe, expect, it } from 'vitest';
import { isWithdrawal, withdrawnTitle } from '../../lambdas/identify/withdrawal.ts';
import type { Entry } from '../../lambdas/shared/domain.ts';

const entry = (fields: Partial<Entry>): Entry => ({ authors: [], categories: [], enclosures: [], ...fields });

describe('a withdrawal', () => {
  it.each([
    'KILL: Two presidents meet',
    'MANDATORY KILL - Two presidents meet',
    'MANDATORY KILL – Two presidents meet',
    'MEDIA ADVISORY: KILL: Two presidents meet',
    'URGENT – KILL — Two presidents meet',
    'KILLED: Two presidents meet',
    '[WITHDRAWN] Two presidents meet',
    '(WITHDRAWN) Two presidents meet',
    '*** WITHDRAWN: Two presidents meet',
    'STORY WITHDRAWN: Two presidents meet',
    'WITHDRAWAL: Two presidents meet',
    'EDITORS NOTE: RETRACTED: Two presidents meet',
    "EDITORS' NOTE - RETRACTION - Two presidents meet",
    'WITHDRAWN | Two presidents meet',
    'WITHDRAWN',
    ' KILL:Two presidents meet',
    'WITHDRAWN-UPDATE 1-Two presidents meet',
    'Two presidents meet (WITHDRAWN)',
    'Two presidents meet [STORY WITHDRAWN].',
    'Two presidents meet - KILL',
    'BC-US--Two Presidents,KILL',
  ])('is announced by %j', (title) => {
    expect(isWithdrawal(entry({ title }))).toBe(true);
  });

  it.each([
    'Kill Bill returns',
    'KILL BILL RETURNS TO CINEMAS',
    'Killed in action: the names',
    'KILLED IN ACTION: THE NAMES',
    'Kill: a word and its history',
    'Retracted wings, a new design',
    'WITHDRAWAL SYMPTOMS: what doctors say',
    'TROOP WITHDRAWAL: a timeline',
    'Story withdrawn after complaint',
    'Minister: bill withdrawn',
    'SKILL: the lost art',
    'OVERKILL: the arms race',
    'Police KILL: reports',
    'Minister says his bill is WITHDRAWN',
    'COURT RULING: RETRACTED',
    'Two presidents meet (withdrawn)',
    'URGENT: Two presidents meet',
    'ADVISORY: live coverage of the talks',
    '',
  ])('is none in %j', (title) => {
    expect(isWithdrawal(entry({ title }))).toBe(false);
  });

  it.each([
    ['MANDATORY KILL - Two presidents meet', 'Two presidents meet'],
    ['[WITHDRAWN] Two presidents meet', 'Two presidents meet'],
    ['Two presidents meet (STORY WITHDRAWN)', 'Two presidents meet'],
    ['KILL', ''],
    ['Two presidents meet', undefined],
  ])('named %j says of which headline it is', (title, headline) => {
    expect(withdrawnTitle(title)).toBe(headline);
  });

  it('is a tombstone, whatever it says', () => {
    expect(isWithdrawal(entry({ id: 'g', deleted: true }))).toBe(true);
    expect(isWithdrawal(entry({ title: 'Talks', deleted: true }))).toBe(true);
    expect(isWithdrawal(entry({ title: 'Talks', deleted: false }))).toBe(false);
  });

  it('is none of an entry without a title, and not announced by its text', () => {
    expect(isWithdrawal(entry({ summary: 'KILL: Two presidents meet' }))).toBe(false);
  });

  it('is decided at once on a title made to confuse', () => {
    const started = performance.now();
    const hostile = ['STORY ', '[', 'URGENT - ', 'a - ', '[ ', 'a, KILL) ) . x'];
    for (const title of hostile.map((part) => part.repeat(300_000 / part.length))) {
      expect(isWithdrawal(entry({ title }))).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
