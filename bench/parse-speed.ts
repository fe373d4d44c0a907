/** Entries a second of parsers side by side, and the feeds that they are measured on. */
import type { Reader } from './peers.ts';

/** A feed as wires publish them. @param bodyLength characters of each description */
export function wire(entries: number, bodyLength: number): Uint8Array {
  const body = '&lt;p&gt;Delegations met for talks on the harbour &amp;amp; the border crossing.&lt;/p&gt; '.repeat(
    Math.round(bodyLength / 90),
  );
  const items = Array.from(
    { length: entries },
    (_, i) => `<item><title>Ministers meet, round ${i}</title><link>https://wire.example/stories/${i}</link>
<guid isPermaLink="false">story-${i}</guid><pubDate>Tue, 24 Nov 2026 08:46:43 GMT</pubDate>
<category>Politics</category><description>${body}</description></item>`,
  );
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('\n')}</channel></rss>`;
  return new TextEncoder().encode(xml);
}

const ROUNDS = 7;
/** Of the processor, for one parser in one round. */
const TURN_MS = 120;

/** Milliseconds that the processor has worked for this process: neighbours on a busy machine do not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Entries a second of processor time over all feeds, as often as they fit into a turn. */
async function turn(reader: Reader, bodies: readonly Uint8Array[]): Promise<number> {
  const started = processorMs();
  let entries = 0;
  do {
    for (const body of bodies) entries += (await reader(body)).entries.length;
  } while (processorMs() - started < TURN_MS);
  return (1000 * entries) / (processorMs() - started);
}

/**
 * Entries a second of processor time for each reader, the median of rounds in which they take turns, so that what slows
 * the machine down slows all of them down. The first round warms up.
 */
export async function speeds(readers: readonly Reader[], bodies: readonly Uint8Array[]): Promise<number[]> {
  const rates = readers.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [at, reader] of readers.entries()) {
      const rate = await turn(reader, bodies);
      if (round > 0) rates[at]?.push(rate);
    }
  }
  return rates.map((measured) => measured.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
}

export async function reads(reader: Reader, body: Uint8Array): Promise<boolean> {
  return reader(body).then(
    ({ entries }) => entries.length > 0,
    () => false,
  );
}
