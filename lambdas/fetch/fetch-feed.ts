import type { GetRequest, Traffic } from './ask.ts';
import { type FetchOptions, type FetchOutcome, get } from './get.ts';
import { webPageFailure } from './web-page.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

/**
 * Asks for a feed once, politely: one conditional GET. What goes wrong on the publisher's side is an outcome.
 *
 * So is a web page under 200. It is not kept as a response: there is no entry in it to lose, it would push the last
 * feed's validators out, and a challenge is another one with every poll. The outcome says what it was.
 */
export function fetchFeed(
  { url, etag, lastModified, validatorsFrom }: Omit<GetRequest, 'accept' | 'refuse'>,
  options: FetchOptions,
): Promise<FetchOutcome & { readonly traffic: Readonly<Traffic> }> {
  return get({ url, etag, lastModified, validatorsFrom, accept: ACCEPT, refuse: webPageFailure }, options);
}
