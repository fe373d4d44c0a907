import type { Recorded } from '../index/record.ts';
import type { FeedResponse } from '../shared/domain.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { recordUnseen } from './ingest-response.ts';
import { readResponse } from './read-response.ts';
import { countOf, type Source } from './record-all.ts';

const NEWS: ReadonlySet<Recorded> = new Set(['new', 'revised', 'withdrawn']);

/**
 * Takes in what a hub has pushed. It holds only what is new, so it says nothing of what the feed holds beside: the seen
 * set, the gaps and the tempo of the feed stay for the next poll to tell.
 */
export async function ingestPush(source: Source, response: FeedResponse, ports: Ports): Promise<Ingested> {
  const { key, feed } = source;
  const { feedId } = feed;
  const read = await readResponse(key, response, feed, ports, undefined);
  if (read.parsed.format === 'unknown') {
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable: read.rejected[0]?.reason ?? 'no feed' };
  }
  const { outcomes } = await recordUnseen(read, source, ports);
  // A hub that pushes what is known already, or nothing, is none to rely on.
  const isNews = [...outcomes.values()].some((outcome) => NEWS.has(outcome));
  if (isNews) await ports.feeds.change(feedId, { pushedAt: response.at });
  return { feedId, entries: read.sightings.length, rejected: read.rejected.length, recorded: countOf(outcomes) };
}
