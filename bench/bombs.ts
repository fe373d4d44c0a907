/** Compressed bodies that unfold to far more than is read, through the body reader of `fetch`. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { readBody } from '../lambdas/fetch/response-body.ts';

/** As `fetch` has it. */
const MAX_BYTES = 10 * 1024 * 1024;
const MB = 1024 * 1024;

const ENCODERS = {
  gzip: () => createGzip({ level: 9 }),
  deflate: () => createDeflate({ level: 9 }),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
};

async function bombOf(coding: keyof typeof ENCODERS, megabytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const zeros = Buffer.alloc(MB);
  await pipeline(Readable.from(Array.from({ length: megabytes }, () => zeros)), ENCODERS[coding](), async (packed) => {
    for await (const chunk of packed) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

/** Rows: coding, what it would unfold to, bytes on the wire, outcome, milliseconds. */
export async function bombs(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const coding of ['gzip', 'deflate', 'br'] as const) {
    for (const megabytes of [128, 256, 512]) {
      const bomb = await bombOf(coding, megabytes);
      const started = performance.now();
      const outcome = await readBody(Readable.from([bomb]), {
        coding,
        maxBytes: MAX_BYTES,
        onBytes: () => {},
      }).then(
        (body) => `read ${body.length} bytes`,
        (error: Error) => error.message,
      );
      const ms = (performance.now() - started).toFixed(0);
      rows.push([coding, `${megabytes} MB`, bomb.length.toLocaleString('en'), outcome, ms]);
    }
  }
  return rows;
}
