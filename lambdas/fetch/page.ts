import type { Feed, FeedResponse, Purpose } from '../shared/domain.ts';
import type { fetchFeed } from './fetch-feed.ts';

/** False where the purpose is served already: the message came twice, or late. */
export function isWanted({ gaps }: Feed, url: string, purpose: Purpose): boolean {
  switch (purpose.kind) {
    case 'gap':
      return gaps.some(
        ({ to, tried, toTry }) => to === purpose.to && tried?.length === purpose.step && toTry?.[0] === url,
      );
    default:
      return purpose.kind satisfies never;
  }
}

/** The part of a response that the outcome tells. @param asked the address, where nothing answered */
export function pageOf(
  outcome: Awaited<ReturnType<typeof fetchFeed>>,
  asked: string,
): Pick<FeedResponse, 'url' | 'contentType' | 'failure' | 'body'> {
  if (outcome.kind === 'fetched') {
    const { url, contentType, body } = outcome;
    return { url, body, ...(contentType !== undefined && { contentType }) };
  }
  const failure = outcome.kind === 'failed' ? outcome.reason : `${new URL(asked).host} answered 410 Gone`;
  return { url: asked, failure, body: new Uint8Array() };
}
