import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readEnv } from '../../lambdas/shared/env.ts';
import { InputError } from '../../lambdas/shared/errors.ts';

const SHAPE = {
  TABLE: z.string().min(1),
  QUEUE_URL: z.url(),
  INTERVAL_MS: z.coerce.number().int().nonnegative().default(1_000),
};

describe('the environment', () => {
  it('is read whole, with types and defaults, and nothing else of it', () => {
    const env = { TABLE: 'Feeds', QUEUE_URL: 'https://sqs.example/q', HOME: '/root' };
    expect(readEnv(SHAPE, env)).toEqual({ TABLE: 'Feeds', QUEUE_URL: 'https://sqs.example/q', INTERVAL_MS: 1_000 });
    expect(readEnv(SHAPE, { ...env, INTERVAL_MS: '50' }).INTERVAL_MS).toBe(50);
  });

  it('names all of its faults at once', () => {
    const read = () => readEnv(SHAPE, { TABLE: '', INTERVAL_MS: 'soon' });
    expect(read).toThrow(InputError);
    for (const name of ['TABLE', 'QUEUE_URL', 'INTERVAL_MS']) expect(read).toThrow(`${name}: `);
  });
});
