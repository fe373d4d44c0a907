import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GapRow, Item, TagRow } from '../../lambdas/index/item.ts';
import type { ItemIndex } from '../../lambdas/index/item-index.ts';
import { arrivalRow, tagRows } from '../../lambdas/index/rows.ts';
import { type Page, queryItems } from '../../lambdas/query/query-items.ts';
import type { Question } from '../../lambdas/query/question.ts';
import type { ArrivalKind, Role } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';
import { about, ITEM, topic } from '../index/samples.ts';
import { idOf, second } from './rows.ts';

const EVERYTHING: Question = { regions: [], topics: [], feeds: [] };
const NOW = second(86_000);

interface Published {
  readonly number: number;
  readonly regions?: readonly string[];
  readonly datelines?: readonly string[];
  readonly mentioned?: readonly string[];
  readonly publisherCountry?: string;
  readonly topics?: readonly string[];
  readonly feeds?: readonly string[];
  readonly arrivals?: readonly { readonly kind: ArrivalKind; readonly at: string }[];
  readonly withdrawn?: boolean;
}

const as = (role: Role) => (code: string) => ({ code, role, score: 0.5 });

const itemOf = ({ number, regions = ['KP'], topics = [], feeds = ITEM.feeds, ...story }: Published): Item => ({
  ...ITEM,
  id: idOf(number),
  title: `Story ${number}`,
  publishedAt: second(number),
  regions: [
    ...regions.map(about),
    ...(story.datelines ?? []).map(as('dateline')),
    ...(story.mentioned ?? []).map(as('mentioned')),
  ],
  topics: topics.map(topic),
  feeds,
  withdrawn: story.withdrawn ?? false,
  ...(story.publisherCountry !== undefined && { publisherCountry: story.publisherCountry }),
});

/** An index of stories, each with all of its rows; a story arrives when it is published, where nothing else is said. */
async function indexOf(stories: readonly Published[]): Promise<MemoryItemIndex> {
  const index = memoryItemIndex();
  for (const story of stories) {
    const item = itemOf(story);
    const { arrivals = [{ kind: 'new' as const, at: item.publishedAt }] } = story;
    await index.putItem(item, undefined);
    const logged = arrivals.map((arrival, before) => arrivalRow({ ...item, rev: before + 1 }, arrival));
    await index.writeRows({ put: [...tagRows(item), ...logged], remove: [] });
  }
  return index;
}

