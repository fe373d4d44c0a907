import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { hostPace } from '../../lambdas/fetch/pace.ts';

it('lets one request at a time through to a host, an interval after the end of the one before', async () => {
  const pace = hostPace(() => 40);
  const log: string[] = [];
  const times: number[] = [];
  const request = (name: string) => async () => {
    times.push(performance.now());
    log.push(`${name} begins`);
    await pause(20);
    log.push(`${name} ends`);
    return name;
  };
  const start = performance.now();
  const answers = Promise.all([pace('a', request('1')), pace('a', request('2')), pace('b', request('3'))]);
  expect(await answers).toEqual(['1', '2', '3']);
  expect(log).toEqual(['1 begins', '3 begins', '1 ends', '3 ends', '2 begins', '2 ends']);
  // Timers may fire a millisecond early.
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(58);
  expect(performance.now() - start).toBeLessThan(200);
});

it('goes on after a request that failed', async () => {
  const pace = hostPace(() => 0);
  await expect(pace('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await pace('a', async () => 1)).toBe(1);
});
