import type { IncomingHttpHeaders } from 'node:http';
import { type Dispatcher, request as send } from 'undici';
import { ACCEPTED_CODINGS } from './content-coding.ts';
import { authorizationFor } from './credentials.ts';
import type { FetchFailure } from './failure.ts';
import type { Pace } from './pace.ts';
import { addressOf, isPermanent, isRedirect, redirectTarget } from './redirect.ts';
import { readBody } from './response-body.ts';
import { headerOf } from './response-headers.ts';

export interface GetRequest {
  readonly url: string;
  /** The header of that name. @default anything */
  readonly accept?: string;
  /** Both validators as they were received. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** The address that gave the validators, the only one that gets to see them: elsewhere they mean nothing. @default url */
  readonly validatorsFrom?: string | undefined;
  /** Says why an address, the first one or one on the way, must not be asked. @default each may be */
  readonly forbid?: (url: string) => Promise<FetchFailure | undefined>;
  /** Says of a body that came what is wrong with it. @default every body is taken */
  readonly refuse?: (body: Uint8Array, url: string) => FetchFailure | undefined;
}

/** Requests sent, redirects included, and the bytes of bodies as they came on the wire. */
export interface Traffic {
  requests: number;
  bytes: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Content-decoded; only of an answer that is what was asked for: 200, and 203, a 200 that a proxy has touched. */
  readonly body?: Uint8Array;
  /** The address that gave it. */
  readonly url: URL;
  /** Whether that address was sent validators. */
  readonly conditional: boolean;
  /** The same, where every redirect on the way to it said that it is for good. */
  readonly movedTo?: string;
}

export interface Transport {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  readonly maxBytes: number;
  readonly pace: Pace;
}

/**
 * Sends one conditional GET and follows its redirects.
 *
 * @param visited gets each address as it is asked
 * @param traffic is counted up
 * @throws FetchFailure, and the errors of undici and zlib
 */
export async function ask(
  request: GetRequest,
  transport: Transport,
  visited: Set<string>,
  traffic: Traffic,
): Promise<Answer> {
  let permanent = true;
  for (let url = addressOf(request.url); ; ) {
    visited.add(url.href);
    const ban = await request.forbid?.(url.href);
    if (ban) throw ban;
    const asked = url;
    const answer = await transport.pace(url.host, () => askOnce(asked, request, transport, traffic));
    if (!isRedirect(answer.status)) {
      return { ...answer, ...(visited.size > 1 && permanent && { movedTo: url.href }) };
    }
    permanent &&= isPermanent(answer.status);
    url = redirectTarget(url, headerOf(answer.headers, 'location'), visited);
  }
}

async function askOnce(url: URL, request: GetRequest, transport: Transport, traffic: Traffic): Promise<Answer> {
  const { dispatcher, signal, maxBytes } = transport;
  // Its turn may come too late.
  signal.throwIfAborted();
  const conditions = conditionsFor(url, request);
  const authorization = authorizationFor(url, request.url);
  traffic.requests += 1;
  const { statusCode, headers, body } = await send(url, {
    dispatcher,
    signal,
    headers: {
      'user-agent': transport.userAgent,
      accept: request.accept ?? '*/*',
      'accept-encoding': ACCEPTED_CODINGS,
      ...conditions,
      ...(authorization && { authorization }),
    },
  });
  // A body that is not read to its end fails when the connection is closed, and then nobody waits for it.
  body.on('error', () => {});
  const answer = { status: statusCode, headers, url, conditional: Object.keys(conditions).length > 0 };
  if (statusCode !== 200 && statusCode !== 203) {
    body.destroy();
    return answer;
  }
  const onBytes = (length: number) => {
    traffic.bytes += length;
  };
  const coding = [headers['content-encoding'] ?? []].flat().join(',');
  return { ...answer, body: await readBody(body, { coding, maxBytes, onBytes }) };
}

function conditionsFor(url: URL, { etag, lastModified, ...request }: GetRequest): Record<string, string> {
  if (url.href !== addressOf(request.validatorsFrom ?? request.url).href) return {};
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}
