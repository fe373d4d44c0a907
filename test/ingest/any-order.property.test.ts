import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWire, type Told } from './wire.ts';

const FEEDS = {
  world: 'https://wire.example/world.xml',
  asia: 'https://wire.example/asia.xml',
  other: 'https://other.example/rss.xml',
};
type FeedName = keyof typeof FEEDS;

/** What a publisher goes through with a story: which of its states a poll sees is up to the poll. */
interface StoryPlan {
  readonly named: 'link and guid' | 'link' | 'guid' | 'text';
  /** Before the polls; a story without a date is dated by its first poll. */
  readonly published: number | undefined;
  /** From which poll on the link is another one, the guid being the same. */
  readonly moves: number | undefined;
  /** From which poll on the feeds take it back by a tombstone. */
  readonly tombstone: number | undefined;
  /** From which poll on a note beside it takes it back. */
  readonly note: number | undefined;
}

interface Poll {
  readonly feed: FeedName;
  /** Of each story: absent, or the wording that it has. A wording may come back. */
  readonly wordings: readonly (number | undefined)[];
}

const HEADLINES = [
  'Talks end in Geneva without a deal',
  'Flood cuts off towns in the north',
  'Court frees the editor of the daily',
];

const plan: fc.Arbitrary<StoryPlan> = fc
  .record({
    named: fc.constantFrom<StoryPlan['named']>('link and guid', 'link', 'guid', 'text'),
    published: fc.option(fc.nat(50), { nil: undefined }),
    moves: fc.option(fc.nat(6), { nil: undefined, freq: 1 }),
    tombstone: fc.option(fc.nat(6), { nil: undefined, freq: 1 }),
    note: fc.option(fc.nat(6), { nil: undefined, freq: 1 }),
  })
  .map((story) => ({
    ...story,
    // What ties a moved story and a note to a story is its date; what a tombstone names is a guid.
    published: story.moves !== undefined || story.note !== undefined ? (story.published ?? 1) : story.published,
    moves: story.named === 'link and guid' ? story.moves : undefined,
    tombstone: story.named === 'link and guid' || story.named === 'guid' ? story.tombstone : undefined,
    note: story.tombstone === undefined ? story.note : undefined,
  }));

const poll: fc.Arbitrary<Poll> = fc.record({
  feed: fc.constantFrom<FeedName>('world', 'asia', 'other'),
  wordings: fc.array(fc.option(fc.nat(2), { nil: undefined, freq: 3 }), {
    minLength: HEADLINES.length,
    maxLength: HEADLINES.length,
  }),
});

function saidOf(story: StoryPlan, number: number, wording: number, at: number): Told[] {
  const guid = `tag:wire.example,2026:${number}`;
  const hasGuid = story.named === 'link and guid' || story.named === 'guid';
  if (hasGuid && story.tombstone !== undefined && at >= story.tombstone) return [{ guid, deleted: true }];
  const path = story.moves !== undefined && at >= story.moves ? `moved/${number}` : `${number}`;
  const headline = HEADLINES[number] ?? '';
  const told: Told = {
    guid: hasGuid ? guid : undefined,
    link: story.named.startsWith('link') ? `https://wire.example/${path}` : undefined,
    title: headline,
    text: story.named === 'text' ? 'One text.' : `Text in wording ${wording}.`,
    published: story.published === undefined ? undefined : story.published - 60,
  };
  if (story.note === undefined || at < story.note) return [told];
  return [{ guid: `${guid}-kill`, title: `KILL: ${headline}`, published: story.note + 100 }];
}

/** What the tables say in the end, without what may differ: the ids of items, and what follows from them. */
async function ended(wire: ReturnType<typeof openWire>) {
  const items = wire.items().map(({ id, ...item }) => ({
    title: item.title,
    summary: item.summary,
    link: item.link,
    feeds: item.feeds,
    publishedAt: item.publishedAt,
    firstSeenAt: item.firstSeenAt,
    withdrawn: item.withdrawn,
    rev: item.rev,
    revisions: item.revisions.map(({ feedId, at, contentHash, withdrawn }) => ({ feedId, at, contentHash, withdrawn })),
    regions: item.regions,
    tagRows: wire.index
      .table()
      .filter((row) => row.id === id && /^(?:REGION|TOPIC|FEED)#/.test(row.pk))
      .map(({ pk }) => pk)
      .sort(),
  }));
  return items.map((item) => JSON.stringify(item)).sort();
}

const run = fc
  .record({
    plans: fc.tuple(plan, plan, plan),
    polls: fc.array(poll, { minLength: 1, maxLength: 7 }),
  })
  .chain(({ plans, polls }) =>
    fc.record({
      plans: fc.constant(plans),
      polls: fc.constant(polls),
      order: fc.array(fc.nat(polls.length - 1), { maxLength: 6 }).chain((again) => {
        const all = [...polls.keys(), ...again];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
    }),
  );

describe('the items', () => {
  it('end the same in whatever order and how often responses arrive', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ plans, polls, order }) => {
        const deliver = async (sequence: readonly number[]) => {
          const wire = openWire(FEEDS);
          for (const number of sequence) {
            const { feed, wordings } = polls[number] ?? { feed: 'world', wordings: [] };
            const says = wordings.flatMap((wording, story) => {
              const planned = plans[story];
              return wording !== undefined && planned ? saidOf(planned, story, wording, number) : [];
            });
            await wire.ingest(await wire.store(feed, 100 + number, says));
          }
          return ended(wire);
        };
        expect(await deliver(order)).toEqual(await deliver([...polls.keys()]));
      }),
      { numRuns: 100 },
    );
  });
});
