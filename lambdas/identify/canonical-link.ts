import trackers from '../../data/built/trackers.json' with { type: 'json' };

const TRACKERS = new Set(trackers.names);

/** Editions of one page for other devices: `m.example.org`, `amp.example.org`, `en.m.example.org`. */
const EDITIONS = new Set(['www', 'm', 'mobile', 'amp']);

/** Copies on the caches of Google and Bing, which hold the address in their path: `/c/s/example.org/a`. */
const AMP_CACHE = /(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$|^(?:www\.)?google\.(?:com?\.)?\w{2,3}$/;
const CACHED = /^\/(?:[acviwr]|amp)\/(?:s\/)?([^/]+\.[^/]+\/.*)$/;

/**
 * A link without what changes from copy to copy of it: scheme, `www.` and the editions for phones and AMP, case of the
 * host, tracking parameters, order of parameters, fragment, trailing slash. Not an address to fetch: only a name to
 * compare.
 *
 * @returns `undefined` where the text is no http(s) link
 */
export function canonicalLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const [, cached] = (AMP_CACHE.test(url.hostname) && CACHED.exec(url.pathname)) || [];
  if (cached !== undefined && URL.canParse(`https://${cached}`)) return canonicalLink(`https://${cached}${url.search}`);
  const parameters = [...url.searchParams].filter(([name, value]) => !isTracker(name, value)).sort();
  const query = new URLSearchParams(parameters).toString();
  return `${hostOf(url)}${pathOf(url)}${query && `?${query}`}`;
}

/** `?mod=rss_world` and `?output=amp` say where the reader comes from or which edition is wanted, under any name. */
function isTracker(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  return (
    TRACKERS.has(lower) ||
    trackers.starts.some((start) => lower.startsWith(start)) ||
    /^(?:rss(?:_.*)?|amp)$/i.test(value)
  );
}

function hostOf({ host }: URL): string {
  const labels = host.split('.');
  return labels.filter((label, at) => at >= labels.length - 2 || !EDITIONS.has(label)).join('.');
}

/** Without what marks an AMP page: `/amp/` anywhere, `.amp` and `.amp.html`; and without a session. */
function pathOf({ pathname }: URL): string {
  const segments = pathname
    .replace(/;jsessionid=[^/]*/i, '')
    .split('/')
    .filter((segment) => segment.toLowerCase() !== 'amp');
  return (
    segments
      .join('/')
      .replace(/(?:\.amp)+(\.html?)?$/i, '$1')
      .replace(/\/+$/, '') || '/'
  );
}

/** True where a canonical link can name one article: a front page names none. */
export function namesAnArticle(canonical: string): boolean {
  return !/^[^/]+\/(?:index\.\w+|home|rss|feed)?$/i.test(canonical);
}
