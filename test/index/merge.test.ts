import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simhashDistance } from '../../lambdas/identify/simhash.ts';
import type { Item, TaggedSighting } from '../../lambdas/index/item.ts';
import { believedTime, isNews, type Merged, merge } from '../../lambdas/index/merge.ts';
import { about, FEED, minute, OTHER_FEED, type Seen, sighting, topic } from './samples.ts';

/** The row that a content becomes when all goes well. */
const rowOf = ({ content }: Merged, before?: Item): Item => ({
  ...content,
  version: (before?.version ?? 0) + 1,
  done: true,
});

/** What a table would hold after these sightings, and what was announced on the way. */
function recorded(...seen: readonly (Seen | TaggedSighting)[]): { item: Item; kinds: (string | undefined)[] } {
  let item: Item | undefined;
  const kinds: (string | undefined)[] = [];
  for (const one of seen) {
    const merged = merge(item, 'sighting' in one ? one : sighting(one));
    kinds.push(merged ? (merged.kind ?? 'updated') : undefined);
    if (merged) item = rowOf(merged, item);
  }
  if (!item) throw new Error('no sighting made an item');
  return { item, kinds };
}

const contentOf = ({ version: _, ...content }: Item) => content;

describe('a new story', () => {
  it('takes all from its sighting', () => {
    const entry = {
      title: 'Talks &amp; <b>trade</b>',
      link: 'https://example.org/talks',
      published: minute(0),
      summary: '<p>Short.</p>',
      content: '<p>Long.</p>',
      authors: ['A. Writer'],
      language: 'en',
    };
    const tagged = { ...sighting({ at: minute(1), text: 'a', entry }), sample: true };
    const { item, kinds } = recorded(tagged);
    expect(kinds).toEqual(['new']);
    expect(item).toMatchObject({
      title: 'Talks & trade',
      link: 'https://example.org/talks',
      summary: 'Short.',
      language: 'en',
      authors: ['A. Writer'],
      sample: true,
      feeds: [FEED],
      publishedAt: minute(0),
      firstSeenAt: minute(1),
      withdrawn: false,
      rev: 1,
      droppedRevisions: 0,
      contentHash: tagged.sighting.contentHash,
      raw: tagged.raw,
      regions: [about('KP')],
      topics: [topic('medtop:11000000')],
      taggerVersion: '1',
    });
  });

  it('has no attribute for what its entry does not say', () => {
    const { item } = recorded({ at: minute(1), text: 'a' });
    for (const name of ['link', 'language', 'sample']) expect(item).not.toHaveProperty(name);
  });

  it('is summed up by its content where it has no summary, whole characters only', () => {
    const content = `${'x'.repeat(999)}🕊 and more`;
    const { item } = recorded({ at: minute(1), text: 'a', entry: { content } });
    expect(item.summary).toBe('x'.repeat(999));
  });

  it('is not alike to another one whose text is boilerplate', () => {
    const story = (title: string) => recorded({ at: minute(1), text: title, entry: { title, content: 'Read more' } });
    const [one, other] = [story('Earthquake in Chile kills ten'), story('Parliament of Kenya passes budget')];
    expect(simhashDistance(one.item.simhash, other.item.simhash)).toBeGreaterThan(16);
  });

  it('fits into a row, whatever its publisher writes', () => {
    const long = '\u{1f4f0}'.repeat(300_000);
    const { item } = recorded({
      at: minute(1),
      text: 'a',
      entry: {
        title: long,
        link: `https://a.example/${'x'.repeat(9_000)}`,
        summary: long,
        language: long,
        authors: Array.from({ length: 60_000 }, () => long.slice(0, 1_000)),
      },
    });
    expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(100_000);
    expect(JSON.stringify(item)).not.toMatch(/\\ud8/);
  });

  it('is alike to a copy of its text under another headline', () => {
    const text =
      'Two presidents met at the Kremlin on Tuesday over the nuclear drive of the North, trade, energy and a first flight.';
    const one = recorded({ at: minute(1), text: 'a', entry: { title: 'Presidents meet', content: text } });
    const other = recorded({ at: minute(1), text: 'b', entry: { title: 'Kremlin talks', content: `<p>${text}</p>` } });
    expect(one.item.simhash).toBe(other.item.simhash);
  });
});

