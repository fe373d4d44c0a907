import pMap from 'p-map';
import { putItems } from '../archive/lines.ts';
import { locate } from '../archive/locate.ts';
import type { Backlog, Item } from '../index/item.ts';
import { isNews, untoldText } from '../index/merge.ts';
import { type Recorded, record } from '../index/record.ts';
import { countryOfPublisher } from '../shared/countries.ts';
import type { Feed, Purpose, RawPointer, Sighting } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import { storyOf } from '../tag/story.ts';
import type { Ports } from './ingest-object.ts';
import { storyReport } from './story-report.ts';

/** Stories that are written at once: enough to hide the latency of a write, few enough to be gentle to the table. */
export const WRITES_AT_ONCE = 8;

/** The stored object that stories come from. */
export interface Source {
  readonly key: string;
  readonly feed: Feed;
  readonly purpose?: Purpose['kind'];
  readonly trace?: string;
  /** Why its stories may have been out for long. */
  readonly backlog?: Backlog;
}

/** Seconds that the stories of the canary are kept. */
const CANARY_KEPT = 7 * 86_400;

export interface Located {
  readonly sighting: Sighting;
  /** Where this response's archived line is; absent where an earlier response archived it. */
  readonly raw: RawPointer | undefined;
}

/** Archives those of a response's sightings that are news. @returns all of them, in their order */
export async function archiveNews(
  archive: Ports['archive'],
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Item>,
  { trace }: Pick<Source, 'trace'>,
): Promise<{ located: Located[]; news: number }> {
  const news = sightings.filter((sighting) => isNews(known.get(sighting.id), sighting));
  const pointers = new Map((await putItems(archive, news, trace)).map((raw, at) => [news[at]?.id, raw]));
  return { news: news.length, located: sightings.map((sighting) => ({ sighting, raw: pointers.get(sighting.id) })) };
}

/** Tags sightings that are archived and brings them into the index. @returns by item id what became of each */
export async function recordAll(
  located: readonly Located[],
  known: ReadonlyMap<string, Item>,
  source: Source,
  { archive, index, tagger, publish, now, report, itemTtl }: Ports,
): Promise<ReadonlyMap<string, Recorded>> {
  const storedAt = now();
  const { trace, backlog, feed } = source;
  const { status, country, publisher, sample = false } = feed;
  const ttl = status === 'canary' ? CANARY_KEPT : itemTtl;
  const publisherCountry = country ?? countryOfPublisher(publisher);
  const tell = async (sighting: Sighting, raw: RawPointer, item: Item | undefined): Promise<Recorded> => {
    const tags = await tagger.tag(storyOf(sighting.entry));
    const telling = {
      ...{ storedAt, taggedAt: now() },
      ...(trace !== undefined && { trace }),
      ...(backlog && { backlog }),
    };
    const tagged = { sighting, raw, tags, taggerVersion: tagger.version, publisherCountry, sample, telling, ttl };
    return record(index, tagged, item, now, publish, (row, { kind }) => report?.(storyReport(row, kind, source)));
  };
  const recordOne = async ({ sighting, raw }: Located) => {
    const item = known.get(sighting.id);
    const pointer = raw ?? item?.raw;
    if (!pointer) throw new PermanentError('ingest', `item ${sighting.id} has neither an archived line nor a row`);
    const outcome = await tell(sighting, pointer, item);
    const hasText = sighting.teaser !== undefined || item?.revisions.some(({ fullText }) => fullText !== undefined);
    const row = hasText ? (await index.getItems([sighting.id])).get(sighting.id) : undefined;
    const text = row && untoldText(row);
    if (text) await tell(await locate(archive, text), text, row);
    return [sighting.id, outcome] as const;
  };
  // One story's fault is thrown when the others are done, so that it costs no other.
  return new Map(await pMap(located, recordOne, { concurrency: WRITES_AT_ONCE, stopOnError: false }));
}

export function countOf(outcomes: ReadonlyMap<string, Recorded>): Partial<Record<Recorded, number>> {
  const counts: Partial<Record<Recorded, number>> = {};
  for (const outcome of outcomes.values()) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
