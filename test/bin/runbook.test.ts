import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../bin/run.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const runbook = /^## Runbook$(.+)/ms.exec(readme)?.[1] ?? expect.fail('the README has no runbook');
const commands = [...runbook.matchAll(/npx dateline ([^`#\n]+)/g)].map(([, words = '']) => words.trim());

/** The words of a command line, those in quotes as one. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);

/** What of a command line the program does not know. */
function unknownIn(line: string): string[] {
  let command: CommandUnknownOpts = createProgram() as CommandUnknownOpts;
  const unknown: string[] = [];
  let places = 0;
  const words = wordsOf(line);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const option = command.options.find(({ long }) => long === word);
    const next = command.commands.find((one) => one.name() === word);
    if (option) at += option.required ? 1 : 0;
    else if (next) command = next;
    else if (word.startsWith('-') || places === command.registeredArguments.length) unknown.push(word);
    else places += 1;
  }
  const missing = command.options.filter(({ mandatory, long }) => mandatory && !words.includes(long ?? ''));
  return [...unknown, ...missing.map(({ long }) => `without ${long}`)];
}

describe('the runbook', () => {
  it('has commands', () => {
    expect(commands.length).toBeGreaterThan(10);
  });

  it.each([...new Set(commands)])('names one that exists: %s', (line) => {
    expect(unknownIn(line)).toEqual([]);
  });

  it.each([
    ['feeds heal', ['heal']],
    ['redrive --wet-run', ['--wet-run']],
    ['replay --stack Dateline', ['without --since']],
  ])('would not go unnoticed with %s', (line, unknown) => {
    expect(unknownIn(line)).toEqual(unknown);
  });
});
