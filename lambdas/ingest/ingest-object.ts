import type { Archive } from '../archive/archive.ts';
import { getTracedItems } from '../archive/lines.ts';
import { getResponse } from '../archive/responses.ts';
import type { Backlog } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import type { Recorded } from '../index/record.ts';
import type { Publish } from '../publish/publisher.ts';
import type { Feed, FeedResponse, Sighting, Story, Tagger, Tags } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { parseArchiveKey } from '../shared/keys.ts';
import type { PageRequest } from '../shared/messages.ts';
import type { StoryReport } from '../shared/report.ts';
import { traced } from '../shared/trace.ts';
import { ingestGapPage } from './gap-page.ts';
import { ingestArticle } from './ingest-article.ts';
import { ingestPush } from './ingest-push.ts';
import { ingestResponse } from './ingest-response.ts';
import { countOf, recordAll, type Source } from './record-all.ts';

export interface Ports {
  readonly feeds: Pick<FeedStore, 'get' | 'change' | 'recordIngest' | 'recordGaps' | 'hasten'>;
  readonly index: ItemIndex;
  readonly archive: Archive;
  /** It may have to load its data first. */
  readonly tagger: Pick<Tagger, 'version'> & { readonly tag: (story: Story) => Tags | Promise<Tags> };
  readonly publish: Publish;
  /** Asks for pages beside the feed. The same page for the same purpose may be asked for twice. */
  readonly askFor: (pages: readonly PageRequest[]) => Promise<unknown>;
  /** Seconds for which the rows of a story are kept after its last change; absent for good. */
  readonly itemTtl?: number | undefined;
  /** The wall clock, ISO 8601. */
  readonly now: () => string;
  /** Is told of each story that came in. @default nobody is */
  readonly report?: (what: StoryReport) => void;
}

export interface Ingested {
  readonly feedId: string;
  readonly entries: number;
  readonly rejected: number;
  readonly recorded: Partial<Record<Recorded, number>>;
  readonly unreadable?: string;
  readonly gap?: boolean;
  readonly trace?: string;
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
      const { trace, purpose } = response;
      const backlog = backlogOf(feed, response);
      const source = { key, feed, ...(backlog && { backlog }), ...(purpose && { purpose: purpose.kind }) };
      return inTrace(trace, (ofTrace) => ingestStored({ ...source, ...ofTrace }, response, tracing(ports, ofTrace)));
    }
    case 'items': {
      const { sightings, trace } = await getTracedItems(ports.archive, key);
      return inTrace(trace, (ofTrace) => retag({ key, feed, backlog: 'late', ...ofTrace }, sightings, ports));
    }
    case 'rejected':
      throw new PermanentError('ingest', `${key} holds what could not be read; send its response instead`);
  }
}

type OfTrace = Pick<Source, 'trace'>;

/** What came of the work, or its fault, carries the trace. */
async function inTrace(trace: string | undefined, work: (of: OfTrace) => Promise<Ingested>): Promise<Ingested> {
  const ofTrace = trace === undefined ? {} : { trace };
  return { ...ofTrace, ...(await traced(trace, () => work(ofTrace))) };
}

/** Pages beside the feed are of the trace of the response that asked for them. */
const tracing = (ports: Ports, ofTrace: OfTrace): Ports => ({
  ...ports,
  askFor: (pages) => ports.askFor(pages.map((page) => ({ ...page, ...ofTrace }))),
});

function backlogOf({ status, ingestedAt }: Feed, { at }: FeedResponse): Backlog | undefined {
  if (status === 'imported') return 'import';
  if (ingestedAt === undefined) return 'first';
  return at <= ingestedAt ? 'late' : undefined;
}

async function ingestStored(source: Source, response: FeedResponse, ports: Ports): Promise<Ingested> {
  const { purpose } = response;
  switch (purpose?.kind) {
    case 'gap':
      return ingestGapPage(source, { ...response, purpose }, ports);
    case 'article':
      return ingestArticle(source, { ...response, purpose }, ports);
    case 'push':
      return ingestPush(source, response, ports);
    case 'import':
    case undefined:
      return ingestResponse(source, response, ports);
    default:
      return purpose satisfies never;
  }
}

async function retag(source: Source, sightings: readonly Sighting[], ports: Ports): Promise<Ingested> {
  const { key, feed } = source;
  const known = await ports.index.getItems(sightings.map(({ id }) => id));
  const located = sightings.map((sighting, line) => ({ sighting, raw: { key, line } }));
  const recorded = countOf(await recordAll(located, known, source, ports));
  return { feedId: feed.feedId, entries: sightings.length, rejected: 0, recorded };
}
