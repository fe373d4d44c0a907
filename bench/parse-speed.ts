/** Entries a second of a parser, and the feeds that they are measured on. */
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

/** Entries a second over all feeds, after one round to warm up. */
export async function speed(reader: Reader, bodies: readonly Uint8Array[], atLeastMs = 1500): Promise<number> {
  let entries = 0;
  let started = 0;
  for (let round = 0; round < 2 || performance.now() - started < atLeastMs; round++) {
    if (round === 1) {
      entries = 0;
      started = performance.now();
    }
    for (const body of bodies) entries += (await reader(body)).entries.length;
  }
  return (1000 * entries) / (performance.now() - started);
}

export async function reads(reader: Reader, body: Uint8Array): Promise<boolean> {
  return reader(body).then(
    ({ entries }) => entries.length > 0,
    () => false,
  );
}
