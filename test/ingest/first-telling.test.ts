import { beforeEach, describe, expect, it } from 'vitest';
import { PermanentError } from '../../lambdas/shared/errors.ts';
import { traceOf } from '../../lambdas/shared/trace.ts';
import { all } from '../all.ts';
import { minute } from '../index/samples.ts';
import { openWire, type Told } from './wire.ts';

const URLS = { world: 'https://wire.example/world.xml', asia: 'https://wire.example/asia.xml' };
const [TICK, LATER] = ['1'.repeat(32), '2'.repeat(32)];
const OLD: Told = { guid: 'tag:old', link: 'https://wire.example/old', title: 'An old story', published: -9_000 };
const TALKS: Told = {
  guid: 'tag:talks',
  link: 'https://wire.example/talks',
  title: 'Talks end in Geneva',
  text: 'Short.',
  published: 20,
};
/** Texts of full length, so that no page is asked for. */
const long = (told: Told): Told => ({ ...told, text: 'Long text. '.repeat(80) });

let wire: ReturnType<typeof openWire>;
const theItem = () => wire.items().find(({ title }) => title === TALKS.title) ?? expect.fail('there is no item');
const telling = () => {
  const { firstSeenAt, storedAt, taggedAt, queryableAt, trace, backlog } = theItem();
  return { firstSeenAt, storedAt, taggedAt, queryableAt, trace, backlog };
};

/** A feed that was polled once before it brought the story. */
beforeEach(async () => {
  wire = openWire(URLS);
  await wire.ingest(await wire.store('world', 1, [long(OLD)]));
  await wire.ingest(await wire.store('world', 30, [long(TALKS), long(OLD)], { trace: TICK }));
});

describe('a story', () => {
  it('keeps when it was stored, tagged and queryable, in this order, and the trace of its tick', () => {
    const { storedAt = '', taggedAt = '', queryableAt = '', trace, backlog } = telling();
    expect({ trace, backlog }).toEqual({ trace: TICK, backlog: undefined });
    expect(minute(30) < storedAt && storedAt < taggedAt && taggedAt < queryableAt).toBe(true);
  });

  it('keeps them over revisions, copies, withdrawals, other tags and replays', async () => {
    const before = telling();
    const revised = { ...TALKS, text: 'Longer than before. '.repeat(80) };
    await wire.ingest(await wire.store('world', 40, [revised], { trace: LATER }));
    await wire.ingest(await wire.store('asia', 41, [long(TALKS)], { trace: LATER }));
    expect(theItem()).toMatchObject({ rev: 2, feeds: [wire.feedIdOf('world'), wire.feedIdOf('asia')] });
    expect(telling()).toEqual(before);
    for (const key of await all(wire.archive.list(''))) await wire.ingest(key);
    expect(telling()).toEqual(before);
    await wire.ingest(await wire.store('world', 50, [{ guid: TALKS.guid, deleted: true }], { trace: LATER }));
    expect(theItem().withdrawn).toBe(true);
    expect(telling()).toEqual(before);
  });

  it('takes new times in an empty table, and the trace of what was stored', async () => {
    const before = telling();
    const keys = await all(wire.archive.list(''));
    for (const kind of ['responses/', 'items/']) {
      wire.forgetItems();
      for (const key of keys.filter((key) => key.startsWith(kind))) await wire.ingest(key);
      const after = telling();
      expect(after).toMatchObject({ firstSeenAt: before.firstSeenAt, trace: TICK, backlog: 'late' });
      expect([after.storedAt, after.queryableAt].every((time) => time && time > (before.queryableAt ?? ''))).toBe(true);
    }
  });

  it('of an older version gets no times by a revision', async () => {
    const { storedAt: _s, taggedAt: _t, queryableAt: _q, trace: _trace, ...older } = theItem();
    await wire.index.putItem({ ...older, version: older.version + 1 }, older.version);
    await wire.ingest(
      await wire.store('world', 40, [{ ...long(TALKS), text: 'New text. '.repeat(80) }], { trace: LATER }),
    );
    expect(theItem().rev).toBe(2);
    expect(telling()).toMatchObject({ storedAt: undefined, queryableAt: undefined, trace: undefined });
  });
});

