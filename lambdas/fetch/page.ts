import type { Feed, FeedResponse, Purpose } from '../shared/domain.ts';
import type { FetchOutcome } from './get.ts';

/** False where the purpose is served already: the message came twice, or late. */
export function isWanted({ gaps, fullText }: Feed, url: string, purpose: Purpose): boolean {
  switch (purpose.kind) {
    case 'gap':
      return gaps.some(
        ({ to, tried, toTry }) => to === purpose.to && tried?.length === purpose.step && toTry?.[0] === url,
      );
    case 'article':
      return fullText === true;
    case 'import':
    case 'push':
      return false;
    default:
      return purpose satisfies never;
  }
}

/** The part of a response that the outcome tells. @param asked the address, where nothing answered */
export function pageOf(
  outcome: FetchOutcome,
  asked: string,
): Pick<FeedResponse, 'url' | 'contentType' | 'failure' | 'body'> {
  if (outcome.kind === 'fetched') {
    const { url, contentType, body } = outcome;
    return { url, body, ...(contentType !== undefined && { contentType }) };
  }
  const failure = outcome.kind === 'failed' ? outcome.reason : `${new URL(asked).host} answered 410 Gone`;
  return { url: asked, failure, body: new Uint8Array() };
}
