import { FetchFailure } from './failure.ts';

const MAX_REDIRECTS = 5;

const PERMANENT = new Set([301, 308]);
const REDIRECTS = new Set([...PERMANENT, 302, 303, 307]);

export const isRedirect = (status: number): boolean => REDIRECTS.has(status);
export const isPermanent = (status: number): boolean => PERMANENT.has(status);

/**
 * The address that a URL of a feed or of a redirect asks for, without fragment and credentials.
 *
 * @throws FetchFailure where it is none that is asked
 */
export function addressOf(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href))
    throw new FetchFailure('refused', `${base ? 'redirects to' : 'has'} no valid address`);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchFailure(
      'refused',
      `${base ? 'redirects to' : 'has'} an address of ${url.protocol}, only http and https are asked`,
    );
  }
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

/**
 * @param visited the addresses asked so far, `from` included
 * @throws FetchFailure where the redirect is not followed
 */
export function redirectTarget(from: URL, location: string | undefined, visited: ReadonlySet<string>): URL {
  if (!location) throw new FetchFailure('http', 'redirects without saying where');
  // Headers arrive as Latin-1; servers that put bare letters into this one mean UTF-8.
  const target = addressOf(Buffer.from(location, 'latin1').toString(), from);
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new FetchFailure(
      'refused',
      `redirects from https to http, where anybody on the way could change the news; if that is fine, add the feed as ${target.href}`,
    );
  }
  if (visited.has(target.href)) throw new FetchFailure('http', 'redirects in a circle');
  if (visited.size > MAX_REDIRECTS) throw new FetchFailure('limit', `redirects more than ${MAX_REDIRECTS} times`);
  return target;
}
