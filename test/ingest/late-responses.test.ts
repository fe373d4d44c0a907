import { describe, expect, it } from 'vitest';
import { minute } from '../index/samples.ts';
import { openWire, type Told } from './wire.ts';

const FEEDS = { world: 'https://wire.example/world.xml', asia: 'https://wire.example/asia.xml' };
const story = (text: string, more: Told = {}): Told => ({
  guid: 'tag:wire.example,2026:1',
  link: 'https://wire.example/talks',
  title: 'Talks end in Geneva without a deal',
  published: 0,
  text,
  ...more,
});
const GONE: Told = { guid: 'tag:wire.example,2026:1', deleted: true };
const KILL: Told = { guid: 'tag:wire.example,2026:2', title: 'KILL: Talks end in Geneva without a deal', published: 4 };

type Poll = readonly [feed: keyof typeof FEEDS, at: number, says: readonly Told[]];

/** The one item that is left when polls have arrived in this order. */
async function itemAfter(...polls: readonly Poll[]) {
  const wire = openWire(FEEDS);
  for (const [feed, at, says] of polls) await wire.ingest(await wire.store(feed, at, says));
  const [item, ...others] = wire.items();
  expect(others).toEqual([]);
  return item ?? expect.fail('no item');
}

describe('a response that comes late', () => {
  it('between two of one wording leaves the story as it was said last', async () => {
    const polls: Poll[] = [
      ['world', 1, [story('A')]],
      ['world', 9, [story('A')]],
      ['world', 5, [story('B')]],
    ];
    const item = await itemAfter(...polls);
    expect(item).toMatchObject({ summary: 'A', rev: 3 });
    expect(item.revisions.map(({ at }) => at)).toEqual([minute(1), minute(5), minute(9)]);
  });

  it('is found out too where the story was away for a poll', async () => {
    const polls: Poll[] = [
      ['world', 1, [story('A')]],
      ['world', 7, []],
      ['world', 9, [story('A')]],
      ['world', 5, [story('B')]],
    ];
    expect(await itemAfter(...polls)).toMatchObject({ summary: 'A', rev: 3 });
  });

  it('from the feed that had the story first gives it the last words of that feed', async () => {
    const item = await itemAfter(
      ['asia', 3, [story('Copy')]],
      ['world', 5, [story('Second')]],
      ['world', 1, [story('First')]],
    );
    expect(item).toMatchObject({ summary: 'Second', rev: 2 });
    expect(item.feeds).toHaveLength(2);
  });

  it('brings the story of a tombstone, withdrawn', async () => {
    expect(await itemAfter(['world', 5, [GONE]], ['world', 1, [story('A')]])).toMatchObject({
      withdrawn: true,
      summary: 'A',
    });
  });

  it('brings the story of a kill note, withdrawn', async () => {
    expect(await itemAfter(['world', 5, [KILL]], ['world', 1, [story('A')]])).toMatchObject({
      withdrawn: true,
      summary: 'A',
    });
  });

  it('does not mistake a story that is newer than a kill note for the one it names', async () => {
    const wire = openWire(FEEDS);
    await wire.ingest(await wire.store('world', 5, [KILL]));
    const again = await wire.store('world', 9, [KILL, story('Anew', { published: 8 })]);
    for (const key of [again, again]) await wire.ingest(key);
    expect(wire.items().map(({ title, withdrawn }) => [title, withdrawn])).toEqual([
      [KILL.title, true],
      [story('').title, false],
    ]);
  });
});
