import type { GetRequest, Traffic } from './ask.ts';
import { type FetchOptions, type FetchOutcome, get } from './get.ts';

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

/** Asks for a feed once, politely: one conditional GET. What goes wrong on the publisher's side is an outcome. */
export function fetchFeed(
  { url, etag, lastModified, validatorsFrom }: Omit<GetRequest, 'accept'>,
  options: FetchOptions,
): Promise<FetchOutcome & { readonly traffic: Readonly<Traffic> }> {
  return get({ url, etag, lastModified, validatorsFrom, accept: ACCEPT }, options);
}
