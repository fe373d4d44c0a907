import { describe, expect, it } from 'vitest';
import { InputError, PermanentError, reasonOf, TransientError } from '../../lambdas/shared/errors.ts';

describe('a fault', () => {
  it('names its class, its step and whether it is worth repeating', () => {
    const cause = new Error('socket hang up');
    const transient = new TransientError('archive', 'no answer', { cause });
    expect(transient).toMatchObject({
      name: 'TransientError',
      step: 'archive',
      message: 'archive: no answer',
      transient: true,
      cause,
    });
    expect(new PermanentError('ingest', 'no feed')).toMatchObject({ name: 'PermanentError', transient: false });
  });

  it('tells its causes in one line', () => {
    const root = new Error('EPIPE');
    const fault = new TransientError('archive', 'no answer', { cause: new Error('write failed', { cause: root }) });
    expect(reasonOf(fault)).toBe('archive: no answer: write failed: EPIPE');
    expect(reasonOf(new InputError('no such feed'))).toBe('no such feed');
  });

  it.each([
    ['a word', 'a word'],
    [undefined, 'undefined'],
    [404, '404'],
  ])('that is no Error is told as it is: %j', (thrown, told) => {
    expect(reasonOf(thrown)).toBe(told);
    expect(reasonOf(new Error('outer', { cause: 'inner' }))).toBe('outer: inner');
  });
});
