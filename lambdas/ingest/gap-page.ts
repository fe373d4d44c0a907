import type { Item } from '../index/item.ts';
import { decode } from '../parse/decode.ts';
import { parseFeed } from '../parse/parse-feed.ts';
import type { Feed, FeedResponse, GapPurpose, ParsedFeed, Sighting } from '../shared/domain.ts';
import { changeGaps } from './change-gaps.ts';
import { afterPage, type PageOutcome } from './gaps.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { recordUnseen } from './ingest-response.ts';
import { isRobots, newestSitemaps, olderPage, sitemapsOfRobots } from './places.ts';
import { type IdentifiedEntries, identifyEntries, inLanguage } from './read-response.ts';
import { countOf, type Source } from './record-all.ts';

type GapPage = FeedResponse & { readonly purpose: GapPurpose };
type Read = Pick<PageOutcome, 'result' | 'next'> & { readonly parsed?: ParsedFeed };

/** A sitemap holds the whole site; of a gap is what was published in it, or shortly before and late to appear. */
const SLACK_MS = 3_600_000;

/**
 * Takes in a page that was asked for what a gap may hold. Stories that nobody knew are recorded as usual; a known one is
 * left as it is, since a page may show an older state of it, or only its headline. The seen set stays what it is.
 */
export async function ingestGapPage(source: Source, page: GapPage, ports: Ports): Promise<Ingested> {
  const { key, feed } = source;
  const { feedId } = feed;
  const { at, purpose } = page;
  const { parsed, ...read } = await readPage(page);
  const identified = await identifiedIn(key, feed, page, parsed, ports);
  const { known } = identified;
  const sightings = identified.sightings.map(({ sighting }) => sighting);
  const isByThis = ({ revisions }: Item) => revisions.some((one) => one.feedId === feedId && one.at === at);
  const isUnknown = ({ id }: Sighting) => {
    const item = known.get(id);
    return !item || isByThis(item);
  };
  const sharesStories = [...known.values()].some((item) => item.feeds.includes(feedId) && !isByThis(item));
  const isSitemap = parsed?.format === 'sitemap';
  // A sitemap whose addresses are not those of the feed would bring all of its stories a second time.
  const missed = sightings.filter(
    (sighting) => isUnknown(sighting) && (!isSitemap || (sharesStories && isWithin(sighting, purpose))),
  );
  const { outcomes } = await recordUnseen(identified, source, ports, new Set(missed.map(({ id }) => id)));

  const result =
    isSitemap && !sharesStories ? `holds ${sightings.length} stories, none under an address of this feed` : read.result;
  const { to, step } = purpose;
  const ids = new Set(sightings.map(({ id }) => id));
  const outcome: PageOutcome = { at, to, step, ids, found: missed.length, next: read.next, result };
  await changeGaps(
    feed,
    (gaps) => afterPage(gaps, outcome),
    (gap) => gap.to === to,
    ports,
  );
  return { feedId, entries: sightings.length, rejected: parsed?.rejected.length ?? 0, recorded: countOf(outcomes) };
}

async function readPage({ url, body, contentType, failure }: GapPage): Promise<Read> {
  // A site without robots.txt may have a sitemap all the same.
  if (failure !== undefined) return { result: failure, next: isRobots(url) ? sitemapsOfRobots('', url) : [] };
  const text = decode(body, contentType);
  if (isRobots(url)) return { result: 'says where sitemaps are', next: sitemapsOfRobots(text, url) };
  const parsed = await parseFeed(body, { url, contentType });
  if (parsed.format === 'sitemap-index') return { result: 'lists other sitemaps', next: newestSitemaps(text, url) };
  if (parsed.format === 'unknown') return { result: parsed.rejected[0]?.reason ?? 'no feed', next: [] };
  return {
    parsed,
    result: `holds ${parsed.entries.length} entries and none from before the gap`,
    next: olderPage(parsed),
  };
}

async function identifiedIn(
  response: string,
  feed: Feed,
  { at }: GapPage,
  parsed: ParsedFeed | undefined,
  { index }: Ports,
): Promise<IdentifiedEntries> {
  if (!parsed) return { sightings: [], aliases: [], known: new Map() };
  // A plain sitemap names addresses only: that is no story.
  const entries = inLanguage(parsed, feed).filter(({ title, summary, content }) => title ?? summary ?? content);
  return identifyEntries(entries, { response, at }, feed, index, undefined);
}

function isWithin({ entry }: Sighting, { from, to }: GapPurpose): boolean {
  const { published } = entry;
  return published !== undefined && published <= to && Date.parse(published) >= Date.parse(from) - SLACK_MS;
}
