import type { GetRequest } from '../../lambdas/fetch/ask.ts';
import { type FetchOptions, type FetchOutcome, get } from '../../lambdas/fetch/get.ts';

/** The clock of the tests. */
const NOW = new Date('2026-11-24T09:00:00Z');
export const FEED = '<rss version="2.0"><channel><title>Wire</title></channel></rss>';

/** What comes of asking a server on loopback, but for the traffic. */
export async function ask(request: string | GetRequest, options: Partial<FetchOptions> = {}): Promise<FetchOutcome> {
  const { traffic: _, ...outcome } = await get(typeof request === 'string' ? { url: request } : request, {
    userAgent: 'Test/1 (+mail@example.org)',
    allowLoopback: true,
    now: () => NOW,
    ...options,
  });
  return outcome;
}

export const hostOf = (url: string): string => new URL(url).host;
