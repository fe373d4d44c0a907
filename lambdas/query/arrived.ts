import type { ArrivalRow } from '../index/item.ts';
import type { ItemIndex, Row } from '../index/item-index.ts';
import { wholeCopyOf } from '../index/rows.ts';
import { inBatches } from '../shared/batches.ts';
import type { IsoTime } from '../shared/domain.ts';
import { arrivalKey, daysBackwards } from '../shared/keys.ts';
import { type Filter, profileOf } from './filter.ts';
import { leapfrog } from './leapfrog.ts';
import { partitionCursor } from './partition-cursor.ts';
import type { Looked } from './tagged.ts';

const BATCH = 50;

/**
 * New stories by arrival. A story is new once, so none comes twice; one that was withdrawn since is left out, and one that
 * the filter does not take.
 */
export async function* arrived(
  index: ItemIndex,
  filter: Filter,
  since: IsoTime,
  until: IsoTime,
  atMost: string,
): AsyncGenerator<Looked> {
  for (const day of daysBackwards(since, until)) {
    const { pk } = arrivalKey(`${day}T`, '', 0);
    const met = leapfrog([partitionCursor(index, pk, since)], atMost);
    for await (const batch of inBatches(met, BATCH)) {
      const news = batch.flatMap(({ rows }) => rows).filter(isNew);
      const current = await index.getItems(news.map(({ id }) => id));
      // The place in the log is that of the arrival, the words are those of today.
      for (const { sk, id } of news) {
        const item = current.get(id);
        const isAnswer = item && !item.withdrawn && filter(profileOf(item));
        yield isAnswer ? { sk, copy: wholeCopyOf(item) } : { sk };
      }
    }
  }
}

const isNew = (row: Row): row is ArrivalRow => 'kind' in row && row.kind === 'new';
