import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { billOf } from '../../cost/bill.ts';
import { readPrices } from '../../cost/prices.ts';
import { pollsOfADay, usageOf } from '../../cost/usage.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** Each with what it prints, up to the notes. */
const shown = [...readme.matchAll(/^\$ npx dateline (cost .+)\n([\s\S]+?)\n```$/gm)].map(
  ([, args = '', table = '']) => ({
    args,
    table,
  }),
);

describe('the README', () => {
  it('shows three sizes, and the smallest line by line', () => {
    expect(shown.map(({ args }) => args)).toEqual([
      expect.stringMatching(/--feeds 50,1000,10000 /),
      expect.stringMatching(/--feeds 50 /),
    ]);
  });

  // Else run the command again and put what it prints into the README.
  it.each(shown)('shows what `dateline $args` prints', async ({ args, table }) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dateline.ts', ...args.split(' ')]);
    const [printed = '', notes] = (await text(child.stdout)).split('\n\n');
    expect(table.split('\n')).toEqual(printed.split('\n').map((line) => line.trimEnd()));
    expect(notes).toContain('400,000 GB-seconds of Lambda');
  });

  it.each([
    ['with 40 stories a day of each feed', { feeds: 50, itemsPerDay: 2_000 }],
    ['with 10', { feeds: 50, itemsPerDay: 500 }],
    ['after a year', { feeds: 50, itemsPerDay: 1_500, months: 12 }],
    ['after a year, with itemsRecovery', { feeds: 50, itemsPerDay: 1_500, months: 12, itemsRecovery: true }],
  ])('says what 50 feeds cost %s', (_, stack) => {
    expect(readme).toContain(`$${billOf(usageOf(stack), readPrices()).left.toFixed(2)}`);
  });

  it('says how often a feed is asked', () => {
    expect(readme).toContain(`${pollsOfADay(30).polls.toFixed(0)} times a day`);
  });
});
