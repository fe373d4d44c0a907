import type { Entry, Rejected } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import type { Scope } from './names.ts';
import { type Polling, readPolling } from './polling.ts';
import { languageOf } from './read-element.ts';
import { type Fields, readFields } from './read-fields.ts';
import { NO_FIELD, rejection } from './rejection.ts';
import { createScanner, type Scanned } from './scan.ts';
import { type Format, split } from './split.ts';
import { ENTRY_VOCABULARY, FEED_VOCABULARY } from './vocabulary.ts';
import { type Canonical, write } from './write.ts';

interface Canonicalised extends Canonical {
  readonly polling: Polling;
  /** Entries that the feed takes back. */
  readonly deleted: readonly Entry[];
  readonly rejected: readonly Rejected[];
}

function readEntry(source: string, scanned: Scanned): Fields {
  const fields = readFields(source, scanned, ENTRY_VOCABULARY);
  const about = scanned.attributes.get('rdf:about');
  if (about) {
    // RSS 1.0 names an item by its address; a `dc:identifier` beside it is one of several.
    if (!scanned.elements.some(({ name }) => name === 'rss:guid')) fields.id = about;
    if (/^https?:/i.test(about)) fields.link ??= about;
  }
  return fields;
}

/** RFC 6721. */
function readTombstone({ attributes }: Scanned): Entry | undefined {
  const id = attributes.get('ref');
  if (!id) return undefined;
  const updated = parseDate(attributes.get('when') ?? '');
  return { id, deleted: true, authors: [], categories: [], enclosures: [], ...(updated && { updated }) };
}

/** Writes a feed, however broken, as the small and clean document that rss-parser maps without fail. */
export function canonicalise(text: string, format: Format, url: string | undefined): Canonicalised {
  const slices = split(text, format);
  const scope: Scope = { plain: format === 'atom' ? 'atom' : 'rss', namespaces: new Map(), url, xmlBase: undefined };
  const scannedFeed = createScanner(FEED_VOCABULARY, scope)(slices.feed);
  const feed = readFields(slices.feed, scannedFeed, FEED_VOCABULARY);

  // What a feed says of itself in an element, its entries do not inherit.
  const language = languageOf(scannedFeed.attributes.get('xml:lang'));
  const inherited = feed.language === language ? language : undefined;

  const scan = createScanner(ENTRY_VOCABULARY, { ...scope, xmlBase: scannedFeed.xmlBase });
  const entries: Fields[] = [];
  const deleted: Entry[] = [];
  const rejected: Rejected[] = [];
  for (const source of slices.entries) {
    const entry = readEntry(source, scan(source));
    if (Object.keys(entry).length === 0) {
      rejected.push(rejection(NO_FIELD, source));
      continue;
    }
    if (inherited !== undefined) entry.language ??= inherited;
    entries.push(entry);
  }
  for (const source of slices.tombstones) {
    const entry = readTombstone(scan(source));
    if (entry) deleted.push(entry);
    else rejected.push(rejection('a deleted entry that does not say which', source));
  }
  const polling = readPolling(slices.feed, scannedFeed.elements);
  return { ...write(feed, entries), polling, deleted, rejected };
}
