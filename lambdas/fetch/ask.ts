import { unescape as decodePercent } from 'node:querystring';
import { type Dispatcher, request as send } from 'undici';
import { addressOf, isPermanent, isRedirect, redirectTarget } from './redirect.ts';
import { ACCEPTED_CODINGS } from './response-body.ts';
import { headerOf } from './response-headers.ts';

export interface FeedRequest {
  readonly url: string;
  /** Both validators as they were received. */
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface Answer {
  readonly response: Dispatcher.ResponseData;
  /** The address that gave it. */
  readonly url: URL;
  /** The same, where every redirect on the way to it said that it is for good. */
  readonly movedTo?: string;
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

/**
 * Sends one conditional GET and follows its redirects.
 *
 * @param visited gets each address as it is asked
 * @throws FetchFailure, and the errors of undici
 */
export async function ask(
  request: FeedRequest,
  userAgent: string,
  transport: { dispatcher: Dispatcher; signal: AbortSignal },
  visited: Set<string>,
): Promise<Answer> {
  const start = addressOf(request.url);
  const headers = requestHeaders(request, userAgent);
  const authorization = credentialsOf(request.url);
  let permanent = true;
  for (let url = start; ; ) {
    visited.add(url.href);
    // Only the host that the credentials were given for gets to see them.
    const own = authorization && url.origin === start.origin ? { ...headers, authorization } : headers;
    const response = await send(url, { ...transport, headers: own });
    // A body that is not read to its end fails when the connection is closed, and then nobody waits for it.
    response.body.on('error', () => {});
    if (!isRedirect(response.statusCode)) {
      return { response, url, ...(visited.size > 1 && permanent && { movedTo: url.href }) };
    }
    response.body.destroy();
    permanent &&= isPermanent(response.statusCode);
    url = redirectTarget(url, headerOf(response.headers, 'location'), visited);
  }
}

function requestHeaders({ etag, lastModified }: FeedRequest, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': ACCEPTED_CODINGS,
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

/** Basic authentication from a URL such as `https://name:word@example.org/`. */
function credentialsOf(url: string): string | undefined {
  const { username, password } = new URL(url);
  if (!username && !password) return undefined;
  return `Basic ${Buffer.from(`${decodePercent(username)}:${decodePercent(password)}`).toString('base64')}`;
}
