import type { IncomingHttpHeaders } from 'node:http';
import { FetchFailure } from './failure.ts';
import { headerOf } from './response-headers.ts';

/** An element that only feeds have. Where one stands, the parser decides, whatever else is around it. */
const OF_FEEDS =
  /<(?:[\w.-]+:)?(?:rss|rdf|feed|channel|item|entry|newsitem|newsmessage|nitf|urlset|sitemapindex)(?=[\s>/])/i;
/** JSON may hold pages; what is markup begins as such. */
const OF_MARKUP = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</;
const OF_PAGES = /<(?:!doctype\s+html|html|head|body|script)\b/i;

/** How much of a document tells what it is, and how much of a page is read for its title and links. */
const BEGINNING = 4_096;
const READ = 256 * 1_024;

/** What stands between a robot and the page, by the marks that are not on the page itself. */
const CHALLENGES: readonly (readonly [marks: RegExp, by: string])[] = [
  [/_cf_chl_opt|<title>\s*(just a moment|attention required! \| cloudflare)/i, 'Cloudflare'],
  [/errors\.edgesuite\.net|sec-if-cpt-container|\bbm-verify=/i, 'Akamai'],
  [/captcha-delivery\.com/i, 'DataDome'],
  [/incapsula incident id|<iframe[^>]{0,500}_incapsula_resource/i, 'Imperva'],
  [/\bpx-captcha\b/i, 'HUMAN'],
  [/\bgokuProps\b/, 'AWS WAF'],
  [/sucuri_cloudproxy|<title>\s*sucuri/i, 'Sucuri'],
  [/<title>\s*ddos-guard/i, 'DDoS-Guard'],
  [/making sure you('|&#39;|’)re not a bot/i, 'Anubis'],
];
const CAPTCHA =
  /\b(g-recaptcha|h-captcha|cf-turnstile)\b|<title>[^<]{0,80}\b(captcha|robot|human|security check|access denied|checking your browser)\b/i;
const CONSENT = /<title>[^<]{0,80}\b(consent|before you continue|cookies?|privacy|datenschutz|einwilligung)\b/i;
const CONSENT_HOST = /^(consent|guce|privacy)\./;
const LOGIN = /<input[^>]{0,500}\btype\s*=\s*["']?password/i;

/**
 * Says of a document that is a web page and surely no feed what it is: not a single element of a feed is in it.
 *
 * @param url the address that answered
 */
export function webPageFailure(body: Uint8Array, url: string): FetchFailure | undefined {
  const beginning = tagsOf(body.subarray(0, BEGINNING));
  if (!OF_MARKUP.test(beginning) || !OF_PAGES.test(beginning)) return undefined;
  const document = tagsOf(body);
  if (OF_FEEDS.test(document)) return undefined;
  const page = document.slice(0, READ);
  const feed = feedOf(page, url);
  const demand = feed === undefined ? demandOf(page, url) : undefined;
  if (demand) return new FetchFailure('challenge', `answered ${demand} instead of the feed`);
  const title = titleOf(page);
  const named = title ? `a web page, "${title}",` : 'a web page';
  return new FetchFailure(
    'not-a-feed',
    feed === undefined ? `answered ${named} and no feed` : `answered ${named} and no feed; its feed is ${feed}`,
  );
}

/** @returns who keeps robots out, as the headers of an answer say that is none */
export function challengerOf(headers: IncomingHttpHeaders): string | undefined {
  if (headerOf(headers, 'cf-mitigated') === 'challenge') return 'Cloudflare';
  if (headerOf(headers, 'x-amzn-waf-action') !== undefined) return 'AWS WAF';
  return headerOf(headers, 'x-datadome') === undefined ? undefined : 'DataDome';
}

/** Tags are ASCII in every charset; in UTF-16 they are so between zeros. */
const tagsOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1').replaceAll('\0', '');

/** What a person would have to do first. */
function demandOf(page: string, url: string): string | undefined {
  const by = CHALLENGES.find(([marks]) => marks.test(page))?.[1];
  if (by ?? CAPTCHA.test(page)) return `a check for robots${by ? ` (${by})` : ''}`;
  if (CONSENT_HOST.test(new URL(url).hostname) || CONSENT.test(page)) return 'a question for consent';
  return LOGIN.test(page) ? 'a login page' : undefined;
}

/** The first feed that the page names (`rel="alternate"`), absolute. */
function feedOf(page: string, url: string): string | undefined {
  for (const [link] of page.matchAll(/<link\b[^<>]{0,1000}>/gi)) {
    const href = attribute(link, 'href').replaceAll('&amp;', '&');
    const isFeed =
      /\balternate\b/i.test(attribute(link, 'rel')) &&
      /^application\/(rss\+xml|atom\+xml|rdf\+xml|feed\+json)\b/i.test(attribute(link, 'type'));
    // A page that stands in for its own feed names the address that was asked.
    if (isFeed && href && URL.canParse(href, url) && new URL(href, url).href !== url) return new URL(href, url).href;
  }
  return undefined;
}

function attribute(tag: string, name: string): string {
  const [, quoted, bare = ''] = new RegExp(`\\s${name}\\s*=\\s*(?:["']([^"']*)["']|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  return (quoted ?? bare).trim();
}

/** As UTF-8, which nearly all pages are in, on one line. */
function titleOf(page: string): string | undefined {
  const text = /<title\b[^>]{0,200}>([^<]{1,500})/i.exec(page)?.[1];
  return text && Buffer.from(text, 'latin1').toString().replace(/\s+/g, ' ').trim().slice(0, 80);
}
