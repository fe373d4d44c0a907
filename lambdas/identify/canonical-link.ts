/**
 * Query parameters that follow the reader, not the article: names used by the analytics suites of publishers and
 * social networks.
 */
const TRACKING =
  /^(?:utm_\w+|at_\w+|ns_\w+|mc_[ce]id|pk_\w+|wt\.\w+|fbclid|gclid|dclid|msclkid|igshid|cmp|cmpid|ocid|ito|smid|ref_src|traffic_source|xtor|s_cid|ncid|sr_share|guccounter)$/i;

/**
 * A link without what changes from copy to copy of it: scheme, `www.`, case of the host, tracking parameters, order of
 * parameters, fragment, trailing slash. Not an address to fetch: only a name to compare.
 *
 * @returns `undefined` where the text is no http(s) link
 */
export function canonicalLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const parameters = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort();
  const query = new URLSearchParams(parameters).toString();
  const path = url.pathname.replace(/\/+$/, '') || '/';
  return `${url.host.replace(/^www\./, '')}${path}${query && `?${query}`}`;
}

/** True where a canonical link can name one article: a front page names none. */
export function namesAnArticle(canonical: string): boolean {
  return !/^[^/]+\/(?:index\.\w+|home|rss|feed)?$/i.test(canonical);
}
