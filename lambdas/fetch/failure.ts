import { errors } from 'undici';
import { reasonOf } from '../shared/errors.ts';

/** `challenge` and `not-a-feed`: a web page came under 200. */
export type FailureCause = 'network' | 'http' | 'refused' | 'limit' | 'challenge' | 'not-a-feed';

/** What the host said with its refusal. */
interface Answered {
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What a publisher or the network does wrong. It is thrown inside this step and leaves it as an outcome. */
export class FetchFailure extends Error {
  readonly because: FailureCause;
  readonly answer: Answered;

  /** @param message what the host did, to be read after its name: `answered 404 Not Found` */
  constructor(because: FailureCause, message: string, answer: Answered = {}) {
    super(message);
    this.because = because;
    this.answer = answer;
  }
}

/** Codes of Node, undici, llhttp, OpenSSL and zlib, in the words of a person who waits for a feed. */
const MEANINGS: readonly (readonly [codes: RegExp, message: string])[] = [
  [/^ENOTFOUND$/, 'has no address: its name is not known'],
  [/^EAI_/, 'could not be looked up: no answer from the name server'],
  [/^ECONNREFUSED$/, 'refused the connection'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'cannot be reached from here'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'did not take the connection in time'],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)$/,
    'closed the connection before the answer was complete',
  ],
  [/^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/, 'sent a body of another length than it had announced'],
  [/^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/, 'sent more headers than are read'],
  [/^HPE_/, 'does not answer in HTTP'],
  [/^(Z_|ZSTD_|ERR__ERROR_|ERR_BROTLI)/, 'sent a compressed body that is broken or cut off'],
  [/CERT|SIGNATURE|^ERR_(TLS|SSL)|^EPROTO$/, 'does not offer a TLS connection that can be trusted'],
];

/**
 * Turns what was thrown on the way to a response into a failure.
 *
 * @throws the error itself where it is a fault of ours
 */
export function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchFailure) return error;
  const code = codeOf(error);
  if (code === undefined || code === 'UND_ERR_INVALID_ARG') throw error;
  const meaning = MEANINGS.find(([codes]) => codes.test(code));
  return new FetchFailure('network', meaning ? `${meaning[1]} (${code})` : `could not be asked: ${reasonOf(error)}`);
}

function codeOf(error: unknown): string | undefined {
  // The parser of undici may fail without a code of its own.
  if (error instanceof errors.HTTPParserError) return error.code ?? 'HPE_INVALID';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
