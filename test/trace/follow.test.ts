import { beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../lambdas/shared/errors.ts';
import { follow, type TracedLetter } from '../../lambdas/trace/follow.ts';
import { memoryArchive } from '../archive/memory-archive.ts';
import { minute } from '../index/samples.ts';
import { openWire, type Told } from '../ingest/wire.ts';

const URLS = {
  World: 'https://wire.example/world.xml',
  Asia: 'https://wire.example/asia.xml',
  Elsewhere: 'https://feeds.cdn.example/house.xml',
};
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const LINK = 'https://wire.example/2026/talks';
const TALKS: Told = { guid: 'tag:talks', link: LINK, title: 'Talks end in Geneva without a deal', published: 5 };
const OTHER: Told = { guid: 'tag:other', link: 'https://wire.example/2026/other', title: 'Another', published: 4 };
const full = (told: Told): Told => ({ text: 'A text of full length. '.repeat(50), ...told });

let wire: ReturnType<typeof openWire>;
let letters: TracedLetter[];
beforeEach(() => {
  wire = openWire(URLS, { fullText: false });
  letters = [];
});

const trace = (asked = LINK, archive = wire.archive) =>
  follow(
    { asked, since: minute(0), until: minute(90), now: minute(90) },
    {
      ...{ index: wire.index, feeds: wire.feeds, archive },
      async *deadLetters() {
        yield* letters;
      },
    },
  );
const stopOf = async (asked = LINK) => (await trace(asked)).verdict;
const bring = async (at: number, ...told: Told[]) =>
  wire.ingest(await wire.store('World', at, told.map(full), { trace: TRACE }));
const theId = () => wire.items()[0]?.id ?? expect.fail('there is no item');

describe('a story that came through', () => {
  it('is found with the query that finds it, its times and its trace, under every spelling of its link', async () => {
    await bring(1, OTHER);
    await bring(10, OTHER, TALKS);
    const [{ id }] = [wire.items().find(({ link }) => link === LINK) ?? expect.fail('no item')];
    for (const asked of [LINK, 'http://amp.wire.example/2026/talks/amp?utm_source=x#a', id]) {
      const { story, feeds, verdict, looked } = await trace(asked);
      expect(verdict).toMatchObject({ stopped: 'found' });
      expect(verdict.sentence).toMatch(
        /dateline query --region switzerland --since 2026-11-24T08:05:00\.000Z --until 2026-11-24T08:05:00\.001Z$/,
      );
      expect(story).toMatchObject({ id, trace: TRACE, firstSeenAt: minute(10), done: true, rev: 1 });
      expect(story?.response).toEqual({ key: expect.stringMatching(/^responses\//), isStored: true });
      expect(story?.rows).toEqual({ there: ['REGION#CH', `FEED#${wire.feedIdOf('World')}`], missing: [] });
      expect(feeds.map(({ title }) => title)).toContain('World');
      expect(looked).toBeUndefined();
    }
  });

  it('is found also when all that was archived of it has expired', async () => {
    await bring(1, TALKS);
    const { story, verdict } = await trace(LINK, memoryArchive());
    expect(verdict.stopped).toBe('found');
    expect(story).not.toHaveProperty('response');
  });

  it('is found by the other names that it had', async () => {
    await bring(1, TALKS);
    const moved = 'https://wire.example/2026/moved';
    await bring(10, { ...TALKS, link: moved });
    const { names, verdict } = await trace(moved);
    expect(names).toEqual([{ publisher: 'wire.example', name: expect.any(String), leadsTo: theId() }]);
    expect(names[0]?.name).not.toBe(theId());
    expect(verdict.sentence).toMatch(/as another name of story/);
  });

  it('is found in the feed of a house that has its feeds elsewhere, or of somebody else', async () => {
    await wire.ingest(await wire.store('Elsewhere', 1, [full(OTHER)]));
    await wire.ingest(await wire.store('Elsewhere', 2, [full(OTHER), full(TALKS)]));
    const { names, feeds, verdict } = await trace();
    expect(names.map(({ publisher, leadsTo }) => [publisher, leadsTo !== undefined])).toEqual([
      ['wire.example', false],
      ['cdn.example', true],
    ]);
    expect(feeds.map(({ title }) => title)).toEqual(['World', 'Asia', 'Elsewhere']);
    expect(verdict.stopped).toBe('found');
  });

  it('and was withdrawn says by whom and when', async () => {
    await bring(1, TALKS);
    await bring(20, { guid: TALKS.guid, deleted: true });
    expect(await stopOf()).toEqual({
      stopped: 'withdrawn',
      sentence: `It was found until it was taken back: ${wire.feedIdOf('World')} withdrew story ${theId()} at ${minute(20)}.`,
    });
  });

  it('and lacks a row says which, and what brings it back', async () => {
    await bring(1, TALKS);
    const row = wire.index.table().find(({ pk }) => pk === 'REGION#CH') ?? expect.fail('no row');
    await wire.index.writeRows({ put: [], remove: [{ pk: row.pk, sk: row.sk }] });
    const { stopped, sentence } = await stopOf();
    expect(stopped).toBe('rows-missing');
    expect(sentence).toMatch(/lacks the rows REGION#CH; `dateline replay`/);
  });

  it('in part says so, and whether its response is a dead letter', async () => {
    await bring(1, TALKS);
    const [item] = wire.items();
    if (!item) return expect.fail('no item');
    await wire.index.putItem({ ...item, done: false, version: item.version + 1 }, item.version);
    expect(await stopOf()).toMatchObject({ stopped: 'not-done', sentence: expect.stringMatching(/next attempt/) });
    letters = [{ what: (await trace()).story?.response?.key ?? '', reason: 'DynamoDB is throttling' }];
    expect((await stopOf()).sentence).toMatch(/dead letter \(DynamoDB is throttling\), and `dateline redrive`/);
  });
});

describe('a story that is in a response and not in the index', () => {
  it('waits to be ingested, or is a dead letter', async () => {
    await bring(1, OTHER);
    const key = await wire.store('World', 10, [full(OTHER), full(TALKS)], { trace: TRACE });
    const { looked, identity, verdict } = await trace();
    expect(looked?.holding).toEqual([{ key, feedId: wire.feedIdOf('World'), at: minute(10), trace: TRACE }]);
    expect(identity).toMatchObject({ key, id: expect.stringMatching(/^[0-9a-f]{20}$/) });
    expect(verdict).toMatchObject({ stopped: 'not-ingested', sentence: expect.stringContaining(minute(10)) });
    letters = [{ what: 'another' }, { what: key, reason: 'no memory' }];
    expect(await stopOf()).toMatchObject({
      stopped: 'dead-letter',
      sentence: expect.stringMatching(/dead letter \(no memory\); `dateline redrive`/),
    });
  });

  it('was lost from the index where later responses were ingested', async () => {
    await bring(10, TALKS);
    wire.forgetItems();
    expect(await stopOf()).toMatchObject({
      stopped: 'not-indexed',
      sentence: expect.stringContaining(`dateline replay --since ${minute(10)}`),
    });
  });

  it('is to be taken for another story, by its guid', async () => {
    await bring(1, TALKS);
    await wire.store('World', 10, [full({ ...TALKS, link: 'https://wire.example/2026/renamed' })]);
    const { verdict, identity } = await trace('https://wire.example/2026/renamed');
    expect(identity?.story).toMatchObject({ id: theId(), link: LINK });
    expect(verdict.stopped).toBe('another-story');
    expect(verdict.sentence).toContain(`dateline trace ${theId()}`);
  });

  it('could not be read, for a reason', async () => {
    const broken =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"https://wire.example/2026/talks", oops}]}';
    await wire.ingest(await wire.store('World', 1, [], { body: Buffer.from(broken) }));
    expect(await stopOf()).toMatchObject({
      stopped: 'rejected',
      sentence: expect.stringMatching(
        /^It stopped in parse: the response of 2026-11-24T08:01.* could not be read \(.+\)\.$/,
      ),
    });
  });
});

describe('a link that no response holds', () => {
  const change = (name: string, changes: object) => wire.feeds.change(wire.feedIdOf(name), changes);

  it('is of nobody whom we poll', async () => {
    expect(await stopOf('https://nobody.example/a')).toMatchObject({ stopped: 'no-feed' });
    for (const name of ['World', 'Asia']) await change(name, { status: 'removed' });
    expect(await stopOf()).toMatchObject({
      stopped: 'not-polled',
      sentence: expect.stringMatching(/World \(removed\), Asia \(removed\)/),
    });
  });

  it('was never in what we polled', async () => {
    await bring(1, OTHER);
    expect(await stopOf()).toMatchObject({
      stopped: 'not-published',
      sentence: `It never came: wire.example had it in no response that is stored of World, Asia, 1 in all, from ${minute(0)} to ${minute(90)}.`,
    });
  });

  it('may have come and gone in a gap', async () => {
    await bring(1, OTHER);
    await bring(30, { ...OTHER, guid: 'tag:x', link: 'https://wire.example/2026/x' });
    const { gaps, verdict } = await trace();
    expect(gaps).toMatchObject([{ title: 'World', from: minute(1), to: minute(30) }]);
    expect(verdict).toMatchObject({ stopped: 'gap', sentence: expect.stringMatching(/World has a gap from/) });
  });

  it('may be in a feed that fails', async () => {
    await bring(1, OTHER);
    await change('Asia', { lastError: 'answered 503', failingSince: minute(2), failures: 3 });
    expect(await stopOf()).toMatchObject({
      stopped: 'failing',
      sentence: expect.stringContaining(`Asia is failing since ${minute(2)} (answered 503)`),
    });
  });
});

it('an id that no story has leads nowhere', async () => {
  await expect(trace('0'.repeat(20))).rejects.toBeInstanceOf(InputError);
});
