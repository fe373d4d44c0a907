import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { sha256 } from '../shared/keys.ts';

/**
 * Hosts that serve the feeds of many publishers side by side. There the registrable domain is nobody's: were it the
 * scope of identity, one customer could revise or withdraw the items of another by repeating their guids.
 */
const SHARED_HOSTS = new Set([
  'feeds.feedburner.com',
  'feeds2.feedburner.com',
  'feedproxy.google.com',
  'feeds.acast.com',
  'feeds.buzzsprout.com',
  'feeds.libsyn.com',
  'feeds.megaphone.fm',
  'feeds.simplecast.com',
  'feed43.com',
  'feedx.net',
  'fetchrss.com',
  'kill-the-newsletter.com',
  'medium.com',
  'openrss.org',
  'politepol.com',
  'raw.githubusercontent.com',
  'rss.app',
  'rsshub.app',
]);

/** Domains that give each of their customers a name below, and do not stand in the Public Suffix List. */
const SHARED_DOMAINS = new Set([
  'canalblog.com',
  'ghost.io',
  'livejournal.com',
  'medium.com',
  'over-blog.com',
  'squarespace.com',
  'substack.com',
  'tumblr.com',
  'typepad.com',
  'weebly.com',
  'wordpress.com',
]);

/** First parts of a path that say what is served, not whose it is: `rss.app/feeds/…`, `medium.com/feed/…`. */
const COMMON_PARTS = new Set(['feed', 'feeds', 'rss', 'fd', 'public']);

/** `host[:port]`. */
export const hostOf = (url: string): string => new URL(url).host;

/**
 * Who publishes a feed, the scope of its entries' identity: the registrable domain (`bbc.co.uk`, and `news.github.io`
 * where the suffix is private), the address of a host without a name, and on a shared host its name and the first part
 * of the path (`feeds.feedburner.com/example`).
 */
export function publisherOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  if (SHARED_HOSTS.has(hostname)) {
    const account = pathname.split('/').find((part) => part !== '' && !COMMON_PARTS.has(part));
    return account === undefined ? hostname : `${hostname}/${account}`;
  }
  return domainOf(hostname);
}

/**
 * Name of a feed: for people by its domain, for machines by its address, e.g. `bbci-co-uk-3f9a12c4`. A fragment and
 * credentials are no part of the address, so the feed is the same after a change of password.
 */
export function feedIdOf(url: string): string {
  const address = new URL(url);
  address.hash = '';
  address.username = '';
  address.password = '';
  const name = domainOf(address.hostname)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name}-${sha256(address.href).slice(0, 8)}`;
}

function domainOf(hostname: string): string {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const domain = isIP(bare) ? undefined : getDomain(bare, { allowPrivateDomains: true });
  return domain && !SHARED_DOMAINS.has(domain) ? domain : bare;
}