/** Numbers of the stories on each page. */
async function pages(index: ItemIndex, question: Question, limit: number, now = NOW): Promise<number[][]> {
  const found: number[][] = [];
  let cursor: string | undefined;
  do {
    const request = { limit, typed: question, now, ...(cursor !== undefined && { cursor }) };
    const page = await queryItems(index, question, request);
    found.push(page.items.map(({ id }) => Number.parseInt(id, 16)));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

const listed = async (stories: readonly Published[], question: Partial<Question>, limit = 100) =>
  (await pages(await indexOf(stories), { ...EVERYTHING, ...question }, limit)).flat();

const range = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('a query for tags', () => {
  const stories: Published[] = [
    { number: 1, regions: ['KP'], topics: ['medtop:1'] },
    { number: 2, regions: ['KP', 'KR'], topics: ['medtop:2'], feeds: ['b'] },
    { number: 3, regions: ['KR'], topics: ['medtop:1', 'medtop:2'] },
    { number: 4, regions: ['RU'], topics: ['medtop:1'] },
    { number: 5, regions: ['KP'], topics: ['medtop:1'], feeds: ['b'], withdrawn: true },
  ];

  it.each<[string, Partial<Question>, number[]]>([
    ['a region', { regions: [['KP']] }, [2, 1]],
    ['two regions', { regions: [['KP'], ['KR']] }, [2]],
    ['one of two regions', { regions: [['KP', 'KR']] }, [3, 2, 1]],
    ['a region and a topic', { regions: [['KP']], topics: [['medtop:1']] }, [1]],
    ['one of two regions and two topics', { regions: [['KR', 'RU']], topics: [['medtop:1'], ['medtop:2']] }, [3]],
    ['a feed', { feeds: [['b']] }, [2]],
    ['a region that no story has', { regions: [['US']] }, []],
    ['times, the first one included', { regions: [['KP', 'KR', 'RU']], since: second(2), until: second(4) }, [3, 2]],
  ])('finds those of %s', async (_, question, expected) => {
    expect(await listed(stories, question)).toEqual(expected);
  });

  it('finds what is published up to the present, however old', async () => {
    const index = await indexOf([{ number: 1 }, { number: 9 }]);
    expect(await pages(index, { ...EVERYTHING, regions: [['KP']] }, 10, second(9))).toEqual([[1]]);
    expect(await pages(index, { ...EVERYTHING, regions: [['KP']] }, 10, '2036-01-01T00:00:00.000Z')).toEqual([[9, 1]]);
  });

  it('shows copies without the keys of their rows', async () => {
    const page = await queryItems(
      await indexOf([{ number: 1 }]),
      { ...EVERYTHING, regions: [['KP']] },
      { limit: 5, typed: '', now: NOW },
    );
    expect(page).toEqual({
      items: [
        {
          id: idOf(1),
          title: 'Story 1',
          link: ITEM.link,
          feed: ITEM.feeds[0],
          publishedAt: second(1),
          regions: ['KP'],
          datelines: [],
          mentioned: [],
          topics: [],
          simhash: ITEM.simhash,
        },
      ],
      gaps: [],
    });
  });
});

describe('a query for regions in a role', () => {
  const stories: Published[] = [
    { number: 1, regions: ['KP', '030'], topics: ['medtop:1'] },
    { number: 2, regions: ['US'], datelines: ['KR', '030'], topics: ['medtop:1'] },
    { number: 3, regions: ['US'], mentioned: ['KP', '030'], topics: ['medtop:1'], feeds: ['b'] },
    { number: 4, regions: ['KP', '030'], mentioned: ['US'], topics: ['medtop:2'] },
    { number: 5, regions: [], topics: ['medtop:1'] },
    { number: 6, regions: [], mentioned: ['KP', '030'], topics: ['medtop:1'], withdrawn: true },
  ];
  const cases: [string, Partial<Question>, number[]][] = [
    ['none', { regions: [['030']] }, [4, 2, 1]],
    ['about', { regions: [['030']], role: 'about' }, [4, 1]],
    ['dateline', { regions: [['030']], role: 'dateline' }, [2]],
    ['dateline, where it is about it', { regions: [['US']], role: 'dateline' }, []],
    ['any', { regions: [['KP']], role: 'any' }, [4, 3, 1]],
    ['any, of an area', { regions: [['030']], role: 'any' }, [4, 3, 2, 1]],
    ['any, of two regions', { regions: [['KP'], ['US']], role: 'any' }, [4, 3]],
    ['any, of one of two regions', { regions: [['KP', 'KR']], role: 'any' }, [4, 3, 2, 1]],
    ['any, with a topic', { regions: [['KP']], topics: [['medtop:1']], role: 'any' }, [3, 1]],
    ['any, with a feed', { regions: [['KP']], feeds: [['b']], role: 'any' }, [3]],
    ['about, with a topic', { regions: [['030']], topics: [['medtop:1']], role: 'about' }, [1]],
    ['any, with times', { regions: [['KP']], role: 'any', since: second(2), until: second(4) }, [3]],
  ];

  it.each(cases)('%s finds those that have it', async (_, question, expected) => {
    expect(await listed(stories, question)).toEqual(expected);
    expect((await pages(await indexOf(stories), { ...EVERYTHING, ...question }, 1)).flat()).toEqual(expected);
  });

  it.each(cases)(
    '%s finds them by the item rows too, where copies say nothing of roles',
    async (_, question, expected) => {
      const index = await indexOf(stories);
      const old = index.table().filter((row): row is TagRow => 'mentioned' in row);
      await index.writeRows({
        put: old.map(({ datelines: _d, mentioned: _m, version: _v, ...row }) => row),
        remove: [],
      });
      expect((await pages(index, { ...EVERYTHING, ...question }, 100)).flat()).toEqual(expected);
    },
  );

  it('shows what an answer mentions, also by the log of arrivals', async () => {
    for (const topics of [[], [['medtop:1']]]) {
      const question = { ...EVERYTHING, topics, regions: [['KP']], role: 'any' as const };
      const { items } = await queryItems(await indexOf(stories), question, { limit: 1, typed: '', now: second(4) });
      expect(items).toMatchObject([{ id: idOf(3), regions: ['US'], mentioned: ['KP', '030'] }]);
    }
  });

  it('pages as without a filter, whatever the size', async () => {
    const many = range(300).map((number): Published => {
      return { number, regions: [], topics: ['medtop:1'], mentioned: number % 7 === 0 ? ['KP'] : [] };
    });
    const index = await indexOf(many);
    const expected = range(300)
      .filter((number) => number % 7 === 0)
      .reverse();
    for (const topics of [[], [['medtop:1']]]) {
      for (const limit of [1, 10, 43, 100]) {
        const found = await pages(index, { ...EVERYTHING, topics, regions: [['KP']], role: 'any' }, limit);
        expect(found.flat()).toEqual(expected);
        expect(found).toHaveLength(Math.ceil(expected.length / limit));
      }
    }
  });

  it('looks at 5,000 stories a page, and goes on where it stopped', async () => {
    const index = await indexOf([{ number: 1, regions: [], topics: ['medtop:1'], mentioned: ['KP'] }]);
    const others = range(6_000).map((number) => itemOf({ number: number + 2, regions: [], topics: ['medtop:1'] }));
    await index.writeRows({ put: others.flatMap(tagRows), remove: [] });
    const question = { ...EVERYTHING, topics: [['medtop:1']], regions: [['KP']], role: 'any' as const };
    expect(await pages(index, question, 20)).toEqual([[], [1]]);
  });
});

describe('a query for the publisher’s country', () => {
  const stories: Published[] = [
    { number: 1, regions: ['KP'], publisherCountry: 'KR' },
    { number: 2, regions: ['KP'], publisherCountry: 'JP' },
    { number: 3, regions: ['KR'] },
    { number: 4, regions: ['US'], publisherCountry: 'KR' },
  ];

  it.each<[string, Partial<Question>, number[]]>([
    ['alone', { publisherCountries: ['KR'] }, [4, 1]],
    ['with a region', { publisherCountries: ['KR'], regions: [['KP']] }, [1]],
    ['of several', { publisherCountries: ['KR', 'JP'], regions: [['KP']] }, [2, 1]],
    ['with a region in a role', { publisherCountries: ['KR'], regions: [['US']], role: 'about' }, [4]],
  ])('%s finds theirs; it is no region', async (_, question, expected) => {
    expect(await listed(stories, question)).toEqual(expected);
    expect(await listed(stories, { regions: [['KR']] })).toEqual([3]);
  });
});

describe('pages', () => {
  const question = { ...EVERYTHING, regions: [['KP']], topics: [['medtop:1', 'medtop:2']] };

  it('hold each story once, whatever their size', async () => {
    const stories = fc.uniqueArray(
      fc.record({
        number: fc.nat(200),
        regions: fc.subarray(['KP', 'KR']),
        topics: fc.subarray(['medtop:1', 'medtop:2']),
      }),
      { selector: ({ number }) => number, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(stories, fc.integer({ min: 1, max: 12 }), async (published, limit) => {
        const expected = published
          .filter(({ regions, topics }) => regions.includes('KP') && topics.length > 0)
          .map(({ number }) => number)
          .sort((a, b) => b - a);
        const found = await pages(await indexOf(published), question, limit);
        expect(found.flat()).toEqual(expected);
        expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
        expect(found).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)));
      }),
      { numRuns: 100 },
    );
  });

  it('end in the same place though the clock goes on and stories come in between', async () => {
    const index = await indexOf(range(6).map((number) => ({ number })));
    const since = { ...EVERYTHING, regions: [['KP']], since: second(2) };
    const first = await queryItems(index, since, { limit: 2, typed: '1h', now: second(5) });
    const later = itemOf({ number: 7 });
    await index.writeRows({ put: tagRows(later), remove: [] });

    const { cursor } = first;
    expect(cursor).toBeDefined();
    // An hour later the same words mean other times; the cursor keeps the first ones.
    const moved = { ...since, since: second(3_602) };
    const second_ = await queryItems(index, moved, { limit: 9, typed: '1h', now: second(3_605), cursor: cursor ?? '' });
    expect([...first.items, ...second_.items].map(({ id }) => id)).toEqual([4, 3, 2].map(idOf));
  });

  it('may change their size on the way', async () => {
    const index = await indexOf(range(10).map((number) => ({ number })));
    const all = { ...EVERYTHING, regions: [['KP']] };
    const first = await queryItems(index, all, { limit: 3, typed: all, now: NOW });
    const next = await queryItems(index, all, { limit: 20, typed: all, now: NOW, cursor: first.cursor ?? '' });
    expect([...first.items, ...next.items].map(({ id }) => id)).toEqual(range(10).reverse().map(idOf));
    expect(next.cursor).toBeUndefined();
  });

  it('refuse a cursor of another question', async () => {
    const index = await indexOf(range(5).map((number) => ({ number })));
    const asked = { ...EVERYTHING, regions: [['KP']] };
    const { cursor = '' } = await queryItems(index, asked, { limit: 2, typed: 'KP', now: NOW });
    await expect(queryItems(index, asked, { limit: 2, typed: 'KR', now: NOW, cursor })).rejects.toThrow(InputError);
    await expect(queryItems(index, asked, { limit: 2, typed: 'KP', now: NOW, cursor: 'x' })).rejects.toThrow(
      InputError,
    );
  });
});

