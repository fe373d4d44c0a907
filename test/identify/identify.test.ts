import { describe, expect, it } from 'vitest';
import { contentHashOf } from '../../lambdas/identify/content-hash.ts';
import { identify, nameEntries } from '../../lambdas/identify/identify.ts';
import type { KnownStory } from '../../lambdas/identify/known-stories.ts';
import type { Entry } from '../../lambdas/shared/domain.ts';

const FEED = { feedId: 'example-org-0a1b2c3d', publisher: 'example.org' };
const SOURCE = { response: 'responses/a.gz', at: '2026-11-24T08:00:00.000Z' };
const NOTHING: ReadonlyMap<string, KnownStory> = new Map();

const entry = (fields: Partial<Entry>): Entry => ({ authors: [], categories: [], enclosures: [], ...fields });
const identified = (entries: readonly Partial<Entry>[], known = NOTHING, feed = FEED) =>
  identify(
    nameEntries(entries.map(entry), feed),
    { ...SOURCE, feedId: feed.feedId },
    {
      seen: () => [],
      known,
      recent: new Map(),
    },
  );
const poll = (...args: Parameters<typeof identified>) => identified(...args).sightings.map(({ sighting }) => sighting);
const idsOf = (...args: Parameters<typeof poll>) => poll(...args).map(({ id }) => id);

/** Stories as the index has them after a poll, by each of their names. */
function knownAfter(entries: readonly Partial<Entry>[], before = NOTHING): ReadonlyMap<string, KnownStory> {
  const { sightings, aliases } = identified(entries, before);
  const stories = new Map([...before.values()].map((story) => [story.id, story]));
  for (const { sighting } of sightings) {
    const { title = '', published } = sighting.entry;
    const revisions = [{ ...(published !== undefined && { publishedAt: published }) }];
    const { id, withdrawn } = sighting;
    stories.set(id, { id, title, withdrawn, publishedAt: published ?? SOURCE.at, revisions });
  }
  const named = aliases.flatMap(({ name, id }) => [[name, stories.get(id)] as const]);
  const all = [...before, ...stories, ...named];
  return new Map(all.flatMap(([name, story]) => (story ? [[name, story] as const] : [])));
}

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
    expect(idsOf([later], knownAfter([story]))).toEqual(idsOf([story]));
  });

  it('has the same id where its link moved since the last poll, and goes on to have it', () => {
    const moved = { ...story, link: 'https://example.org/world/talks' };
    const known = knownAfter([story]);
    expect(idsOf([moved], known)).toEqual(idsOf([story]));
    expect(idsOf([moved], knownAfter([moved], known))).toEqual(idsOf([story]));
  });

  it('has an id of its own under a known guid where neither its time nor its headline agrees', () => {
    const published = '2026-11-24T07:00:00.000Z';
    const known = knownAfter([{ ...story, published }]);
    const moved = { ...story, title: 'Flood', link: 'https://example.org/flood' };
    expect(idsOf([{ ...moved, published }], known)).toEqual(idsOf([story]));
    expect(idsOf([{ ...moved, published: '2026-11-24T07:30:00.000Z' }], known)).toEqual(idsOf([moved]));
    expect(idsOf([moved], known)).toEqual(idsOf([moved]));
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

  it('by a guid that is its permalink as by the link', () => {
    expect(same({ id: 'https://example.org/1' }, { link: 'http://www.example.org/1' })).toBe(true);
    expect(same({ id: 'https://example.org/page#1' }, { id: 'https://example.org/page#2' })).toBe(false);
  });

  it('by a guid for the world in every feed of its publisher, by another one in its feed', () => {
    const inAnother = (story: Partial<Entry>) => idsOf([story], NOTHING, { ...FEED, feedId: 'example-org-asia-1' });
    for (const id of [
      'tag:example.org,2026:1',
      'urn:newsml:example.org:1',
      'https://example.org/p?id=1',
      'f'.repeat(32),
    ]) {
      expect(inAnother({ id }), id).toEqual(idsOf([{ id }]));
    }
    for (const id of ['1', 'item-3', 'a story of many words'])
      expect(inAnother({ id }), id).not.toEqual(idsOf([{ id }]));
  });

  it('never by the same word in another place', () => {
    const word = 'urn:example:1';
    expect(new Set([idsOf([{ id: word }]), idsOf([{ title: word }])].flat()).size).toBe(2);
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
    expect(idsOf(entries, knownAfter([{ id: 'news', link: 'https://example.org/0' }]))).toEqual(idsOf(entries));
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

  it('counts once where only the index knows that two guids are one story', () => {
    const known = knownAfter([story]);
    const moved = { ...story, link: 'https://example.org/moved' };
    expect(idsOf([moved, { ...story, id: 'anew' }], known)).toEqual(idsOf([story]));
  });
});

describe('a tombstone', () => {
  const story = { id: 'g', title: 'Talks', link: 'https://example.org/talks', updated: '2026-11-24T07:00:00.000Z' };

  it('takes back the story whose guid it names', () => {
    const [sighting] = poll([{ id: 'g', deleted: true }], knownAfter([story]));
    expect(sighting).toMatchObject({ id: idsOf([story])[0], withdrawn: true });
  });

  it('may say what it takes back, as a canceled ninjs item does', () => {
    const canceled = { id: 'urn:newsml:wire:1', link: 'https://example.org/talks', title: 'Talks end', deleted: true };
    const told = { ...canceled, deleted: false, title: 'Talks begin' };
    const [sighting] = poll([canceled], knownAfter([told]));
    expect(sighting).toMatchObject({ id: idsOf([told])[0], withdrawn: true });
    const { link: _, ...unlinked } = canceled;
    expect(idsOf([unlinked], knownAfter([told]))).toEqual(idsOf([told]));
  });

  it('is found by the story that comes after it, which says more', () => {
    const known = knownAfter([{ id: 'g', deleted: true }]);
    expect(idsOf([story], known)).toEqual([...known.keys()]);
  });

  it('counts before the story beside it, unless that is newer', () => {
    const wordOf = (updated: string) =>
      poll([story, { id: 'g', deleted: true, updated }]).map(({ withdrawn }) => withdrawn);
    expect(wordOf('2026-11-24T07:30:00.000Z')).toEqual([true]);
    expect(wordOf('2026-11-24T06:30:00.000Z')).toEqual([false]);
  });
});

describe('notes without end', () => {
  it('are read in linear time', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => [
      { id: `n${at}`, title: 'KILL: Talks end in Geneva again' },
      { id: `s${at}`, title: 'Talks end in Geneva again' },
      { id: `s${at}`, deleted: true },
    ]).flat();
    expect(poll(many)).toHaveLength(20_000);
  });
});
