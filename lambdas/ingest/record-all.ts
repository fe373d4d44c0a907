import pMap from 'p-map';
import type { Item } from '../index/item.ts';
import { type Recorded, record } from '../index/record.ts';
import { countryOfPublisher } from '../shared/countries.ts';
import type { Feed, RawPointer, Sighting } from '../shared/domain.ts';
import { PermanentError } from '../shared/errors.ts';
import { storyOf } from '../tag/story.ts';
import type { Ingested, Ports } from './ingest-object.ts';

/** Stories that are written at once: enough to hide the latency of a write, few enough to be gentle to the table. */
const WRITES_AT_ONCE = 8;

export interface Located {
  readonly sighting: Sighting;
  /** Where this response's archived line is; absent where an earlier response archived it. */
  readonly raw: RawPointer | undefined;
}

export async function recordAll(
  located: readonly Located[],
  known: ReadonlyMap<string, Item>,
  { country, publisher, sample = false }: Feed,
  { index, tagger, now }: Ports,
): Promise<Ingested['recorded']> {
  const publisherCountry = country ?? countryOfPublisher(publisher);
  const counts: Partial<Record<Recorded, number>> = {};
  const recordOne = async ({ sighting, raw }: Located) => {
    const item = known.get(sighting.id);
    const pointer = raw ?? item?.raw;
    if (!pointer) throw new PermanentError('ingest', `item ${sighting.id} has neither an archived line nor a row`);
    const tags = tagger.tag(storyOf(sighting.entry));
    const tagged = { sighting, raw: pointer, tags, taggerVersion: tagger.version, publisherCountry, sample };
    const outcome = await record(index, tagged, item, now);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  // One story's fault is thrown when the others are done, so that it costs no other.
  await pMap(located, recordOne, { concurrency: WRITES_AT_ONCE, stopOnError: false });
  return counts;
}
