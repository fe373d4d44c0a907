import { once } from 'node:events';
import { PassThrough, type Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchFailure } from './failure.ts';

type Decoder = (body: Readable, signal: AbortSignal) => Transform | Promise<Transform>;

const DECODERS = new Map<string, Decoder>([
  ['identity', () => new PassThrough()],
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', inflater],
  ['br', () => createBrotliDecompress()],
]);

export const ACCEPTED_CODINGS = 'gzip, deflate, br';

/**
 * Reads a body to its end and undoes its content coding.
 *
 * @param coding `Content-Encoding`
 * @param maxBytes of the decoded body; it is counted while it comes, so that a bomb costs no more memory than this
 * @throws FetchFailure where the body is too large or its coding unknown, errors of zlib and undici where it is cut off
 */
export async function readBody(
  body: Readable,
  { coding = 'identity', maxBytes, signal }: { coding?: string | undefined; maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const decoder = DECODERS.get(coding.toLowerCase() || 'identity');
  if (!decoder) throw new FetchFailure('http', `sent a content coding that was not asked for: ${coding.slice(0, 80)}`);

  const chunks: Uint8Array[] = [];
  let size = 0;
  // A stream, and no function over the chunks: the error of a stream is the one that `pipeline` reports.
  const collect = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      chunks.push(chunk);
      done(size > maxBytes ? new FetchFailure('limit', `sent more than ${maxBytes.toLocaleString('en')} bytes`) : null);
    },
  });
  await pipeline(body, await decoder(body, signal), collect, { signal });
  return Buffer.concat(chunks);
}

/** Under the name of deflate come zlib streams, as RFC 9110 has it, and bare ones; the first byte tells. */
async function inflater(body: Readable, signal: AbortSignal): Promise<Transform> {
  await once(body, 'readable', { signal });
  const head: Buffer | null = body.read(1);
  if (head) body.unshift(head);
  return head && ((head[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}
