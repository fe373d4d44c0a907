import type { Feed, FeedResponse } from '../shared/domain.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { recordUnseen } from './ingest-response.ts';
import { readResponse } from './read-response.ts';
import { countOf } from './record-all.ts';

/**
 * Takes in what a hub has pushed. It holds only what is new, so it says nothing of what the feed holds beside: the seen
 * set, the gaps and the tempo of the feed stay for the next poll to tell.
 */
export async function ingestPush(key: string, feed: Feed, response: FeedResponse, ports: Ports): Promise<Ingested> {
  const { feedId } = feed;
  const read = await readResponse(key, response, feed, ports, undefined);
  if (read.parsed.format === 'unknown') {
    return { feedId, entries: 0, rejected: 0, recorded: {}, unreadable: read.rejected[0]?.reason ?? 'no feed' };
  }
  const { outcomes } = await recordUnseen(read, feed, ports);
  return { feedId, entries: read.sightings.length, rejected: read.rejected.length, recorded: countOf(outcomes) };
}