describe('the time of a story', () => {
  const seenAt = minute(10);
  it.each([
    ['an hour ago', '2026-11-24T07:10:00.000Z', true],
    ['the moment when it was seen', seenAt, true],
    ['the first day of 1990', '1990-01-01T00:00:00.000Z', true],
    ['the last day of 1989', '1989-12-31T23:59:59.999Z', false],
    ['the epoch of computers', '1970-01-01T00:00:00.000Z', false],
    ['a clock that runs ahead by a millisecond', '2026-11-24T08:10:00.001Z', false],
    ['tomorrow', '2026-11-25T08:10:00.000Z', false],
    ['a year of five digits', '+012026-11-24T08:00:00.000Z', false],
    ['a year before Christ', '-000001-11-24T08:00:00.000Z', false],
  ])('from %s is believed or not', (_, published, isBelieved) => {
    expect(believedTime(published, seenAt)).toBe(isBelieved ? published : undefined);
  });

  it('is the publisher’s, else that of its update, else when it was seen', () => {
    const published = (entry: Seen['entry'] & object) => recorded({ at: seenAt, text: 'a', entry }).item.publishedAt;
    expect(published({ published: minute(1), updated: minute(5) })).toBe(minute(1));
    expect(published({ updated: minute(5) })).toBe(minute(5));
    expect(published({ published: '2030-01-01T00:00:00.000Z' })).toBe(seenAt);
    expect(published({})).toBe(seenAt);
  });

  it.each(['2030-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'])('is kept as said where it is %s', (published) => {
    const { item } = recorded({ at: seenAt, text: 'a', entry: { published } });
    expect(item).toMatchObject({ publishedAt: seenAt, firstSeenAt: seenAt });
    expect(item.revisions).toMatchObject([{ at: seenAt, unbelievedAt: published }]);
    expect(item.revisions[0]).not.toHaveProperty('publishedAt');
  });

  it('stays when a revision gives another', () => {
    const { item } = recorded(
      { at: minute(1), text: 'a', entry: { published: minute(0) } },
      { at: minute(9), text: 'b', entry: { published: minute(8) } },
    );
    expect(item).toMatchObject({ publishedAt: minute(0), firstSeenAt: minute(1) });
  });
});

describe('a story that is known', () => {
  it('is changed by nothing that it says already', () => {
    const first = { at: minute(1), text: 'a' };
    expect(recorded(first, first, { ...first, at: minute(5) }).kinds).toEqual(['new', undefined, undefined]);
  });

  it('becomes older by a response that arrives late', () => {
    const { item, kinds } = recorded(
      { at: minute(5), text: 'a', entry: { link: 'https://example.org/5' } },
      { at: minute(1), text: 'a', entry: { link: 'https://example.org/1' } },
    );
    expect(kinds).toEqual(['new', 'updated']);
    expect(item).toMatchObject({ firstSeenAt: minute(1), rev: 1, link: 'https://example.org/1' });
    expect(item.revisions.map(({ at }) => at)).toEqual([minute(1)]);
    expect(item.raw).toEqual(sighting({ at: minute(1), text: 'a' }).raw);
  });

  it('is revised by another text', () => {
    const { item, kinds } = recorded(
      { at: minute(1), text: 'a' },
      { at: minute(5), text: 'b', tags: { regions: [about('KR')] } },
    );
    expect(kinds).toEqual(['new', 'revised']);
    expect(item).toMatchObject({ title: 'b', rev: 2, regions: [about('KR')] });
    expect(item.revisions.map(({ at }) => at)).toEqual([minute(1), minute(5)]);
  });

  it('is revised again by going back to its first text', () => {
    const { item, kinds } = recorded(
      { at: minute(1), text: 'a' },
      { at: minute(5), text: 'b' },
      { at: minute(9), text: 'a' },
    );
    expect(kinds).toEqual(['new', 'revised', 'revised']);
    expect(item).toMatchObject({ title: 'a', rev: 3 });
  });

  it('keeps its newest text when an older one arrives late, without an announcement', () => {
    const { item, kinds } = recorded(
      { at: minute(5), text: 'b', tags: { regions: [about('KR')] } },
      { at: minute(1), text: 'a' },
    );
    expect(kinds).toEqual(['new', 'updated']);
    expect(item).toMatchObject({ title: 'b', rev: 2, regions: [about('KR')], firstSeenAt: minute(1) });
  });

  it('is tagged anew by another tagger, not by the same', () => {
    const first = { at: minute(1), text: 'a' };
    const { item, kinds } = recorded(
      first,
      { ...first, tags: { regions: [] } },
      { ...first, tags: { regions: [about('KR')] }, taggerVersion: '2' },
    );
    expect(kinds).toEqual(['new', undefined, 'updated']);
    expect(item).toMatchObject({ regions: [about('KR')], taggerVersion: '2', rev: 1 });
  });

  it('learns the country of its publisher when somebody says it', () => {
    const first = { at: minute(1), text: 'a' };
    const { item, kinds } = recorded(first, { ...first, publisherCountry: 'KR' }, { ...first, publisherCountry: 'KR' });
    expect(kinds).toEqual(['new', 'updated', undefined]);
    expect(item).toMatchObject({ publisherCountry: 'KR', regions: [about('KP')] });
  });

  it('is not tagged by a text that it does not show', () => {
    const { item, kinds } = recorded(
      { at: minute(1), text: 'a' },
      { at: minute(5), text: 'b', tags: { regions: [about('KR')] } },
      { at: minute(1), text: 'a', taggerVersion: '2' },
    );
    expect(kinds.at(-1)).toBeUndefined();
    expect(item).toMatchObject({ title: 'b', regions: [about('KR')], taggerVersion: '1' });
  });

  it('takes a response that is read anew in place of its first reading', () => {
    const { item, kinds } = recorded(
      { at: minute(1), text: 'Talks &#151; again' },
      { at: minute(1), text: 'Talks — again' },
      { at: minute(1), text: 'Talks — again' },
    );
    expect(kinds).toEqual(['new', 'revised', undefined]);
    expect(item).toMatchObject({ title: 'Talks — again', rev: 1 });
    expect(item.revisions).toHaveLength(1);
  });
});

