import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../lambdas/index/item.ts';
import { arrivalRow } from '../../lambdas/index/rows.ts';
import { latency, quantilesOf, STEPS } from '../../lambdas/query/latency.ts';
import { memoryItemIndex } from '../index/memory-item-index.ts';
import { FEED, ITEM, minute, OTHER_FEED } from '../index/samples.ts';

const after = (time: string, seconds: number): string => new Date(Date.parse(time) + 1_000 * seconds).toISOString();
const ALL = { since: minute(0), until: minute(10_000) };

/** A story that was seen `seen` seconds after its publication, and took 3, 1 and 2 seconds from there. */
function story(number: number, seen: number, changes: Partial<Item> = {}): Item {
  const publishedAt = minute(number);
  const firstSeenAt = after(publishedAt, seen);
  const [storedAt, taggedAt, queryableAt] = [3, 4, 6].map((seconds) => after(firstSeenAt, seconds));
  const [first] = ITEM.revisions;
  return {
    ...ITEM,
    id: number.toString(16).padStart(20, '0'),
    ...{ publishedAt, firstSeenAt },
    ...(storedAt && taggedAt && queryableAt && { storedAt, taggedAt, queryableAt }),
    revisions: first ? [{ ...first, at: firstSeenAt, publishedAt }] : [],
    ...changes,
  };
}

/** The log says that each was new a minute after it was seen. */
async function indexOf(...items: Item[]) {
  const index = memoryItemIndex();
  for (const item of items) {
    await index.putItem(item, undefined);
    const arrival = { kind: 'new', at: after(item.firstSeenAt, 60) } as const;
    await index.writeRows({ put: [arrivalRow(item, arrival)], remove: [] });
  }
  return index;
}

const p50s = (times: Awaited<ReturnType<typeof latency>>['all']) => times.map((one) => one?.p50);

describe('the latency of the stories that came in', () => {
  it('is told step by step, for each feed and over all', async () => {
    const mine = [10, 20, 30].map((seen, at) => story(at, seen));
    const theirs = story(9, 500, { feeds: [OTHER_FEED, FEED] });
    const { all, feeds, ...counts } = await latency(await indexOf(...mine, theirs), ALL);
    expect(counts).toEqual({ stories: 4, untimed: 0, unbelieved: 0, backlog: { first: 0, import: 0, late: 0 } });
    expect(all[0]).toEqual({ stories: 4, p50: 20, p99: 500 });
    expect(p50s(all)).toEqual([20, 3, 1, 2, 26]);
    expect(new Map(feeds.map(({ feedId, stories, times }) => [feedId, [stories, ...p50s(times)]]))).toEqual(
      new Map([
        [FEED, [3, 20, 3, 1, 2, 26]],
        [OTHER_FEED, [1, 500, 3, 1, 2, 506]],
      ]),
    );
  });

  it('counts a story from when it was seen where its publication is not believed or says nothing', async () => {
    const [first] = ITEM.revisions;
    const undated = first ? { revisions: [{ ...first, at: minute(2) }] } : {};
    const { publishedAt: _, ...unsaid } = undated.revisions?.[0] ?? {};
    const index = await indexOf(
      story(1, 10),
      story(2, 0, { revisions: [unsaid as Item['revisions'][number]] }),
      story(3, 99_999, { backlog: 'first' }),
      story(4, 99_999, { backlog: 'import' }),
    );
    const { all, unbelieved, backlog } = await latency(index, ALL);
    expect({ unbelieved, backlog }).toEqual({ unbelieved: 1, backlog: { first: 1, import: 1, late: 0 } });
    expect(all.map((one) => one?.stories)).toEqual([1, 4, 4, 4, 1]);
    expect(all[0]?.p99).toBe(10);
  });

  it('does not count how long a replay has waited, nor a story of an older version', async () => {
    const { storedAt: _s, taggedAt: _t, queryableAt: _q, ...older } = story(2, 10);
    const index = await indexOf(story(1, 10, { backlog: 'late' }), older);
    const { all, stories, untimed, backlog } = await latency(index, ALL);
    expect({ stories, untimed, late: backlog.late }).toEqual({ stories: 2, untimed: 1, late: 1 });
    expect(all.map((one) => one?.stories)).toEqual([undefined, undefined, 1, 1, undefined]);
  });

  it('looks at new stories of the time and the feed that are asked for', async () => {
    const items = [story(1, 0), story(5, 0), story(9, 0, { feeds: [OTHER_FEED] })];
    const index = await indexOf(...items);
    const [revised = ITEM] = items;
    await index.writeRows({ put: [arrivalRow(revised, { kind: 'revised', at: minute(7) })], remove: [] });
    const count = async (question: Partial<Parameters<typeof latency>[1]>) =>
      (await latency(index, { ...ALL, ...question })).stories;
    expect(await count({})).toBe(3);
    expect(await count({ since: minute(6) })).toBe(2);
    expect(await count({ until: minute(6) })).toBe(1);
    expect(await count({ feedId: OTHER_FEED })).toBe(1);
  });

  it('stops at a bound, and says how far back it came', async () => {
    const index = await indexOf(...Array.from({ length: 10 }, (_, at) => story(at, 0)));
    expect(await latency(index, ALL, { stories: 10, lines: 10 })).not.toHaveProperty('reachedBackTo');
    for (const bounds of [
      { stories: 4, lines: 100 },
      { stories: 100, lines: 4 },
    ]) {
      const found = await latency(index, ALL, bounds);
      expect(found).toMatchObject({ stories: 4, reachedBackTo: minute(7) });
      const rest = await latency(index, { ...ALL, until: found.reachedBackTo ?? '' });
      expect(rest.stories).toBe(6);
    }
  });
});

it('quantiles are times of the sample, with as large a share at or below them as they say', () => {
  expect(quantilesOf([])).toBeUndefined();
  expect(quantilesOf([7])).toEqual({ stories: 1, p50: 7, p99: 7 });
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 300 }), (seconds) => {
      const { p50 = -1, p99 = -1 } = quantilesOf(seconds) ?? {};
      for (const [share, value] of [
        [0.5, p50],
        [0.99, p99],
      ] as const) {
        expect(seconds).toContain(value);
        expect(seconds.filter((one) => one <= value).length).toBeGreaterThanOrEqual(share * seconds.length);
        expect(seconds.filter((one) => one < value).length).toBeLessThan(share * seconds.length);
      }
    }),
  );
});

it('the steps but the last lead from one time to the next, and the last from the first to the last', () => {
  const steps = STEPS.slice(0, -1);
  expect(steps.slice(1).map(([from]) => from)).toEqual(steps.slice(0, -1).map(([, to]) => to));
  expect(STEPS.at(-1)).toEqual([steps[0]?.[0], steps.at(-1)?.[1]]);
});