describe('the report of a story', () => {
  it('says what came in, by which object, with its times', () => {
    const { id, storedAt, taggedAt, queryableAt } = theItem();
    expect(wire.reported).toHaveLength(2);
    expect(wire.reported[1]).toEqual({
      step: 'story',
      ...{ trace: TICK, kind: 'new', id, feedId: wire.feedIdOf('world'), key: expect.stringMatching(/^responses\//) },
      ...{ link: TALKS.link, regions: ['CH'], topics: [] },
      ...{ publishedAt: minute(20), firstSeenAt: minute(30), storedAt, taggedAt, queryableAt },
      delay: (Date.parse(queryableAt ?? '') - Date.parse(minute(20))) / 1_000,
    });
  });

  it('says no delay of what the first response of a feed held', () => {
    expect(wire.reported[0]).toMatchObject({ kind: 'new', publishedAt: minute(-9_000) });
    expect(wire.reported[0]).not.toHaveProperty('delay');
    expect(wire.items().map(({ backlog }) => backlog)).toEqual(['first', undefined]);
  });

  it('says none of a story without a date to believe, of a revision, of a withdrawal, of a replay', async () => {
    const undated = { ...long(TALKS), guid: 'tag:x', link: 'https://wire.example/x', title: 'Undated' };
    const ahead = { ...undated, guid: 'tag:y', link: 'https://wire.example/y', title: 'Ahead', published: 99 };
    const revised = { ...TALKS, text: 'Another text. '.repeat(80) };
    await wire.ingest(await wire.store('world', 40, [{ ...undated, published: undefined }, ahead, revised]));
    await wire.ingest(await wire.store('world', 50, [{ guid: TALKS.guid, deleted: true }]));
    const later = wire.reported.slice(2);
    expect(later.map(({ kind }) => kind).sort()).toEqual(['new', 'new', 'revised', 'withdrawn']);
    wire.forgetItems();
    for (const key of await all(wire.archive.list('responses/'))) await wire.ingest(key);
    expect(wire.reported.slice(2).filter((one) => 'delay' in one)).toEqual([]);
  });

  it('comes once, however often a response is ingested', async () => {
    for (const key of await all(wire.archive.list(''))) await wire.ingest(key);
    expect(wire.reported).toHaveLength(2);
  });
});

describe('a page beside the feed', () => {
  it('is asked for under the trace of the response that wants it', async () => {
    const teaser = { ...TALKS, guid: 'tag:teaser', link: 'https://wire.example/teaser', title: 'A teaser' };
    await wire.ingest(await wire.store('world', 40, [teaser], { trace: LATER }));
    // A gap, since nothing is shared with the response before, and the page of the teaser.
    expect(wire.asked.map(({ purpose, trace }) => [purpose.kind, trace])).toEqual([
      ['article', LATER],
      ['gap', LATER],
    ]);
  });
});

describe('what is ingested', () => {
  it('names its trace, and so does what fails', async () => {
    const key = await wire.store('world', 40, [long(OLD)], { trace: LATER });
    expect(await wire.ingest(key)).toMatchObject({ trace: LATER });
    expect(await wire.ingest(await wire.store('world', 41, [long(OLD)]))).not.toHaveProperty('trace');
    const purpose = { kind: 'article', at: minute(1), lines: '0'.repeat(16), line: 0 } as const;
    const fault = await wire
      .ingest(await wire.store('world', 42, [], { purpose, trace: LATER }))
      .catch((error) => error);
    expect(fault).toBeInstanceOf(PermanentError);
    expect(traceOf(fault)).toBe(LATER);
  });
});