describe('a story in a second feed', () => {
  const first = { at: minute(1), text: 'a' };

  it('is found under both and is no revision, whatever the copy says', () => {
    const { item, kinds } = recorded(
      first,
      { at: minute(2), text: 'copy', feedId: OTHER_FEED, tags: { regions: [about('KR')] } },
      { at: minute(3), text: 'copy of copy', feedId: OTHER_FEED },
    );
    expect(kinds).toEqual(['new', 'updated', 'updated']);
    expect(item).toMatchObject({ title: 'a', rev: 1, feeds: [FEED, OTHER_FEED], regions: [about('KP')] });
  });

  it('goes over to the feed that turns out to have had it first', () => {
    const { item } = recorded(
      { at: minute(2), text: 'copy', feedId: OTHER_FEED },
      { at: minute(1), text: 'a', entry: { published: minute(0) } },
    );
    expect(item).toMatchObject({ title: 'a', rev: 1, feeds: [FEED, OTHER_FEED], publishedAt: minute(0) });
  });
});

describe('a story that is taken back', () => {
  const first = { at: minute(1), text: 'a' };
  const note = { at: minute(5), text: 'KILL: a', withdrawn: true, tags: { regions: [], topics: [] } };

  it('still says what it was', () => {
    const { item, kinds } = recorded(first, note);
    expect(kinds).toEqual(['new', 'withdrawn']);
    expect(item).toMatchObject({ withdrawn: true, title: 'a', regions: [about('KP')], rev: 2 });
    expect(item.raw).toEqual(sighting(first).raw);
  });

  it('says so where the note comes first', () => {
    const { item, kinds } = recorded(note, first);
    expect(kinds).toEqual(['withdrawn', 'updated']);
    expect(contentOf(item)).toEqual(contentOf(recorded(first, note).item));
  });

  it('is announced once', () => {
    expect(recorded(first, note, { ...note, at: minute(6), text: 'KILL: a again' }).kinds.at(-1)).toBe('updated');
  });

  it('comes back with its old text', () => {
    const { item, kinds } = recorded(first, note, { ...first, at: minute(9) });
    expect(kinds).toEqual(['new', 'withdrawn', 'revised']);
    expect(item).toMatchObject({ withdrawn: false, title: 'a', rev: 3 });
  });

  it('comes back with a new text', () => {
    const { item, kinds } = recorded(first, note, { at: minute(9), text: 'b' });
    expect(kinds.at(-1)).toBe('revised');
    expect(item).toMatchObject({ withdrawn: false, title: 'b' });
  });

  it('stays so whatever another feed goes on to carry, until the feed that took it back carries it again', () => {
    const { item, kinds } = recorded(
      first,
      { ...note, feedId: OTHER_FEED },
      { at: minute(6), text: 'b' },
      { at: minute(7), text: 'c', feedId: OTHER_FEED },
    );
    expect(kinds).toEqual(['new', 'withdrawn', 'updated', 'revised']);
    expect(item).toMatchObject({ withdrawn: false, title: 'b' });
  });

  it('is taken back by a replay with code that knows the note for one', () => {
    const { item, kinds } = recorded({ ...note, withdrawn: false }, note);
    expect(kinds).toEqual(['new', 'withdrawn']);
    expect(item.revisions).toHaveLength(1);
  });
});

