import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processBatch } from '../../lambdas/shared/batch.ts';
import { type Report, reports } from '../../lambdas/shared/report.ts';
import { traced } from '../../lambdas/shared/trace.ts';
import { sqsRecord } from '../../local/sqs-record.ts';

vi.hoisted(() => vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT'));

const batch = (...bodies: string[]): SQSEvent => ({ Records: bodies.map((body) => sqsRecord(`id-${body}`, body)) });

const told: Report[] = [];
const listen = (what: unknown): void => {
  told.push(what as Report);
};
beforeEach(() => {
  told.length = 0;
  reports.subscribe(listen);
});
afterEach(() => {
  reports.unsubscribe(listen);
});

describe('a batch', () => {
  it('hands each record on and says that all are done', async () => {
    const bodies: string[] = [];
    const answer = await processBatch(batch('a', 'b'), 'fetch', async ({ body }) => {
      bodies.push(body);
    });
    expect(bodies).toEqual(['a', 'b']);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(told).toEqual([]);
  });

  it('sends back only the record that failed, and reports its reason', async () => {
    const error = new Error('no answer');
    const answer = await processBatch(batch('a', 'b', 'c'), 'ingest', async ({ body }) => {
      if (body === 'b') throw error;
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-b' }] });
    expect(told).toEqual([{ step: 'fault', in: 'ingest', body: 'b', error }]);
  });

  it('names the trace of the work that failed', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await processBatch(batch('a', 'b'), 'fetch', ({ body }) =>
      traced(body === 'a' ? trace : undefined, () => Promise.reject(new Error(body))),
    );
    expect(told.map(({ trace }) => trace)).toEqual([trace, undefined]);
  });

  it.each(['a string', undefined, { code: 1 }])(
    'sends back a record on which something odd was thrown: %j',
    async (thrown) => {
      const answer = await processBatch(batch('a', 'b'), 'fetch', async ({ body }) => {
        if (body === 'a') throw thrown;
      });
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-a' }] });
    },
  );

  it('of which all records fail is no fault of the function', async () => {
    const answer = await processBatch(batch('a', 'b'), 'fetch', () => Promise.reject(new Error('down')));
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['id-a', 'id-b']);
    expect(told).toHaveLength(2);
  });

  it('does not mix up its failures with those of a batch at the same time', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = processBatch(batch('a'), 'fetch', async () => {
      await held;
      throw new Error('late');
    });
    expect(await processBatch(batch('b'), 'fetch', async () => {})).toEqual({ batchItemFailures: [] });
    release();
    expect(await slow).toEqual({ batchItemFailures: [{ itemIdentifier: 'id-a' }] });
  });
});
