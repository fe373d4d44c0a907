import { once } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { Agent } from 'undici';
import { guardedConnector, type Resolve } from './address-guard.ts';
import { type Answer, ask, type GetRequest, type Traffic } from './ask.ts';
import { type FailureCause, FetchFailure, failureOf } from './failure.ts';
import type { Pace } from './pace.ts';
import { type CacheFacts, cacheFacts, headerOf, retryAfterOf } from './response-headers.ts';
import { challengerOf } from './web-page.ts';

/** `movedTo`: where it lives now; only where every redirect on the way said that it is for good. */
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
  /**
   * Milliseconds for all of it: turns, names, connections, redirects and the last byte of the body.
   *
   * @default 20000
   */
  readonly deadline?: number;
  /** Of the decoded body. @default 10485760 */
  readonly maxBytes?: number;
  /** @default every request at once */
  readonly pace?: Pace;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
  /** PEM of the authorities that are trusted. @default those of Node */
  readonly ca?: string;
  /** @default the system's clock */
  readonly now?: () => Date;
}

const DEADLINE = 20_000;
/** Feeds of newsrooms stay far below; what is larger is a mistake or a bomb. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Gets what stands at an address, once, politely and safely: one conditional GET of addresses on the public internet.
 * What goes wrong on the publisher's side is an outcome.
 */
export async function get(
  request: GetRequest,
  options: FetchOptions,
): Promise<FetchOutcome & { readonly traffic: Readonly<Traffic> }> {
  const { deadline = DEADLINE, maxBytes = MAX_BYTES, pace = (_host, send) => send(), userAgent } = options;
  const signal = AbortSignal.timeout(deadline);
  // One agent a call: between two polls of a feed lie minutes, and no server keeps a connection that long. undici's own
  // timeouts count idle time only and are off; the deadline stands over all.
  const connect = guardedConnector({ allowLoopback: false, ...options, timeout: deadline });
  const dispatcher = new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 });
  const visited = new Set<string>();
  const traffic = { requests: 0, bytes: 0 };
  try {
    const asking = ask(request, { dispatcher, signal, userAgent, maxBytes, pace }, visited, traffic);
    // Neither a name server nor the turn of a host knows of the signal.
    const answer = await Promise.race([asking, aborted(signal)]);
    return { ...outcomeOf(answer, request, options.now?.() ?? new Date()), traffic };
  } catch (error) {
    const isLate = signal.aborted && !(error instanceof FetchFailure);
    const failure = isLate
      ? new FetchFailure('limit', `did not answer in full within ${deadline / 1000} s`)
      : failureOf(error);
    const reason = sentence(visited, failure.message);
    return { kind: 'failed', reason, cause: failure.because, ...failure.answer, traffic };
  } finally {
    await dispatcher.destroy();
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

/** @throws FetchFailure where the answer is none, or not what was asked for */
function outcomeOf(answer: Answer, request: GetRequest, now: Date): FetchOutcome {
  const { status, headers, body, url, movedTo } = answer;
  const moved = movedTo !== undefined && { movedTo };
  if (body && !isBlank(body)) {
    const refusal = request.refuse?.(body, url.href);
    if (refusal) throw refusal;
    const contentType = headerOf(headers, 'content-type');
    const facts = { ...cacheFacts(headers, now), ...(contentType && { contentType }), ...moved };
    return { kind: 'fetched', url: url.href, body, ...facts };
  }
  if (status === 410) return { kind: 'gone' };
  // It may carry newer validators than the ones that were sent.
  if (status === 304 && answer.conditional) return { kind: 'not-modified', ...cacheFacts(headers, now), ...moved };
  throw refusalOf(answer, request, now);
}

const isBlank = (body: Uint8Array): boolean => body.every((byte) => byte <= 0x20);

function refusalOf({ status, headers, body }: Answer, { url }: GetRequest, now: Date): FetchFailure {
  if (body) return new FetchFailure('http', 'answered an empty body', { status });
  const retryAfter = retryAfterOf(headers, now);
  const answered = { status, ...(retryAfter && { retryAfter }) };
  const said = `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const challenger = challengerOf(headers);
  if (challenger) return new FetchFailure('challenge', `${said}: a check for robots (${challenger})`, answered);
  const hint = hintOf(status, new URL(url));
  return new FetchFailure('http', hint ? `${said}: ${hint}` : said, answered);
}

/** What a person can do about it. */
function hintOf(status: number, { username, password }: URL): string | undefined {
  if (status === 402)
    return 'it wants to be paid; a paid address may hold a name and a password, https://name:password@…';
  if (status !== 401) return undefined;
  return username || password
    ? 'it does not take the name and the password of the address'
    : 'it wants a name and a password; put them into the address, https://name:password@…';
}

/** @param visited the addresses asked so far, the last of which is the subject */
function sentence(visited: ReadonlySet<string>, predicate: string): string {
  const hosts = [...visited].map((address) => new URL(address).host);
  const [first = 'the feed', last = first] = [hosts[0], hosts.at(-1)];
  return `${last}${last === first ? '' : `, to which ${first} redirects,`} ${predicate}`;
}
