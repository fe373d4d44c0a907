import { pipeline, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { FetchFailure } from './failure.ts';

export type Chunks = AsyncIterable<Uint8Array>;

type Decoder = () => Transform;

/** Node 20, on which this may run outside of Lambda, has no zstd. */
const zstd: unknown = Reflect.get(zlib, 'createZstdDecompress');
/** RFC 9659: nobody has to hold more than 8 MB of a stream's past. */
const ZSTD_MAX_WINDOW = { params: { [Number(Reflect.get(zlib.constants, 'ZSTD_d_windowLogMax'))]: 23 } };

const DECODERS = new Map<string, Decoder>([
  ['gzip', () => zlib.createGunzip()],
  ['x-gzip', () => zlib.createGunzip()],
  ['deflate', () => zlib.createInflate()],
  ['br', () => zlib.createBrotliDecompress()],
]);
if (typeof zstd === 'function') DECODERS.set('zstd', () => zstd(ZSTD_MAX_WINDOW));

export const ACCEPTED_CODINGS = [...DECODERS.keys()].filter((coding) => !coding.startsWith('x-')).join(', ');

/** More than anybody has reason to; each may multiply the work of the one before. */
const MAX_CODINGS = 3;
/** Bytes by which a coding is told. */
const HEAD = 64;

/**
 * Undoes the content codings of a body, the last one first. Servers mislabel: what is text under the name of a coding is
 * taken as it is, and what is gzip without saying so, as archives of sitemaps are, is unpacked.
 *
 * @param codings `Content-Encoding`, in the order in which they were applied
 * @param cap stands behind each step, so that a bomb within a bomb is no larger than one
 * @throws FetchFailure where a coding is not known, errors of zlib where one is broken or cut off
 */
export async function decoded(body: Chunks, codings: string, cap: (chunks: Chunks) => Chunks): Promise<Chunks> {
  const labels = codings
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity');
  if (labels.length > MAX_CODINGS) throw new FetchFailure('http', `sent ${labels.length} content codings`);

  let chunks = body;
  for (const label of [...labels.reverse(), undefined]) {
    const { head, all } = await beginning(chunks);
    const decoder = decoderOf(label, head);
    chunks = decoder ? cap(through(all, decoder())) : all;
  }
  return chunks;
}

function decoderOf(label: string | undefined, head: Uint8Array): Decoder | undefined {
  if (head.length === 0 || isText(head)) return undefined;
  if (label === undefined) return isGzip(head) ? DECODERS.get('gzip') : undefined;
  // Under the name of deflate come zlib streams, as RFC 9110 has it, and bare ones; the first byte tells.
  if (label === 'deflate' && ((head[0] ?? 0) & 0x0f) !== 8) return () => zlib.createInflateRaw();
  const decoder = DECODERS.get(label);
  if (!decoder) throw new FetchFailure('http', `sent a content coding that was not asked for: ${label.slice(0, 80)}`);
  return decoder;
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** Whether it reads as the beginning of a document: markup or JSON, and nothing but printable characters. */
const isText = (head: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*[<{[][\t\n\f\r\x20-\x7e\x80-\xff]*$/.test(Buffer.from(head).toString('latin1'));

/** @returns the first bytes, and all of them as if nobody had looked */
async function beginning(chunks: Chunks): Promise<{ head: Uint8Array; all: Chunks }> {
  const rest = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < HEAD) {
    const { done, value } = await rest.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const all = async function* () {
    try {
      if (head.length > 0) yield head;
      yield* { [Symbol.asyncIterator]: () => rest };
    } finally {
      await rest.return?.();
    }
  };
  return { head: head.subarray(0, HEAD), all: all() };
}

/** The decoder fails with the error of the body; so nobody waits for the end of the pipeline itself. */
const through = (chunks: Chunks, decoder: Transform): Chunks => pipeline(chunks, decoder, () => {});
