import { headlineNameOf } from '../identify/identity.ts';
import { oldestMeant, type RecentStory } from '../identify/known-stories.ts';
import type { Feed, IsoTime } from '../shared/domain.ts';
import { tagPartition } from '../shared/keys.ts';
import type { ItemIndex } from './item-index.ts';

/** Stories of a feed that are looked through, the newest first: those of three days, of all but the busiest wires. */
const MOST_STORIES = 1_000;

/** A feed's stories that a withdrawal note of a response of this time may mean, by the names that their headlines make. */
export async function recentHeadlines(
  index: ItemIndex,
  { feedId, publisher }: Pick<Feed, 'feedId' | 'publisher'>,
  at: IsoTime,
): Promise<ReadonlyMap<string, readonly RecentStory[]>> {
  const found = new Map<string, RecentStory[]>();
  const range = { pk: tagPartition.feed(feedId), atLeast: oldestMeant(at), atMost: `${at}~`, limit: MOST_STORIES };
  for (const { id, title, publishedAt } of await index.readPartition(range)) {
    const name = headlineNameOf(title, publisher);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), { id, publishedAt }]);
  }
  return found;
}