/** Sightings of one feed, a minute apart. A text that was left does not come back. */
const history: fc.Arbitrary<Seen[]> = fc
  .array(
    fc.record({ times: fc.integer({ min: 1, max: 3 }), withdrawn: fc.boolean(), published: fc.option(fc.nat(90)) }),
    { minLength: 1, maxLength: 6 },
  )
  .map((states) => {
    const seen = states.flatMap(({ times, withdrawn, published }, state) =>
      Array.from({ length: times }, () => ({ state, withdrawn, published })),
    );
    return seen.map(({ state, withdrawn, published }, at) => ({
      at: minute(at),
      text: `${withdrawn ? 'KILL: ' : ''}text ${state}`,
      withdrawn,
      tags: { regions: [about(`R${state}`)] },
      entry: {
        link: `https://example.org/${at}`,
        ...(published !== null && { published: minute(published - 30) }),
      },
    }));
  });

describe('the sightings of one feed', () => {
  it('lead to the same row in any order and any number of times', () => {
    const runs = history.chain((seen) =>
      fc.tuple(
        fc.constant(seen),
        fc.array(fc.constantFrom(...seen), { maxLength: 10 }).chain((again) => {
          const all = [...seen, ...again];
          return fc.shuffledSubarray(all, { minLength: all.length });
        }),
      ),
    );
    fc.assert(
      fc.property(runs, ([inOrder, shuffled]) => {
        expect(contentOf(recorded(...shuffled).item)).toEqual(contentOf(recorded(...inOrder).item));
      }),
      { numRuns: 500 },
    );
  });

  it('change nothing when they are replayed', () => {
    fc.assert(
      fc.property(history, (seen) => {
        const { item } = recorded(...seen);
        for (const one of seen) expect(merge(item, sighting(one))).toBeUndefined();
      }),
    );
  });
});

describe('a live page', () => {
  const states = Array.from({ length: 150 }, (_, at): Seen => ({ at: minute(10 + at), text: `state ${at}` }));

  it('keeps its first and its last hundred revisions and counts all', () => {
    const { item } = recorded(...states);
    expect(item).toMatchObject({ rev: 150, droppedRevisions: 50, title: 'state 149', firstSeenAt: minute(10) });
    expect(item.revisions).toHaveLength(100);
    expect(item.revisions[0]?.at).toBe(minute(10));
    expect(item.revisions.at(-1)?.at).toBe(minute(159));
  });

  it('is changed by nothing that is replayed, dropped or not', () => {
    const { item } = recorded(...states);
    for (const state of states) expect(merge(item, sighting(state)), state.text).toBeUndefined();
  });

  it('keeps its other feeds, and what they took back', () => {
    const note: Seen = { at: minute(12), text: 'KILL', feedId: OTHER_FEED, withdrawn: true };
    const { item } = recorded(...states.slice(0, 3), note, ...states.slice(3));
    expect(item).toMatchObject({ feeds: [FEED, OTHER_FEED], withdrawn: true, rev: 150 });
  });

  it('is not revised by the revisions of another feed', () => {
    const first: Seen = { at: minute(1), text: 'a' };
    const { item } = recorded(first, ...states.map((state) => ({ ...state, feedId: OTHER_FEED })));
    expect(item).toMatchObject({ rev: 1, title: 'a' });
    expect(item.revisions).toHaveLength(100);
  });
});

describe('a sighting', () => {
  const { item } = recorded({ at: minute(1), text: 'a' }, { at: minute(5), text: 'b' });
  const isNewsAt = (seen: Seen) => isNews(item, sighting(seen).sighting);

  it('is news where there is no row', () => {
    expect(isNews(undefined, sighting({ at: minute(1), text: 'a' }).sighting)).toBe(true);
  });

  it('is news where the row lacks it', () => {
    expect(isNewsAt({ at: minute(6), text: 'c' })).toBe(true);
    expect(isNewsAt({ at: minute(6), text: 'a' })).toBe(true);
    expect(isNewsAt({ at: minute(0), text: 'a' })).toBe(true);
    expect(isNewsAt({ at: minute(6), text: 'b', feedId: OTHER_FEED })).toBe(true);
    expect(isNewsAt({ at: minute(6), text: 'b', withdrawn: true })).toBe(true);
  });

  it('is news again where the row took it from this very response', () => {
    expect(isNewsAt({ at: minute(1), text: 'a' })).toBe(true);
    expect(isNewsAt({ at: minute(5), text: 'b' })).toBe(true);
  });

  it('is none where an earlier response brought it', () => {
    expect(isNewsAt({ at: minute(3), text: 'a' })).toBe(false);
    expect(isNewsAt({ at: minute(6), text: 'b' })).toBe(false);
  });
});
