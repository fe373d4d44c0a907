import type { IncomingHttpHeaders } from 'node:http';

/** What an answer says about the next one. */
export interface CacheFacts {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Seconds. */
  readonly freshFor?: number;
}

/** A validator goes back in a request and into the feed's row; what is longer is no validator but a mistake. */
const MAX_VALIDATOR = 1024;
/** What may stand in a header. A validator that holds anything else could not be sent back. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]+$/;

/** The first value where a header came several times. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim();
}

export function cacheFacts(headers: IncomingHttpHeaders, now: Date): CacheFacts {
  const [etag, lastModified] = [validator(headers, 'etag'), validator(headers, 'last-modified')];
  const freshFor = freshnessOf(headers, now);
  return { ...(etag && { etag }), ...(lastModified && { lastModified }), ...(freshFor && { freshFor }) };
}

/** Verbatim, quotes and `W/` included: RFC 9110 has it compared by the server, character by character. */
function validator(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headerOf(headers, name);
  return value && value.length <= MAX_VALIDATOR && SENDABLE.test(value) ? value : undefined;
}

/** Seconds for which the answer stays fresh (RFC 9111, 4.2.1, for a private cache), less the age that it came with. */
function freshnessOf(headers: IncomingHttpHeaders, now: Date): number | undefined {
  const control = [headers['cache-control'] ?? []].flat().join(',').toLowerCase();
  if (/\bno-(cache|store)\b/.test(control)) return undefined;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  const lifetime = maxAge === undefined ? secondsUntil(headerOf(headers, 'expires'), headers, now) : Number(maxAge);
  const left = (lifetime ?? 0) - (Number(headerOf(headers, 'age')) || 0);
  return left > 0 ? left : undefined;
}

/** Seconds that the publisher asks to be left alone: both forms of RFC 9110, 10.2.3. */
export function retryAfterOf(headers: IncomingHttpHeaders, now: Date): number | undefined {
  const value = headerOf(headers, 'retry-after');
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : secondsUntil(value, headers, now);
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
}

/** Counted from the publisher's own clock where it is shown, as it was the one that set the date. */
function secondsUntil(date: string | undefined, headers: IncomingHttpHeaders, now: Date): number | undefined {
  const until = httpDate(date);
  const from = httpDate(headerOf(headers, 'date')) ?? now.getTime();
  return until === undefined ? undefined : Math.ceil((until - from) / 1000);
}

/** The three forms of RFC 9110, 5.6.7; asctime names no zone and means GMT. */
function httpDate(text: string | undefined): number | undefined {
  if (!text || !/\d\d:\d\d:\d\d/.test(text)) return undefined;
  const time = Date.parse(/(GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
