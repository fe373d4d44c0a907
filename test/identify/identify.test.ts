import { describe, expect, it } from 'vitest';
import { contentHashOf } from '../../lambdas/identify/content-hash.ts';
import { identify } from '../../lambdas/identify/identify.ts';
import { packSeen, type SeenSet, seenEntry, unpackSeen } from '../../lambdas/identify/seen-set.ts';
import type { Entry } from '../../lambdas/shared/domain.ts';

const FEED = { feedId: 'example-org-0a1b2c3d', publisher: 'example.org' };
const SOURCE = { response: 'responses/a.gz', at: '2026-11-24T08:00:00.000Z' };
const NOTHING = unpackSeen();

const entry = (fields: Partial<Entry>): Entry => ({ authors: [], categories: [], enclosures: [], ...fields });
const poll = (entries: readonly Partial<Entry>[], seen: SeenSet = NOTHING, feed = FEED) =>
  identify(entries.map(entry), feed, seen, SOURCE);
const idsOf = (...args: Parameters<typeof poll>) => poll(...args).map(({ id }) => id);
const seenIn = (entries: readonly Partial<Entry>[], seen: SeenSet = NOTHING) =>
  unpackSeen(packSeen(poll(entries, seen).map(seenEntry)));

describe('a sighting', () => {
  it('carries what it was seen in beside the entry as it was', () => {
    const published = entry({ id: 'g', title: '[WITHDRAWN] Talks', link: 'https://example.org/talks' });
    expect(poll([published])).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{20}$/),
        feedId: FEED.feedId,
        at: SOURCE.at,
        response: SOURCE.response,
        contentHash: contentHashOf(published),
        withdrawn: true,
        entry: published,
      },
    ]);
  });

  it('is there for each entry, in their order', () => {
    const titles = ['c', 'a', 'b'];
    expect(poll(titles.map((title) => ({ title }))).map((sighting) => sighting.entry.title)).toEqual(titles);
    expect(poll([])).toEqual([]);
  });
});

describe('the same story', () => {
  const story = { id: 'g1', title: 'Talks', link: 'https://example.org/talks' };

  it.each<[string, Partial<Entry>]>([
    ['another text', { ...story, title: 'Talks end', summary: 'They ended.' }],
    ['a guid that was made anew', { ...story, id: 'g2' }],
    ['no guid any more', { title: 'Talks', link: story.link }],
    ['tracking on its link', { ...story, link: 'http://www.example.org/talks/?utm_source=rss#top' }],
  ])('has the same id with %s', (_, later) => {
    expect(idsOf([later])).toEqual(idsOf([story]));
    expect(idsOf([later], seenIn([story]))).toEqual(idsOf([story]));
  });

  it('has the same id where its link moved since the last poll, and goes on to have it', () => {
    const moved = { ...story, link: 'https://example.org/world/talks' };
    const seen = seenIn([story]);
    expect(idsOf([moved], seen)).toEqual(idsOf([story]));
    expect(idsOf([moved], seenIn([moved], seen))).toEqual(idsOf([story]));
  });

  it('has the same id in every feed of its publisher, not with another one', () => {
    expect(idsOf([story], NOTHING, { ...FEED, feedId: 'example-org-asia-1' })).toEqual(idsOf([story]));
    expect(idsOf([story], NOTHING, { ...FEED, publisher: 'example.com' })).not.toEqual(idsOf([story]));
  });
});

