import { type FetchOptions, type FetchOutcome, get } from './get.ts';
import type { Robots } from './robots.ts';

const ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1';

/** Asks for an article page once, if the `robots.txt` of its host lets us, and of the one that it redirects to. */
export async function fetchPage(url: string, options: FetchOptions, robots: Robots): Promise<FetchOutcome> {
  const leave = await robots(url);
  if (!leave.allowed) return refused(leave.reason);
  const { traffic: _, ...outcome } = await get({ url, accept: ACCEPT }, options);
  if (outcome.kind !== 'fetched' || new URL(outcome.url).origin === new URL(url).origin) return outcome;
  const there = await robots(outcome.url);
  return there.allowed ? outcome : refused(there.reason);
}

const refused = (reason: string): FetchOutcome => ({ kind: 'failed', reason, cause: 'refused' });
