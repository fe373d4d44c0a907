import { STATUS_CODES } from 'node:http';
import { Agent } from 'undici';
import { guardedConnector, type Resolve } from './address-guard.ts';
import { type Answer, ask, type FeedRequest } from './ask.ts';
import { type FailureCause, FetchFailure, failureOf } from './failure.ts';
import { readBody } from './response-body.ts';
import { type CacheFacts, cacheFacts, headerOf, retryAfterOf } from './response-headers.ts';

/** `movedTo`: where the feed lives now; only where every redirect on the way said that it is for good. */
export type FetchOutcome =
  | (CacheFacts & {
      readonly kind: 'fetched';
      /** The address that answered, after redirects, without credentials. */
      readonly url: string;
      /** Content-decoded, never empty. */
      readonly body: Uint8Array;
      readonly contentType?: string;
      readonly movedTo?: string;
    })
  | (CacheFacts & { readonly kind: 'not-modified'; readonly movedTo?: string })
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'failed';
      /** One sentence that names the host and the cause. */
      readonly reason: string;
      readonly cause: FailureCause;
      readonly status?: number;
      /** Seconds. */
      readonly retryAfter?: number;
    };

export interface FetchOptions {
  readonly userAgent: string;
  /** Lets 127.0.0.0/8 and ::1 be asked. @default false */
  readonly allowLoopback?: boolean;
  /** Milliseconds for all of it: names, connections, redirects and the last byte of the body. @default 20000 */
  readonly deadline?: number;
  /** Of the decoded body. @default 10485760 */
  readonly maxBytes?: number;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
  /** @default the system's clock */
  readonly now?: () => Date;
}

const DEADLINE = 20_000;
/** Feeds of newsrooms stay far below; what is larger is a mistake or a bomb. */
const MAX_BYTES = 10 * 1024 * 1024;

/** Asks for a feed once, politely: one conditional GET. What goes wrong on the publisher's side is an outcome. */
export async function fetchFeed(request: FeedRequest, options: FetchOptions): Promise<FetchOutcome> {
  const { userAgent, deadline = DEADLINE, allowLoopback = false, resolve } = options;
  const signal = AbortSignal.timeout(deadline);
  // One agent a call: between two polls of a feed lie minutes, and no server keeps a connection that long. undici's own
  // timeouts count idle time only and are off; the deadline stands over all.
  const connect = guardedConnector({ allowLoopback, timeout: deadline, resolve });
  const agent = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  const visited = new Set<string>();
  try {
    const answer = await ask(request, userAgent, { dispatcher: agent, signal }, visited);
    return await outcomeOf(answer, request, options, signal);
  } catch (error) {
    const isLate = signal.aborted && !(error instanceof FetchFailure);
    const failure = isLate
      ? new FetchFailure('limit', `did not answer in full within ${deadline / 1000} s`)
      : failureOf(error);
    return { kind: 'failed', reason: sentence(visited, failure.message), cause: failure.because, ...failure.answer };
  } finally {
    await agent.destroy();
  }
}

async function outcomeOf(
  { response: { statusCode: status, headers, body }, url, movedTo }: Answer,
  { etag, lastModified }: FeedRequest,
  { maxBytes = MAX_BYTES, now = () => new Date() }: FetchOptions,
  signal: AbortSignal,
): Promise<FetchOutcome> {
  // 203 is a 200 that a proxy has touched.
  const hasFeed = status === 200 || status === 203;
  if (hasFeed && headerOf(headers, 'content-length') !== '0') {
    const bytes = await readBody(body, { coding: headerOf(headers, 'content-encoding'), maxBytes, signal });
    if (bytes.length > 0) {
      const contentType = headerOf(headers, 'content-type');
      const facts = { ...cacheFacts(headers, now()), ...(contentType && { contentType }), ...(movedTo && { movedTo }) };
      return { kind: 'fetched', url: url.href, body: bytes, ...facts };
    }
  }
  if (status === 410) return { kind: 'gone' };
  if (status === 304 && (etag ?? lastModified) !== undefined) {
    // It may carry newer validators than the ones that were sent.
    return { kind: 'not-modified', ...cacheFacts(headers, now()), ...(movedTo && { movedTo }) };
  }
  const retryAfter = retryAfterOf(headers, now());
  const said = hasFeed ? 'an empty body' : `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  throw new FetchFailure('http', `answered ${said}`, { status, ...(retryAfter && { retryAfter }) });
}

/** @param visited the addresses asked so far, the last of which is the subject */
function sentence(visited: ReadonlySet<string>, predicate: string): string {
  const hosts = [...visited].map((address) => new URL(address).host);
  const [first = 'the feed', last = first] = [hosts[0], hosts.at(-1)];
  return `${last}${last === first ? '' : `, to which ${first} redirects,`} ${predicate}`;
}
