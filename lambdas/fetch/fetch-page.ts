import { FetchFailure } from './failure.ts';
import { type FetchOptions, type FetchOutcome, get } from './get.ts';
import type { Robots } from './robots.ts';

const ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1';

/**
 * Asks for an article page once, if the `robots.txt` of its host lets us; each address that it redirects to is another
 * page, of which the file is asked before it is.
 */
export async function fetchPage(url: string, options: FetchOptions, robots: Robots): Promise<FetchOutcome> {
  const forbid = async (address: string) => {
    const leave = await robots(address);
    return leave.allowed ? undefined : new FetchFailure('refused', leave.reason);
  };
  const { traffic: _, ...outcome } = await get({ url, accept: ACCEPT, forbid }, options);
  return outcome;
}
