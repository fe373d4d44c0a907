import { unescape as decodePercent } from 'node:querystring';

/**
 * Basic authentication from an address such as `https://name:word@example.org/`, for those who may know it: the host
 * that it was given for, on the same port or by https instead of http.
 *
 * @param url the address that is asked, after redirects
 * @param given the address with the credentials
 */
export function authorizationFor(url: URL, given: string): string | undefined {
  const { username, password, ...origin } = partsOf(given);
  if ((!username && !password) || !mayKnow(url, origin)) return undefined;
  return `Basic ${Buffer.from(`${decodePercent(username)}:${decodePercent(password)}`).toString('base64')}`;
}

/** The address with the credentials of another one, where it may know them. */
export function withCredentialsOf(address: string, given: string): string {
  const url = new URL(address);
  const { username, password, ...origin } = partsOf(given);
  if (mayKnow(url, origin)) Object.assign(url, { username, password });
  return url.href;
}

function partsOf(address: string) {
  const { username, password, hostname, port, protocol } = new URL(address);
  return { username, password, hostname, port, protocol };
}

const mayKnow = (
  url: URL,
  { hostname, port, protocol }: { hostname: string; port: string; protocol: string },
): boolean =>
  url.hostname === hostname && url.port === port && (url.protocol === protocol || (url.protocol === 'https:' && !port));
