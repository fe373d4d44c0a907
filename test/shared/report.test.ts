import { afterEach, describe, expect, it, vi } from 'vitest';
import { TransientError } from '../../lambdas/shared/errors.ts';
import { type Report, report, reports } from '../../lambdas/shared/report.ts';

// Makes the logger write to the console of this process, which a test can listen to.
vi.hoisted(() => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a report', () => {
  it('is one line of log with all that it says', () => {
    const info = vi.spyOn(console, 'info').mockReturnValue();
    report({ step: 'fetch', feedId: 'a', title: 'A', outcome: 'failed', cause: 'network', reason: 'no such host' });
    expect(info).toHaveBeenCalledOnce();
    expect(JSON.parse(String(info.mock.lastCall?.[0]))).toMatchObject({
      message: 'fetch',
      feedId: 'a',
      outcome: 'failed',
      reason: 'no such host',
    });
  });

  it('of a fault names the message that could not be processed, and why', () => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const fault = new TransientError('archive', 'no answer', { cause: new Error('EPIPE') });
    report({ step: 'fault', in: 'ingest', body: '{"Records":[]}', error: fault });
    expect(JSON.parse(String(error.mock.lastCall?.[0]))).toMatchObject({
      message: 'archive: no answer: EPIPE',
      in: 'ingest',
      body: '{"Records":[]}',
      transient: true,
      error: { name: 'TransientError' },
    });
    expect(warn).not.toHaveBeenCalled();
  });

  it('is told to listeners in the same process', () => {
    vi.spyOn(console, 'info').mockReturnValue();
    const told: unknown[] = [];
    const listen = (what: unknown): void => {
      told.push(what);
    };
    const what: Report = { step: 'schedule', due: 3 };
    reports.subscribe(listen);
    report(what);
    reports.unsubscribe(listen);
    report(what);
    expect(told).toEqual([what]);
  });
});