describe('a story is recognised', () => {
  const same = (a: Partial<Entry>, b: Partial<Entry>) => idsOf([a])[0] === idsOf([b])[0];

  it('by its link before its guid', () => {
    expect(same({ id: 'a', link: 'https://example.org/1' }, { id: 'b', link: 'https://example.org/1' })).toBe(true);
    expect(same({ id: 'a', link: 'https://example.org/1' }, { id: 'a', link: 'https://example.org/2' })).toBe(false);
  });

  it('by its guid where its link names no article', () => {
    for (const link of [undefined, 'https://example.org/', 'mailto:desk@example.org']) {
      const linked = link !== undefined ? { link } : {};
      expect(same({ id: 'a', title: 'x', ...linked }, { id: 'a', title: 'y', ...linked })).toBe(true);
      expect(same({ id: 'a', title: 'x', ...linked }, { id: 'b', title: 'x', ...linked })).toBe(false);
    }
  });

  it('by its title and summary where it has no name', () => {
    expect(same({ title: 'x', summary: 's' }, { title: 'x', summary: 's', content: 'more' })).toBe(true);
    expect(same({ title: 'x', summary: 's' }, { title: 'x', summary: 't' })).toBe(false);
    expect(same({ title: 'x', content: 'c' }, { title: 'x', content: 'd' })).toBe(false);
  });

  it('never by the same word in another place', () => {
    const word = 'https://example.org/1';
    expect(new Set([idsOf([{ id: word }]), idsOf([{ link: word }]), idsOf([{ title: word }])].flat()).size).toBe(3);
  });
});

describe('a name that two entries of a response share', () => {
  it('is none where it is a link: their guids tell them apart', () => {
    const link = 'https://example.org/live';
    const ids = idsOf([
      { id: 'a', link },
      { id: 'b', link: `${link}?utm_source=rss` },
    ]);
    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual(idsOf([{ id: 'a' }, { id: 'b' }]));
  });

  it('is none where it is a guid: their links tell them apart, whatever was seen before', () => {
    const entries = [
      { id: 'news', link: 'https://example.org/1' },
      { id: 'news', link: 'https://example.org/2' },
    ];
    expect(idsOf(entries)).toEqual(idsOf([{ link: 'https://example.org/1' }, { link: 'https://example.org/2' }]));
    expect(idsOf(entries, seenIn([{ id: 'news', link: 'https://example.org/0' }]))).toEqual(idsOf(entries));
  });

  it('is none where it is a link without guids: their texts tell them apart', () => {
    const link = 'https://example.org/live';
    const ids = idsOf([
      { title: 'a', link },
      { title: 'b', link },
    ]);
    expect(ids).toEqual(idsOf([{ title: 'a' }, { title: 'b' }]));
  });
});

describe('an entry that the document repeats', () => {
  const story = { id: 'g', title: 'Talks end', link: 'https://example.org/talks' };

  it.each<[string, Partial<Entry>]>([
    ['word for word', story],
    ['in an older state', { ...story, title: 'Talks begin' }],
    ['with tracking on its link', { ...story, link: 'http://www.example.org/talks?utm_source=rss' }],
  ])('%s counts once, as its first, and under its own name', (_, again) => {
    const sightings = poll([story, again]);
    expect(sightings.map((sighting) => sighting.entry.title)).toEqual(['Talks end']);
    expect(sightings.map(({ id }) => id)).toEqual(idsOf([story]));
  });

  it('counts once without a guid too, where its text is the same', () => {
    const { id: _, ...anonymous } = story;
    expect(idsOf([anonymous, anonymous])).toEqual(idsOf([anonymous]));
    expect(idsOf([anonymous, { ...anonymous, title: 'Talks begin' }])).toHaveLength(2);
  });

  it('counts once where only the seen set knows that two guids are one story', () => {
    const seen = seenIn([story]);
    const moved = { ...story, link: 'https://example.org/moved' };
    expect(idsOf([moved, { ...story, id: 'anew' }], seen)).toEqual(idsOf([story]));
  });
});

describe('a tombstone', () => {
  it('takes back the story whose guid it names', () => {
    const story = { id: 'g', title: 'Talks', link: 'https://example.org/talks' };
    const [sighting] = poll([{ id: 'g', deleted: true }], seenIn([story]));
    expect(sighting).toMatchObject({ id: idsOf([story])[0], withdrawn: true });
  });
});
