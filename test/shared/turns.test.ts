import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inTurns } from '../../lambdas/shared/turns.ts';

const INTERVAL_MS = 60;
const TASK_MS = 20;

/** Runs tasks named `group-number`. @returns when each began and ended, in ms from the start */
async function run(names: readonly string[], fails: (name: string) => boolean = () => false) {
  const started = performance.now();
  const times = new Map<string, { began: number; ended: number }>();
  const nextTurn = inTurns();
  const outcomes = await Promise.allSettled(
    names.map((name) =>
      nextTurn(name.slice(0, 1), INTERVAL_MS, async () => {
        const began = performance.now() - started;
        await pause(TASK_MS);
        times.set(name, { began, ended: performance.now() - started });
        if (fails(name)) throw new Error(name);
      }),
    ),
  );
  const timeOf = (name: string) => times.get(name) ?? expect.fail(`${name} did not run`);
  return { outcomes, timeOf, order: [...times.keys()] };
}

describe('turns', () => {
  it('run one group one after the other, in order, with a pause between them', async () => {
    const { timeOf, order } = await run(['a1', 'a2', 'a3']);
    expect(order).toEqual(['a1', 'a2', 'a3']);
    // Timers may fire a millisecond early.
    expect(timeOf('a2').began - timeOf('a1').ended).toBeGreaterThanOrEqual(INTERVAL_MS - 2);
    expect(timeOf('a3').began - timeOf('a2').ended).toBeGreaterThanOrEqual(INTERVAL_MS - 2);
  });

  it('run groups side by side, the first of each at once', async () => {
    const { timeOf } = await run(['a1', 'b1', 'c1', 'a2']);
    const firsts = ['a1', 'b1', 'c1'].map(timeOf);
    expect(Math.max(...firsts.map(({ began }) => began))).toBeLessThan(Math.min(...firsts.map(({ ended }) => ended)));
  });

  it('pass on after a fault, which stays with the one that had it', async () => {
    const { outcomes, timeOf } = await run(['a1', 'a2', 'b1'], (name) => name === 'a1');
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(timeOf('a2').began - timeOf('a1').ended).toBeGreaterThanOrEqual(INTERVAL_MS - 2);
  });
});
