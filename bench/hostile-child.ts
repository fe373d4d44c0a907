/**
 * Reads one hostile document at each size with one parser, in a process of its own: what hangs or crashes ends no more
 * than this. Sends the milliseconds of each, or the fault, and `ready` before the first.
 *
 * @param argv parser and document, by name
 */
import { HOSTILE_FEEDS, SHARES } from './hostile-feeds.ts';
import { wire } from './parse-speed.ts';
import { PARSERS, type ParserName } from './peers.ts';

export type Reading = { readonly ms: number; readonly entries: number } | { readonly fault: string };

const [, , parser = '', name = ''] = process.argv;
const reader = PARSERS[parser as ParserName];
const write = HOSTILE_FEEDS[name];
if (!reader || !write) throw new Error(`no such parser or document: ${parser}, ${name}`);

const send = (message: Reading | 'ready'): unknown => process.send?.(message);

for (let round = 0; round < 20; round++) await reader(wire(20, 300));
send('ready');
for (const share of SHARES) {
  const body = new TextEncoder().encode(write(share));
  const started = performance.now();
  try {
    const { entries } = await reader(body);
    send({ ms: performance.now() - started, entries: entries.length });
  } catch (error) {
    send({ fault: error instanceof Error ? error.message : String(error) });
  }
}
process.disconnect();
