import { describe, expect, it } from 'vitest';
import { record } from '../../lambdas/index/record.ts';
import { publishNothing } from '../../lambdas/publish/publisher.ts';
import { memoryItemIndex } from './memory-item-index.ts';
import { ID, ITEM, minute, sighting } from './samples.ts';

it('a sighting whose name leads to an item that is gone makes that item again', async () => {
  const index = memoryItemIndex();
  await index.putAlias(ID, 'gone');
  const told = sighting({ at: minute(5), text: 'Talks end' });
  expect(await record(index, told, undefined, () => minute(6), publishNothing)).toBe('new');
  expect((await index.getItems([ID, 'gone'])).get('gone')).toMatchObject({
    id: 'gone',
    title: 'Talks end',
    done: true,
  });
  expect(await record(index, told, undefined, () => minute(7), publishNothing)).toBe('known');
});

it('a sighting whose name came to lead to another item meanwhile is one of that item', async () => {
  const index = memoryItemIndex();
  const first = { ...ITEM, id: 'first' };
  await index.putItem(first, undefined);
  await index.putAlias(ID, first.id);

  expect(
    await record(index, sighting({ at: minute(5), text: 'Talks end' }), undefined, () => minute(6), publishNothing),
  ).toBe('revised');
  expect((await index.getItems([ID])).get(ID)).toMatchObject({ id: 'first', title: 'Talks end', rev: 2, done: true });
});

describe('a story that is kept for ten minutes', () => {
  it.each([
    ['is announced within them', minute(14), 1],
    ['is brought back by a later replay, and announced to nobody', minute(15), 0],
  ])('%s', async (_, now, announced) => {
    const index = memoryItemIndex();
    const published: unknown[] = [];
    const told = { ...sighting({ at: minute(5), text: 'Talks end' }), ttl: 600 };
    const publish = async (alert: unknown) => void published.push(alert);
    expect(await record(index, told, undefined, () => now, publish)).toBe('new');
    expect((await index.getItems([ID])).get(ID)).toMatchObject({
      done: true,
      expiresAt: Date.parse(minute(15)) / 1_000,
    });
    expect(published).toHaveLength(announced);
    expect(index.table().filter(({ pk }) => pk.startsWith('ARRIVED#'))).toHaveLength(announced);
  });
});
