import type { Row } from '../index/item-index.ts';
import type { Seekable } from './partition-cursor.ts';

/**
 * The rows that all streams share, newest first: a leapfrog join (Veldhuizen 2014). Each stream jumps to the key where
 * the one before it landed, so the cost follows the rarest stream, not the largest.
 *
 * @param atMost sort key to begin at
 */
export async function* leapfrog(streams: readonly Seekable[], atMost: string): AsyncGenerator<Row> {
  let target = atMost;
  let agreed = 0;
  for (let turn = 0; streams.length > 0; turn++) {
    const row = await streams[turn % streams.length]?.seek(target);
    if (!row) return;
    agreed = row.sk === target ? agreed + 1 : 1;
    target = row.sk;
    if (agreed < streams.length) continue;
    yield row;
    target = justBefore(row.sk);
    agreed = 0;
  }
}

/** The greatest key before a sort key: keys are ASCII and end in an id of fixed length, so nothing fits in between. */
export function justBefore(sk: string): string {
  return `${sk.slice(0, -1)}${String.fromCharCode(sk.charCodeAt(sk.length - 1) - 1)}~`;
}
