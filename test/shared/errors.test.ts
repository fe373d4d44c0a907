import { describe, expect, it } from 'vitest';
import { InputError, isTransient, PermanentError, reasonOf, TransientError } from '../../lambdas/shared/errors.ts';

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

  it('that gathers several, as of the stories of a response, tells each reason once', () => {
    const gone = (line: number) => new PermanentError('archive', `no line ${line}`);
    const busy = new TransientError('index', 'busy');
    expect(reasonOf(new AggregateError([busy, gone(1), busy]))).toBe('index: busy; archive: no line 1');
    expect(reasonOf(new AggregateError([1, 2, 3, 4, 5].map(gone)))).toMatch(/^archive: no line 1; .* 3; and 2 more$/);
    expect(reasonOf(new Error('outer', { cause: new AggregateError([busy], 'inner') }))).toBe(
      'outer: inner: index: busy',
    );
  });

  it('that gathers several is worth repeating where each of them is', () => {
    const busy = new TransientError('index', 'busy');
    expect(isTransient(new AggregateError([busy, busy]))).toBe(true);
    expect(isTransient(new AggregateError([busy, new PermanentError('archive', 'no line 1')]))).toBe(false);
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
