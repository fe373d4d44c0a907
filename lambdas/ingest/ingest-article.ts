import { putItems } from '../archive/lines.ts';
import { locate } from '../archive/locate.ts';
import { readPage } from '../pages/read-page.ts';
import { completed, unfit } from '../pages/teaser.ts';
import type { ArticlePurpose, FeedResponse, Sighting } from '../shared/domain.ts';
import { itemsKey } from '../shared/keys.ts';
import type { Ingested, Ports } from './ingest-object.ts';
import { countOf, recordAll, type Source } from './record-all.ts';

/**
 * Completes an entry by the page of its story. The page names the archived line of the entry, so the result follows from
 * stored bytes alone, whether the entry has reached the index or not. A page that did not come, or that holds something
 * else, leaves the story as it is.
 */
export async function ingestArticle(
  source: Source,
  response: FeedResponse & { readonly purpose: ArticlePurpose },
  ports: Ports,
): Promise<Ingested> {
  const { key, trace } = source;
  const { feedId } = source.feed;
  const { at, body, failure, purpose } = response;
  const left = (unreadable: string): Ingested => ({ feedId, entries: 0, rejected: 0, recorded: {}, unreadable });
  if (failure !== undefined) return left(failure);

  const teaser = { key: itemsKey({ feedId, at: purpose.at, hash: purpose.lines }), line: purpose.line };
  const { teaser: _, ...told } = await locate(ports.archive, teaser);
  const page = await readPage(body, response);
  const reason = unfit(page, told.entry);
  if (reason !== undefined) return left(reason);

  const entry = completed(told.entry, page);
  const sighting: Sighting = { ...told, at, response: key, entry, teaser: { at: purpose.at, raw: teaser } };
  const [raw = teaser] = await putItems(ports.archive, [sighting], trace);
  const known = await ports.index.getItems([told.id]);
  const recorded = countOf(await recordAll([{ sighting, raw }], known, source, ports));
  return { feedId, entries: 1, rejected: 0, recorded };
}
