import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { FEED, failed, fetched, type Misbehaviours, raw, send } from './misbehaviour.ts';

const MEGABYTES = Buffer.alloc(50_000_000);
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const coded = (coding: string, body: string | Uint8Array) => send(body, { 'content-encoding': coding });
const CUT = /sent a compressed body that is broken or cut off/;
const BOMB = failed('limit', /sent more than 10,485,760 bytes$/);

export const bodies: Misbehaviours = {
  'sends-gzip': { behave: coded('gzip', gzipSync(FEED)), outcome: fetched() },
  'sends-gzip-by-its-old-name': { behave: coded('X-GZIP', gzipSync(FEED)), outcome: fetched() },
  'sends-brotli': { behave: coded('br', brotliCompressSync(FEED)), outcome: fetched() },
  'sends-deflate': { behave: coded('deflate', deflateSync(FEED)), outcome: fetched() },
  'sends-deflate-without-its-head': { behave: coded('deflate', deflateRawSync(FEED)), outcome: fetched() },
  'stacks-codings': { behave: coded('gzip, br', brotliCompressSync(gzipSync(FEED))), outcome: fetched() },
  'stacks-a-hundred-codings': {
    behave: coded(Array(100).fill('gzip').join(','), FEED),
    outcome: failed('http', /sent 100 content codings$/),
  },

  'says-gzip-and-is-plain': { behave: coded('gzip', FEED), outcome: fetched() },
  'says-brotli-and-is-plain': { behave: coded('br', `\n ${FEED}`), outcome: fetched(`\n ${FEED}`) },
  'says-deflate-and-is-plain-json': { behave: coded('deflate', '{"items": []}'), outcome: fetched('{"items": []}') },
  'says-a-charset-for-a-coding': { behave: coded('UTF-8', FEED), outcome: fetched() },
  'says-nothing-and-is-gzip': { behave: send(gzipSync(FEED)), outcome: fetched() },
  'says-gzip-once-and-is-it-twice': { behave: coded('gzip', gzipSync(gzipSync(FEED))), outcome: fetched() },
  'says-brotli-and-is-gzip': {
    behave: coded('br', gzipSync(FEED)),
    outcome: failed('network', CUT),
  },
  'says-gzip-and-is-noise': { behave: coded('gzip', Buffer.alloc(100, 0x90)), outcome: failed('network', CUT) },
  'says-a-coding-nobody-asked-for': {
    behave: coded('compress', Buffer.alloc(100, 0x90)),
    outcome: failed('http', /sent a content coding that was not asked for: compress$/),
  },

  'cuts-gzip-off': { behave: coded('gzip', gzipSync(FEED).subarray(0, -20)), outcome: failed('network', CUT) },
  'cuts-the-trailer-of-gzip-off': {
    behave: coded('gzip', gzipSync(FEED).subarray(0, -1)),
    outcome: failed('network', CUT),
  },
  'cuts-brotli-off': { behave: coded('br', brotliCompressSync(FEED).subarray(0, -4)), outcome: failed('network', CUT) },
  'cuts-deflate-off': { behave: coded('deflate', deflateSync(FEED).subarray(0, -1)), outcome: failed('network', CUT) },
  'cuts-bare-deflate-off': {
    behave: coded('deflate', deflateRawSync(FEED).subarray(0, -4)),
    outcome: failed('network', CUT),
  },
  'changes-a-byte-of-gzip': {
    behave: coded(
      'gzip',
      gzipSync(FEED).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    ),
    outcome: failed('network', CUT),
  },
  'is-shorter-than-announced': {
    behave: raw(`HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n${FEED}`),
    outcome: failed('network', /another length|closed the connection/),
  },
  // HTTP has it that the answer ends there; the parser makes do with what came.
  'is-longer-than-announced': {
    behave: raw(`HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n${FEED}`),
    outcome: fetched(FEED.slice(0, 20)),
  },
  'cuts-off-between-chunks': {
    behave: raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n'),
    outcome: failed('network', /closed the connection/),
  },
  'cuts-off-within-a-chunk': {
    behave: raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<rss>'),
    outcome: failed('network', /closed the connection/),
  },
  'hangs-up-within-gzip': {
    behave: raw(
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 900\r\n\r\n'),
        gzipSync(FEED),
      ]),
    ),
    outcome: failed('network', /another length|closed the connection/),
  },
  'ends-when-the-connection-does': { behave: raw(`HTTP/1.0 200 OK\r\n\r\n${FEED}`), outcome: fetched() },

  'is-empty': { behave: send(''), outcome: failed('http', /answered an empty body$/, { status: 200 }) },
  'is-empty-and-says-so': { behave: send('', { 'content-length': '0' }), outcome: failed('http', /empty body$/) },
  'is-empty-and-says-gzip': { behave: coded('gzip', ''), outcome: failed('http', /empty body$/) },
  'is-gzip-of-nothing': { behave: coded('gzip', gzipSync('')), outcome: failed('http', /empty body$/) },
  'is-blank': { behave: send(' \r\n\t\n'), outcome: failed('http', /empty body$/) },

  'is-as-large-as-the-limit': {
    behave: send('x'.repeat(1_000)),
    options: { maxBytes: 1_000 },
    outcome: fetched('x'.repeat(1_000)),
  },
  'is-larger-than-the-limit': {
    behave: send('x'.repeat(1_001)),
    options: { maxBytes: 1_000 },
    outcome: failed('limit', /sent more than 1,000 bytes$/),
  },
  'is-a-bomb-of-gzip': { behave: coded('gzip', gzipSync(MEGABYTES)), outcome: BOMB },
  'is-a-bomb-of-brotli': { behave: coded('br', brotliCompressSync(MEGABYTES, QUICKLY)), outcome: BOMB },
  'is-a-bomb-within-a-bomb': { behave: coded('gzip, gzip', gzipSync(gzipSync(MEGABYTES))), outcome: BOMB },
  // Each member is empty, so that nothing comes out in the end however much goes in.
  'is-a-bomb-that-leaves-nothing': {
    behave: coded('gzip, gzip', gzipSync(Buffer.alloc(20_000_000, gzipSync('')))),
    outcome: BOMB,
  },
  'never-ends': {
    behave: (_request, response) => {
      const write = (): unknown => response.write('x'.repeat(65_536), (error) => error ?? setImmediate(write));
      write();
    },
    outcome: BOMB,
  },
};
