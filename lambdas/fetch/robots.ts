import robotsParser from 'robots-parser';
import type { FetchOutcome } from './get.ts';

/** Its types tell of a default export, as which Node hands over all that the module exports. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** Whether a page may be asked for; the reason is to be read after the name of the host. */
export type Leave = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Asks the `robots.txt` of the page's host, or remembers what it said. */
export type Robots = (url: string) => Promise<Leave>;

/** An hour: RFC 9309 lets the file be used for a day, and publishers who change their mind want it to be heard. */
const LIFETIME = 3_600_000;
/** What could not be asked is asked again sooner. */
const UNREACHABLE_LIFETIME = 300_000;
/** Bytes that are read, as UTF-8; the RFC asks for 500 KiB. */
const MOST = 512_000;
/** Hosts that are remembered. */
const MOST_HOSTS = 1_000;

interface Rules {
  readonly until: number;
  readonly leaveFor: (url: string) => Leave;
}

/**
 * RFC 9309: no such file (4xx) allows all; a host that cannot be asked, or fails, allows nothing for now.
 *
 * @param get gets the file
 * @param userAgent as it is sent; the rules go by its first word
 * @param now milliseconds
 */
export function createRobots(
  get: (url: string) => Promise<FetchOutcome>,
  userAgent: string,
  now: () => number = Date.now,
): Robots {
  const hosts = new Map<string, Promise<Rules>>();
  const ask = async (origin: string): Promise<Rules> => {
    const address = `${origin}/robots.txt`;
    const got = await get(address);
    const leaveFor = rulesOf(got, address, userAgent);
    return { leaveFor, until: now() + (isUnreachable(got) ? UNREACHABLE_LIFETIME : LIFETIME) };
  };
  return async (url) => {
    const { origin } = new URL(url);
    const known = await hosts.get(origin);
    if (known && known.until > now()) return known.leaveFor(url);
    if (hosts.size >= MOST_HOSTS) hosts.clear();
    const asked = ask(origin);
    hosts.set(origin, asked);
    return (await asked).leaveFor(url);
  };
}

/** 429 is no word about the file: the host wants to be left alone. */
const isUnreachable = (got: FetchOutcome): boolean =>
  got.kind === 'failed' &&
  !(got.status === 200 || (got.status !== undefined && got.status < 500 && got.status !== 429));

function rulesOf(got: FetchOutcome, address: string, userAgent: string): (url: string) => Leave {
  if (got.kind === 'failed' && isUnreachable(got)) {
    const reason = `could not be asked for its robots.txt, and until it is no page is fetched: ${got.reason}`;
    return () => ({ allowed: false, reason });
  }
  if (got.kind !== 'fetched') return () => ({ allowed: true });
  const rules = parseRobots(address, new TextDecoder().decode(got.body.subarray(0, MOST)));
  return (url) =>
    rules.isAllowed(url, userAgent) === false
      ? { allowed: false, reason: 'asks robots not to fetch it (robots.txt)' }
      : { allowed: true };
}
