import { putResponse } from '../../lambdas/archive/responses.ts';
import type { Item } from '../../lambdas/index/item.ts';
import { ingestObject, type Ports } from '../../lambdas/ingest/ingest-object.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { newFeed } from '../../lambdas/schedule/wished-feeds.ts';
import type { FeedResponse, Tagger } from '../../lambdas/shared/domain.ts';
import type { PageRequest } from '../../lambdas/shared/messages.ts';
import type { StoryReport } from '../../lambdas/shared/report.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { about, minute } from '../index/samples.ts';
import { memoryFeeds } from '../shared/memory-feeds.ts';

/** What an RSS item or Atom entry of a test says. */
export interface Told {
  readonly guid?: string | undefined;
  readonly link?: string | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  /** Minute of `minute()`. */
  readonly published?: number | undefined;
  /** An Atom tombstone for `guid`, in place of an entry. */
  readonly deleted?: boolean | undefined;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const element = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;

function atomEntry({ guid, link, title, text, published, deleted }: Told): string {
  if (deleted) return `<at:deleted-entry ref="${escaped(guid ?? '')}"/>`;
  const said = published === undefined ? '' : element('published', minute(published));
  const href = link === undefined ? '' : `<link href="${escaped(link)}"/>`;
  return `<entry>${element('id', guid)}${href}${element('title', title)}${said}${element('summary', text)}</entry>`;
}

export function feedOf(entries: readonly Told[]): Buffer {
  const namespaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"';
  return Buffer.from(`<feed ${namespaces}><title>Wire</title>${entries.map(atomEntry).join('')}</feed>`);
}

/** A tagger whose tags follow the words. */
const tagger: Tagger = {
  version: '1',
  tag: ({ title, content }) => {
    const region = title.includes('Geneva') ? 'CH' : content.includes('Seoul') ? 'KR' : 'KP';
    return { regions: [about(region)], topics: [], evidence: [] };
  },
};

/**
 * Feeds of a wire and the ingest path on ports in memory.
 *
 * @param urls by the names that the test gives to the feeds
 * @param options.beforeAsking is run before pages are asked for
 */
export function openWire(
  urls: Readonly<Record<string, string>>,
  { fullText = true, beforeAsking = () => {} }: { fullText?: boolean; beforeAsking?: () => void } = {},
) {
  const feeds = new Map(
    Object.entries(urls).map(([name, url]) => [
      name,
      newFeed({ url, title: name, fullText, sample: false }, 'opml', minute(0)),
    ]),
  );
  const index = memoryItemIndex();
  const archive = memoryArchive();
  let clock = 0;
  const now = () => new Date(Date.UTC(2026, 10, 25) + clock++).toISOString();
  const asked: PageRequest[] = [];
  const askFor = async (pages: readonly PageRequest[]) => {
    beforeAsking();
    asked.push(...pages);
  };
  const reported: StoryReport[] = [];
  const rows = memoryFeeds([...feeds.values()]);
  const ports: Ports = {
    feeds: rows,
    index,
    archive,
    tagger,
    askFor,
    publish: publishNothing,
    now,
    report: (what) => reported.push(what),
  };
  const feedIdOf = (name: string): string => feeds.get(name)?.feedId ?? name;
  return {
    index,
    archive,
    feeds: rows,
    ingest: (key: string) => ingestObject(key, ports),
    /** @returns the key of what a feed said in this minute */
    store: (name: string, at: number, entries: readonly Told[], more: Partial<FeedResponse> = {}) => {
      const response = { feedId: feedIdOf(name), at: minute(at), url: urls[name] ?? '', body: feedOf(entries) };
      return putResponse(archive, { ...response, ...more });
    },
    /** Stories that were done, in order. */
    reported,
    /** Loses all that can be made again from what is stored. */
    forgetItems: () => index.clear(),
    /** Pages that were asked for, in order. */
    asked,
    /** @returns the key of what a page was answered with in this minute */
    storePage: ({ feedId, url, purpose }: PageRequest, at: number, page: { html: string } | { failure: string }) => {
      const answer = 'html' in page ? { body: Buffer.from(page.html) } : { ...page, body: new Uint8Array() };
      return putResponse(archive, { feedId, url, purpose, at: minute(at), contentType: 'text/html', ...answer });
    },
    feedIdOf,
    items: (): Item[] => index.table().filter((row) => 'revisions' in row),
    /** The log of arrivals: what was announced, in order. */
    arrivals: () =>
      index
        .table()
        .flatMap((row) => ('kind' in row ? [row] : []))
        .sort((a, b) => (a.sk < b.sk ? -1 : 1)),
  };
}
