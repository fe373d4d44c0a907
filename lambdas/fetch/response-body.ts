import { type Chunks, decoded } from './content-coding.ts';
import { FetchFailure } from './failure.ts';

/**
 * Reads a body to its end and undoes its content codings.
 *
 * @param coding `Content-Encoding`
 * @param maxBytes of the decoded body and of each step to it; counted while they come, so that a bomb costs no more
 *   memory than this
 * @param onBytes gets the length of each piece as it comes from the wire
 * @throws FetchFailure where the body is too large or its coding unknown, errors of zlib and undici where it is cut off
 */
export async function readBody(
  body: Chunks,
  { coding = '', maxBytes, onBytes }: { coding?: string | undefined; maxBytes: number; onBytes(length: number): void },
): Promise<Uint8Array> {
  const counted = async function* () {
    for await (const chunk of body) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const cap = (chunks: Chunks) => capped(chunks, maxBytes);
  const pieces: Uint8Array[] = [];
  for await (const chunk of cap(await decoded(cap(counted()), coding, cap))) pieces.push(chunk);
  return Buffer.concat(pieces);
}

async function* capped(chunks: Chunks, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new FetchFailure('limit', `sent more than ${maxBytes.toLocaleString('en')} bytes`);
    yield chunk;
  }
}
