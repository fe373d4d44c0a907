import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../lambdas/index/item.ts';
import { arrivalRow, nameOf, staleRows, tagRows, wholeCopyOf } from '../../lambdas/index/rows.ts';
import type { Role } from '../../lambdas/shared/domain.ts';
import { about, FEED, ITEM, minute, OTHER_FEED, topic } from './samples.ts';

const partitions = (item: Item): string[] => tagRows(item).map(({ pk }) => pk);

/** Bytes of a value as DynamoDB bills them. */
function billed(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
      return 1 + Math.ceil(String(value).length / 2);
    case 'boolean':
      return 1;
  }
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, element) => sum + 1 + billed(element), 0);
  throw new Error(`not in a copy: ${value}`);
}

const billedRow = (row: object): number =>
  Object.entries(row).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + billed(value), 0);

describe('a copy of an item', () => {
  const text = fc.oneof(
    fc.nat(4_000).map((length) => 'a'.repeat(length)),
    fc.string({ unit: 'binary', maxLength: 4_000 }),
    fc.string({ unit: fc.constantFrom('a', '"', '\\', '\u0001', 'я', '中', '🕊'), maxLength: 4_000 }),
  );
  const link = fc.option(
    text.map((path) => `https://example.org/${path}`),
    { nil: undefined },
  );
  const role = fc.constantFrom<Role>('about', 'dateline', 'mentioned');
  const regions = fc.array(fc.record({ code: fc.constantFrom('KP', '030', '142'), role, score: fc.constant(0.5) }), {
    maxLength: 60,
  });
  const topics = fc.array(fc.constant(topic('medtop:20000635')), { maxLength: 60 });

  it('costs one write unit, as a tag row and as an arrival, whatever its item holds', () => {
    fc.assert(
      fc.property(text, link, regions, topics, (title, itemLink, regions, topics) => {
        const { link: _, ...unlinked } = ITEM;
        const item: Item = {
          ...unlinked,
          ...(itemLink !== undefined && { link: itemLink }),
          title,
          regions,
          topics,
          feeds: ['f'.repeat(60)],
          rev: 123_456,
          version: 123_456,
          publisherCountry: 'KR',
          sample: true,
          expiresAt: 1_800_000_000,
        };
        const rows = [...tagRows(item), arrivalRow(item, { kind: 'withdrawn', at: minute(1) })];
        for (const row of rows) expect(billedRow(row)).toBeLessThanOrEqual(1_024);
      }),
      { numRuns: 300 },
    );
  });

  const [row] = tagRows(ITEM);

  it('is readable: what it is, where it was, when and under what it is found', () => {
    expect(row).toEqual({
      pk: 'REGION#KP',
      sk: `${minute(0)}#${ITEM.id}`,
      id: ITEM.id,
      title: 'Talks begin',
      link: 'https://example.org/talks',
      feed: FEED,
      publishedAt: minute(0),
      regions: ['KP', '030'],
      datelines: [],
      mentioned: [],
      topics: ['medtop:11000000'],
      simhash: '0123456789abcdef',
      version: 0,
    });
  });

  it('expires with its story', () => {
    const expiring = { ...ITEM, expiresAt: 1_800_000_000 };
    const rows = [...tagRows(expiring), arrivalRow(expiring, { kind: 'new', at: minute(1) })];
    expect(rows.map(({ expiresAt }) => expiresAt)).toEqual(rows.map(() => 1_800_000_000));
  });

  it('names the intent that it was put for, before and after the mark of done', () => {
    expect(tagRows({ ...ITEM, version: 4, done: false })[0]?.version).toBe(4);
    expect(tagRows({ ...ITEM, version: 5, done: true })[0]?.version).toBe(4);
  });

  it('has a long title cut between characters, with an ellipsis, and its link whole', () => {
    const long = '🕊'.repeat(500);
    const [cut] = tagRows({ ...ITEM, title: long });
    expect(cut?.title).toMatch(/^🕊{100,}…$/u);
    expect(cut?.link).toBe(ITEM.link);
  });

  it('rather goes without its link than without its title', () => {
    const link = `https://example.org/${'a'.repeat(800)}`;
    const [unlinked] = tagRows({ ...ITEM, link });
    expect(unlinked?.title).toBe(ITEM.title);
    expect(unlinked).not.toHaveProperty('link');
  });

  it('keeps a link of 400 bytes beside a long title', () => {
    const link = `https://example.org/${'a'.repeat(380)}`;
    const [cut] = tagRows({ ...ITEM, link, title: 'Talks '.repeat(200) });
    expect(cut?.link).toBe(link);
    expect(cut?.title).toMatch(/^(?:Talks ){16}.*…$/);
  });

  it('goes without the roles of its regions before anything of its title or its link', () => {
    const mentions = Array.from({ length: 60 }, (_, number) => `${number + 100}`);
    const regions: Item['regions'] = [
      about('KP'),
      ...mentions.map((code) => ({ code, role: 'mentioned' as const, score: 0.5 })),
    ];
    const title = 'Talks '.repeat(80);
    const [row] = tagRows({ ...ITEM, title, regions });
    expect(row).toMatchObject({ title, link: ITEM.link, regions: ['KP'] });
    expect(row).not.toHaveProperty('mentioned');
    expect(row).not.toHaveProperty('datelines');
    expect(wholeCopyOf({ ...ITEM, title, regions })).toMatchObject({ title, mentioned: mentions });
  });

  it('goes without them too where it does not name all of the regions', () => {
    const regions = Array.from({ length: 30 }, (_, number) => about(`${number + 100}`));
    const [row] = tagRows({ ...ITEM, regions });
    expect(row?.regions).toHaveLength(24);
    expect(row).not.toHaveProperty('mentioned');
  });

  it('names the country of the publisher, apart from the regions', () => {
    const [row] = tagRows({ ...ITEM, publisherCountry: 'KR' });
    expect(row).toMatchObject({ publisherCountry: 'KR', regions: ['KP', '030'], mentioned: [] });
  });

  it('is marked where it is of the sample wire', () => {
    expect(tagRows({ ...ITEM, sample: true }).every(({ sample }) => sample)).toBe(true);
    expect(row).not.toHaveProperty('sample');
  });
});

