import { canaryUrl } from '../canary/canary-feed.ts';
import type { Feed } from '../shared/domain.ts';
import { CANARY } from '../shared/names.ts';
import type { Traffic } from './ask.ts';
import { fetchFeed } from './fetch-feed.ts';
import type { FetchOptions, FetchOutcome } from './get.ts';

/**
 * Whether it is the feed that this stack publishes for itself: the one row, in the one bucket. An s3: address of any
 * other feed is refused like all that are not of the web.
 */
export const isOwnCanary = ({ feedId, status, url }: Feed, archiveUrl: string): boolean =>
  feedId === CANARY.feedId && status === 'canary' && /^s3:/.test(url) && url === canaryUrl(archiveUrl);

/**
 * Asks for it over the network like for any feed, by an address that is signed for this one request. Whoever has that
 * address can read the feed, so nothing that is kept or logged holds it.
 *
 * @param sign makes the address
 */
export async function fetchCanary(
  { url, etag, lastModified }: Feed,
  sign: () => Promise<string>,
  options: FetchOptions,
): Promise<FetchOutcome & { readonly traffic: Readonly<Traffic> }> {
  // The validators are of what stands there, whatever the address is signed with.
  const outcome = await fetchFeed({ url: await sign(), etag, lastModified }, options);
  switch (outcome.kind) {
    case 'fetched': {
      const { movedTo: _, ...got } = outcome;
      return { ...got, url };
    }
    case 'not-modified': {
      const { movedTo: _, ...got } = outcome;
      return got;
    }
    case 'gone':
    case 'failed':
      return outcome;
    default:
      return outcome satisfies never;
  }
}
