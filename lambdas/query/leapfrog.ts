import type { Met, Seekable } from './partition-cursor.ts';

/**
 * The keys that all streams share, newest first, with the rows that hold them: a leapfrog join (Veldhuizen 2014). Each
 * stream jumps to the key where the one before it landed, so the cost follows the rarest stream, not the largest.
 *
 * @param atMost sort key to begin at
 */
export async function* leapfrog(streams: readonly Seekable[], atMost: string): AsyncGenerator<Met> {
  let target = atMost;
  let agreed: readonly Met[] = [];
  for (let turn = 0; streams.length > 0; turn++) {
    const met = await streams[turn % streams.length]?.seek(target);
    if (!met) return;
    agreed = met.sk === target ? [...agreed, met] : [met];
    target = met.sk;
    if (agreed.length < streams.length) continue;
    yield { sk: target, rows: agreed.flatMap(({ rows }) => rows) };
    target = justBefore(target);
    agreed = [];
  }
}

/** The greatest key before a sort key: keys are ASCII and end in an id of fixed length, so nothing fits in between. */
export function justBefore(sk: string): string {
  return `${sk.slice(0, -1)}${String.fromCharCode(sk.charCodeAt(sk.length - 1) - 1)}~`;
}