describe('the rows of an item', () => {
  it('are one for each region, topic and feed', () => {
    expect(partitions({ ...ITEM, feeds: [FEED, OTHER_FEED] })).toEqual([
      'REGION#KP',
      'REGION#030',
      'TOPIC#medtop:11000000',
      `FEED#${FEED}`,
      `FEED#${OTHER_FEED}`,
    ]);
  });

  it('are for the regions that it is about or was filed in, not for those named in passing', () => {
    const regions: Item['regions'] = [
      { code: 'KP', role: 'about', score: 0.9 },
      { code: 'RU', role: 'dateline', score: 0.3 },
      { code: 'US', role: 'mentioned', score: 0.5 },
    ];
    const rows = tagRows({ ...ITEM, regions, topics: [] });
    expect(rows.map(({ pk }) => pk)).toEqual(['REGION#KP', 'REGION#RU', `FEED#${FEED}`]);
    for (const row of rows) expect(row).toMatchObject({ regions: ['KP', 'RU'], datelines: ['RU'], mentioned: ['US'] });
  });

  it('are none where it was taken back', () => {
    expect(tagRows({ ...ITEM, withdrawn: true })).toEqual([]);
  });

  it('are all put under its time', () => {
    expect(new Set(tagRows(ITEM).map(({ sk }) => sk))).toEqual(new Set([`${minute(0)}#${ITEM.id}`]));
  });
});

describe('an arrival', () => {
  it('is filed by the day and the moment when it came, not by the publisher’s time', () => {
    const at = '2026-11-25T00:00:00.000Z';
    expect(arrivalRow({ ...ITEM, rev: 3 }, { kind: 'revised', at })).toMatchObject({
      pk: 'ARRIVED#2026-11-25',
      sk: `${at}#${ITEM.id}#3`,
      kind: 'revised',
      rev: 3,
      arrivedAt: at,
      publishedAt: minute(0),
      title: 'Talks begin',
    });
  });
});

describe('stale rows', () => {
  const names = (before: Item, after: Item) => staleRows(before, after).map(({ pk }) => pk);

  it('are those of tags that went, by their keys alone', () => {
    const after = { ...ITEM, regions: [about('KR'), about('030')], topics: [] };
    expect(staleRows(ITEM, after)).toEqual([
      { pk: 'REGION#KP', sk: `${minute(0)}#${ITEM.id}` },
      { pk: 'TOPIC#medtop:11000000', sk: `${minute(0)}#${ITEM.id}` },
    ]);
  });

  it('are none where only the text changed', () => {
    expect(names(ITEM, { ...ITEM, title: 'Talks end', rev: 2 })).toEqual([]);
  });

  it('are all where the time moved or the story was taken back', () => {
    expect(names(ITEM, { ...ITEM, publishedAt: minute(9) })).toEqual(partitions(ITEM));
    expect(names(ITEM, { ...ITEM, withdrawn: true })).toEqual(partitions(ITEM));
  });

  it('are none of a story that was taken back before', () => {
    expect(names({ ...ITEM, withdrawn: true }, ITEM)).toEqual([]);
  });

  it('and the new rows together cover the old ones', () => {
    const items = fc
      .record({
        regions: fc.subarray(['KP', 'KR', '030']),
        topics: fc.subarray(['medtop:1', 'medtop:2']),
        feeds: fc.subarray([FEED, OTHER_FEED], { minLength: 1 }),
        publishedAt: fc.constantFrom(minute(0), minute(1)),
        withdrawn: fc.boolean(),
      })
      .map(
        ({ regions, topics, ...rest }): Item => ({
          ...ITEM,
          ...rest,
          regions: regions.map(about),
          topics: topics.map(topic),
        }),
      );
    fc.assert(
      fc.property(items, items, (before, after) => {
        const stale = staleRows(before, after).map(nameOf);
        const current = tagRows(after).map(nameOf);
        expect(new Set([...stale, ...current])).toEqual(new Set([...tagRows(before).map(nameOf), ...current]));
        expect(stale.some((name) => current.includes(name))).toBe(false);
      }),
    );
  });
});
