import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { FetchFailure } from './failure.ts';

/** Addresses of a host name, as text. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const resolveBySystem: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, order: 'verbatim' })).map(({ address }) => address);

/** 2000::/3: all that is routed. Outside of it are NAT64, mapped, link-local, unique local and multicast addresses. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address may be asked. It is a list of what may be, not of what may not: a range that is given a meaning
 * tomorrow is closed today.
 */
export function isAllowed(address: string, allowLoopback: boolean): boolean {
  if (!isIP(address)) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return allowLoopback;
  return range === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST));
}

/**
 * Connects to allowed addresses only. A name is resolved once, here, and the socket goes to the addresses that were
 * checked, so a name server that answers differently the next time (DNS rebinding) gains nothing. Literal addresses
 * come in one spelling, as `URL` has written them, and never reach `lookup`.
 *
 * @param timeout milliseconds until a connection stands
 * @param ca PEM of the authorities that are trusted instead of those of Node
 */
export function guardedConnector({
  allowLoopback,
  timeout,
  resolve = resolveBySystem,
  ca,
}: {
  allowLoopback: boolean;
  timeout: number;
  resolve?: Resolve;
  ca?: string;
}): buildConnector.connector {
  const allowedAddresses = async (hostname: string) => {
    const allowed = (await resolve(hostname)).filter((address) => isAllowed(address, allowLoopback));
    if (allowed.length === 0) throw refused('has only addresses');
    return allowed.map((address) => ({ address, family: isIP(address) }));
  };
  // With autoSelectFamily, Node asks for all addresses and tries them in turn.
  const checkedLookup: LookupFunction = (hostname, _options, callback) => {
    allowedAddresses(hostname).then(
      (addresses) => callback(null, addresses),
      (error) => callback(error, []),
    );
  };
  const connect = buildConnector({
    lookup: checkedLookup,
    autoSelectFamily: true,
    timeout,
    ...(ca !== undefined && { ca }),
  } as buildConnector.BuildOptions);
  return (options, callback) => {
    if (isIP(options.hostname) && !isAllowed(options.hostname, allowLoopback)) callback(refused('is an address'), null);
    else connect(options, callback);
  };
}

const refused = (what: string) =>
  new FetchFailure('refused', `${what} that may not be asked: not on the public internet`);
