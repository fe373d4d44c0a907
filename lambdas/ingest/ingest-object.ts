import type { Archive } from '../archive/archive.ts';
import { getItems } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import type { ItemIndex } from '../index/item-index.ts';
import type { Recorded } from '../index/record.ts';
import type { Publish } from '../publish/publisher.ts';
import type { Feed, Story, Tagger, Tags } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { parseArchiveKey } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import { ingestGapPage } from './gap-page.ts';
import { ingestArticle } from './ingest-article.ts';
import { ingestPush } from './ingest-push.ts';
import { ingestResponse } from './ingest-response.ts';
import { countOf, recordAll } from './record-all.ts';

export interface Ports {
  readonly feeds: Pick<FeedStore, 'get' | 'change' | 'recordIngest' | 'recordGaps' | 'hasten'>;
  readonly index: ItemIndex;
  readonly archive: Archive;
  /** It may have to load its data first. */
  readonly tagger: Pick<Tagger, 'version'> & { readonly tag: (story: Story) => Tags | Promise<Tags> };
  readonly publish: Publish;
  /** Asks for pages beside the feed. The same page for the same purpose may be asked for twice. */
  readonly askFor: (pages: readonly PageRequest[]) => Promise<unknown>;
  /** The wall clock, ISO 8601. */
  readonly now: () => string;
}

export interface Ingested {
  readonly feedId: string;
  readonly entries: number;
  readonly rejected: number;
  readonly recorded: Partial<Record<Recorded, number>>;
  readonly unreadable?: string;
  readonly gap?: boolean;
}

/**
 * Takes one stored object through parse → identify → archive → tag → index → publish. An `items/…` object enters at the tags. The
 * feed's state moves last, so a step that was killed finds everything as it was and ends in the same tables.
 *
 * @throws PermanentError where the object or its feed is not there
 */
export async function ingestObject(key: string, ports: Ports): Promise<Ingested> {
  const { kind, feedId } = parseArchiveKey(key);
  const feed = await ports.feeds.get(feedId);
  if (!feed) throw new PermanentError('ingest', `${key} belongs to no feed in the table: ${feedId}`);
  switch (kind) {
    case 'responses': {
      const response = await getResponse(ports.archive, key);
      const { purpose } = response;
      switch (purpose?.kind) {
        case 'gap':
          return ingestGapPage(key, feed, { ...response, purpose }, ports);
        case 'article':
          return ingestArticle(key, { ...response, purpose }, feed, ports);
        case 'push':
          return ingestPush(key, feed, response, ports);
        case 'import':
        case undefined:
          return ingestResponse(key, feed, response, ports);
        default:
          return purpose satisfies never;
      }
    }
    case 'items':
      return retag(key, feed, ports);
    case 'rejected':
      throw new PermanentError('ingest', `${key} holds what could not be read; send its response instead`);
  }
}

async function retag(key: string, feed: Feed, ports: Ports): Promise<Ingested> {
  const sightings = await getItems(ports.archive, key);
  const known = await ports.index.getItems(sightings.map(({ id }) => id));
  const located = sightings.map((sighting, line) => ({ sighting, raw: { key, line } }));
  const recorded = countOf(await recordAll(located, known, feed, ports));
  return { feedId: feed.feedId, entries: sightings.length, rejected: 0, recorded };
}
