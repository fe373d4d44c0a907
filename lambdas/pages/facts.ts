import { canonicalLink, namesAnArticle } from '../identify/canonical-link.ts';
import { absolute } from '../parse/links.ts';
import { plainText } from '../parse/plain-text.ts';
import { publisherOf } from '../schedule/feed-identity.ts';
import type { IsoTime } from '../shared/domain.ts';
import { metas, type PageDocument, texts, values } from './dom.ts';
import { articleMarkup } from './json-ld.ts';
import type { Page } from './page.ts';
import { dateInUrl, readDate, withoutDate } from './published.ts';
import { withoutSite } from './title.ts';

/** What the page says about its article beside the text. */
export interface Facts extends Omit<Page, 'text'> {
  /** The headline in each form that the page gives it. */
  readonly headlines: readonly string[];
}

/** Names under which publishing systems write when a page was published; the standard ones first. */
const PUBLISHED = (
  'article:published_time og:article:published_time datepublished article:published dcterms.issued dc.date.issued ' +
  'dcterms.date dc.date dcterms.created dc.date.created dc:date publication_date publish_date publish-date publishdate ' +
  'pubdate date.published published_time parsely-pub-date sailthru.date cxenseparse:recs:publishtime article.published ' +
  'citation_publication_date originalpublicationdate published creation_date release_date date'
).split(' ');
/** Where the story is marked as such, its own time stands in it; others belong to teasers beside it. */
const OWN_TIME =
  'time[itemprop="datePublished"], [itemprop="datePublished"][datetime], time[pubdate], article time[datetime], main time[datetime]';

/** @param url where the page came from */
export function factsOf(document: PageDocument, jsonLd: readonly string[], url: string | undefined): Facts {
  const meta = metas(document);
  const markup = articleMarkup(jsonLd);
  const link = linkOf(
    [
      ...values(document, 'link[rel="canonical"]', 'href'),
      ...meta('og:url'),
      markup?.url,
      ...values(document, 'base', 'href'),
    ],
    url,
  );

  const headings = texts(document, 'h1');
  // Where there are several, one of them is the name of the site.
  const heading = headings.length === 1 ? headings : [];
  const headlines = [plainText(markup?.headline ?? ''), ...meta('og:title'), ...heading].filter(Boolean);
  const titles = [...headlines, ...meta('twitter:title', 'dc.title'), ...texts(document, 'title'), ...headings];
  const sites = [...(markup?.sites ?? []), ...meta('og:site_name', 'application-name', 'publisher', 'dc.publisher')];
  const site = { names: sites, host: link && new URL(link).hostname, headlines: [...headlines, ...headings] };
  const headline = withoutDate(withoutSite(titles[0] ?? '', site));

  const published =
    firstDate([markup?.datePublished, ...meta(...PUBLISHED), ...values(document, OWN_TIME, 'datetime')]) ??
    dateInUrl(link ?? url ?? '') ??
    headline.date ??
    firstDate(values(document, 'time[datetime]', 'datetime'));
  const language = languageOf([...values(document, 'html', 'lang'), markup?.language, ...meta('og:locale')]);
  return {
    ...(headline.title && { title: headline.title }),
    ...(published && { published }),
    ...(link && { link }),
    ...(language && { language }),
    authors: authorsOf([...(markup?.authors ?? []), ...meta('author', 'dc.creator', 'parsely-author')], sites),
    headlines: [...titles, headline.title],
  };
}

/**
 * The address that the page calls its own, if it names an article and is of the site that the page came from: no site can
 * give its words out as those of another.
 */
function linkOf(said: readonly (string | undefined)[], url: string | undefined): string | undefined {
  const from = url !== undefined && canonicalLink(url) !== undefined ? url : undefined;
  for (const link of said.map((one) => absolute(one ?? '', from))) {
    const canonical = link === undefined ? undefined : canonicalLink(link);
    if (link === undefined || canonical === undefined || !namesAnArticle(canonical)) continue;
    if (from === undefined || publisherOf(link) === publisherOf(from)) return link;
  }
  return from;
}

const firstDate = (said: readonly (string | undefined)[]): IsoTime | undefined =>
  said.map((one) => readDate(one ?? '')).find((date) => date !== undefined);

function languageOf(said: readonly (string | undefined)[]): string | undefined {
  return said
    .map((one) => (one ?? '').trim().replaceAll('_', '-'))
    .find((tag) => /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag));
}

/** People, each once: neither the site itself nor the address of a profile. */
function authorsOf(said: readonly string[], sites: readonly string[]): string[] {
  const names = said.map((name) => name.replace(/^by\s+/i, '').trim());
  return [...new Set(names)].filter(
    (name) => name !== '' && name.length <= 100 && !/^(?:https?:|@)/.test(name) && !sites.includes(name),
  );
}