describe('a query without tags', () => {
  const day = (count: number, time = '12:00:00.000') =>
    `${new Date(Date.UTC(2026, 10, count)).toISOString().slice(0, 10)}T${time}Z`;
  const arriving = (number: number, at: string): Published => ({ number, arrivals: [{ kind: 'new', at }] });

  it('lists by arrival, not by the publisher’s time', async () => {
    expect(await listed([arriving(1, second(300)), arriving(2, second(100)), arriving(3, second(200))], {})).toEqual([
      1, 3, 2,
    ]);
  });

  it('lists a story once, whatever became of it, and leaves out what was withdrawn', async () => {
    const stories: Published[] = [
      {
        number: 1,
        arrivals: [
          { kind: 'new', at: second(1) },
          { kind: 'revised', at: second(50) },
        ],
      },
      {
        number: 2,
        arrivals: [
          { kind: 'new', at: second(2) },
          { kind: 'withdrawn', at: second(51) },
        ],
        withdrawn: true,
      },
      arriving(3, second(3)),
    ];
    expect(await listed(stories, {})).toEqual([3, 1]);
  });

  it('shows a story in the words of today, in the place of its arrival', async () => {
    const index = await indexOf([arriving(1, second(1)), arriving(2, second(2))]);
    const { link: _, ...revised } = { ...itemOf({ number: 1, regions: ['KR'] }), title: 'Talks end', version: 2 };
    await index.putItem(revised, 1);
    const { items } = await queryItems(index, EVERYTHING, { limit: 9, typed: '', now: NOW });
    expect(items.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    expect(items[1]).toMatchObject({ title: 'Talks end', regions: ['KR'] });
    expect(items[1]).not.toHaveProperty('link');
  });

  it('goes over midnight and back a week', async () => {
    const stories = [
      arriving(1, day(16)),
      arriving(2, day(18)),
      arriving(3, day(23, '23:59:59.999')),
      arriving(4, day(24, '00:00:00.000')),
    ];
    expect(await listed(stories, {})).toEqual([4, 3, 2]);
    expect(await listed(stories, { since: day(1) })).toEqual([4, 3, 2, 1]);
    expect(await listed(stories, { since: day(18), until: day(24, '00:00:00.000') })).toEqual([3, 2]);
  });

  it.each([1, 2, 7, 50, 51, 200])('pages %i at a time through days and what was withdrawn', async (limit) => {
    const stories = range(180).map((number): Published => {
      const story = arriving(number, day(20 + Math.floor(number / 60), `10:00:00.${String(number).padStart(3, '0')}`));
      return number % 3 === 0 ? { ...story, withdrawn: true } : story;
    });
    const found = await pages(await indexOf(stories), EVERYTHING, limit);
    expect(found.flat()).toEqual(
      range(180)
        .filter((number) => number % 3 !== 0)
        .reverse(),
    );
    expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  });

  it('lists each of many stories that came in one moment', async () => {
    const stories = range(120).map((number) => arriving(number, second(1)));
    const found = await pages(await indexOf(stories), EVERYTHING, 50);
    expect(found.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(new Set(found.flat()).size).toBe(120);
  });
});

describe('times', () => {
  const question = { ...EVERYTHING, until: '2026-11-01T00:00:00.000Z' };
  const old: Published = {
    number: 1,
    arrivals: [{ kind: 'new', at: '2026-10-30T08:00:00.000Z' }],
  };

  it('without a beginning end in a week, also where that is long ago', async () => {
    expect(await listed([old], question)).toEqual([1]);
  });

  it('that hold nothing, or too much for a question without a tag, are refused', async () => {
    const index = await indexOf([old]);
    const asked = (since: string) => queryItems(index, { ...question, since }, { limit: 1, typed: '', now: NOW });
    await expect(asked('2026-11-02T00:00:00.000Z')).rejects.toThrow(/--since must be before --until/);
    await expect(asked('1990-01-01T00:00:00.000Z')).rejects.toThrow(/at most 400 days/);
  });
});

describe('gaps', () => {
  const gap = (from: number, to: number, feedId: string): GapRow => ({
    ...{ pk: `GAP#${second(from).slice(0, 7)}`, sk: `${second(to)}#${feedId}`, feedId, title: feedId },
    ...{ from: second(from), to: second(to) },
  });
  const open = async () => {
    const index = await indexOf(range(40).map((number) => ({ number: number * 100 })));
    await index.writeRows({ put: [gap(150, 250, 'early'), gap(3_650, 3_690, 'late')], remove: [] });
    return index;
  };
  const named = ({ gaps }: Page) => gaps.map(({ feedId }) => feedId);

  it.each([
    ['by tag', { ...EVERYTHING, regions: [['KP']] }],
    ['by arrival', EVERYTHING],
  ])('come with the page that covers their time: %s', async (_, question) => {
    const index = await open();
    const first = await queryItems(index, question, { limit: 5, typed: '', now: NOW });
    expect(named(first)).toEqual(['late']);
    const { cursor = '' } = first;
    const second_ = await queryItems(index, question, { limit: 5, typed: '', now: NOW, cursor });
    expect(named(second_)).toEqual([]);
    const rest = await queryItems(index, question, { limit: 99, typed: '', now: NOW, cursor: second_.cursor ?? '' });
    expect(named(rest)).toEqual(['early']);
  });

  it('come with an answer that found nothing, and only of the feeds that were asked for', async () => {
    const index = await open();
    const of = (question: Partial<Question>) =>
      queryItems(index, { ...EVERYTHING, ...question }, { limit: 5, typed: '', now: NOW });
    expect(named(await of({ regions: [['JP']], since: second(200), until: second(3_000) }))).toEqual(['early']);
    expect(named(await of({ feeds: [['late', 'other']] }))).toEqual(['late']);
    expect(named(await of({ regions: [['JP']], since: second(4_000) }))).toEqual([]);
  });
});
