import { describe, expect, it } from 'vitest';
import { packSeen, unpackSeen } from '../../lambdas/identify/seen-set.ts';
import { afterPage, closedByAnswer, type PageOutcome, wantedPage, withGap } from '../../lambdas/ingest/gaps.ts';
import type { Gap } from '../../lambdas/shared/domain.ts';

const time = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString();
const idOf = (name: string) => Buffer.from(name.padEnd(10, '.')).toString('hex');
const seenOf = (...names: string[]) =>
  unpackSeen(packSeen(names.map((name) => ({ name: idOf(name), id: idOf(name), contentHash: '00'.repeat(8) }))));
const idsOf = (...names: string[]) => new Set(names.map(idOf));
const PLACES = ['https://wire.example/2', 'https://wire.example/robots.txt'];

const made = (from: number, to: number, gaps: readonly Gap[] = []) =>
  withGap(gaps, { from: time(from), to: time(to) }, seenOf('a', 'b', 'c', 'd'), PLACES);
const page = (changes: Partial<PageOutcome> = {}): PageOutcome => ({
  at: time(31),
  to: time(30),
  step: 0,
  ids: idsOf('x'),
  found: 0,
  result: 'holds nothing',
  next: [],
  ...changes,
});

describe('a gap', () => {
  it('waits for the first place to look, and is made once', () => {
    const gaps = made(0, 30);
    expect(wantedPage('f', gaps[0] ?? expect.fail())).toEqual({
      feedId: 'f',
      url: PLACES[0],
      purpose: { kind: 'gap', from: time(0), to: time(30), step: 0 },
    });
    expect(made(0, 30, gaps)).toBe(gaps);
  });

  it('is one of the last twenty, in order', () => {
    let gaps: readonly Gap[] = [];
    for (let at = 0; at < 25; at++) gaps = made(at, at + 1, gaps);
    expect(gaps.map(({ to }) => to)).toEqual(Array.from({ length: 20 }, (_, at) => time(at + 6)));
    expect(
      made(0, 10.5, gaps)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(made(0, 10.5, gaps).map(({ to }) => to));
  });

  it('forgets what was before it when it is looked for no more and another one comes', () => {
    const [left] = afterPage(afterPage(made(0, 30), page()), page({ step: 1 }));
    expect(left).toMatchObject({ before: expect.anything() });
    expect(made(30, 45, left && [left])[0]).not.toHaveProperty('before');
  });
});

describe('a page', () => {
  it('that holds an entry from before closes the gap, by its address', () => {
    expect(afterPage(made(0, 30), page({ ids: idsOf('n', 'a'), found: 3 }))).toEqual([
      { from: time(0), to: time(30), tried: [], found: 3, closedBy: PLACES[0], closedAt: time(31) },
    ]);
  });

  it('that holds none leads on to the next one, and the places that it names come first', () => {
    const [gap] = afterPage(made(0, 30), page({ next: ['https://wire.example/3'], found: 2 }));
    expect(gap).toMatchObject({
      tried: [{ url: PLACES[0], result: 'holds nothing' }],
      toTry: ['https://wire.example/3', PLACES[1]],
      found: 2,
    });
    expect(afterPage(gap ? [gap] : [], page({ step: 1, ids: idsOf('d'), found: 1 }))[0]).toMatchObject({
      closedBy: 'https://wire.example/3',
      found: 3,
    });
  });

  it('after the last one leaves it open, and says what was tried', () => {
    const [gap] = afterPage(
      afterPage(made(0, 30), page()),
      page({ step: 1, result: 'wire.example answered 404 Not Found' }),
    );
    expect(gap).not.toHaveProperty('closedBy');
    expect(gap).not.toHaveProperty('toTry');
    expect(gap?.tried).toEqual([
      { url: PLACES[0], result: 'holds nothing' },
      { url: PLACES[1], result: 'wire.example answered 404 Not Found' },
    ]);
    expect(wantedPage('f', gap ?? expect.fail())).toBeUndefined();
  });

  it('is reckoned once, and only for its own gap and step', () => {
    const gaps = afterPage(made(0, 30), page());
    for (const other of [page(), page({ step: 2 }), page({ step: 1, to: time(31) })])
      expect(afterPage(gaps, other)).toBe(gaps);
    const closed = afterPage(made(0, 30), page({ ids: idsOf('a') }));
    expect(afterPage(closed, page({ ids: idsOf('a') }))).toBe(closed);
  });

  it('leads neither in a circle nor on without end', () => {
    let gaps = made(0, 30);
    const circle = () => [`https://wire.example/2`, 'https://wire.example/3'];
    for (let step = 0; step < 5; step++) gaps = afterPage(gaps, page({ step, next: circle() }));
    expect(gaps[0]?.tried?.map(({ url }) => url)).toEqual([PLACES[0], 'https://wire.example/3', PLACES[1]]);

    gaps = made(0, 30);
    for (let step = 0; step < 50; step++)
      gaps = afterPage(gaps, page({ step, next: [`https://wire.example/more/${step}`] }));
    expect(gaps[0]?.tried).toHaveLength(12);
    expect(gaps[0]).not.toHaveProperty('toTry');
  });
});

describe('a later response of the feed', () => {
  const answer = (minute: number, names: string[], seen: string[] = [], seenAt = 30) => ({
    at: time(minute),
    ids: idsOf(...names),
    seen: seenOf(...seen),
    seenAt: time(seenAt),
  });

  it('that holds most of what was before shows that nothing was dropped', () => {
    expect(closedByAnswer(made(0, 30), answer(45, ['x', 'a', 'b']))).toMatchObject([
      { closedBy: 'feed', closedAt: time(45) },
    ]);
  });

  it('that holds one of them, which may have been announced again, shows nothing', () => {
    const gaps = made(0, 30);
    expect(closedByAnswer(gaps, answer(45, ['x', 'a']))).toBe(gaps);
    expect(closedByAnswer(gaps, answer(45, ['x', 'y']))).toBe(gaps);
  });

  it('that comes late from within closes the gap where it touches both sides', () => {
    expect(closedByAnswer(made(0, 30), answer(15, ['a', 'x'], ['x', 'y']))).toMatchObject([{ closedBy: 'feed' }]);
    const gaps = made(0, 30);
    expect(closedByAnswer(gaps, answer(15, ['a', 'm'], ['x', 'y']))).toBe(gaps);
    expect(closedByAnswer(gaps, answer(15, ['m', 'x'], ['x', 'y']))).toBe(gaps);
    // What was seen after it is not known any more.
    expect(closedByAnswer(gaps, answer(15, ['a', 'x'], ['x', 'y'], 45))).toBe(gaps);
  });

  it('says nothing of a gap of which nothing is remembered', () => {
    const old = [{ from: time(0), to: time(30) }];
    expect(closedByAnswer(old, answer(45, ['a', 'b', 'c', 'd']))).toBe(old);
  });
});
