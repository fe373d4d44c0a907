import { expect, it } from 'vitest';
import { record } from '../../lambdas/index/record.ts';
import { memoryItemIndex } from './memory-item-index.ts';
import { ID, ITEM, minute, sighting } from './samples.ts';

it('a sighting whose name came to lead to another item meanwhile is one of that item', async () => {
  const index = memoryItemIndex();
  const first = { ...ITEM, id: 'first' };
  await index.putItem(first, undefined);
  await index.putAlias(ID, first.id);

  expect(await record(index, sighting({ at: minute(5), text: 'Talks end' }), undefined, () => minute(6))).toBe(
    'revised',
  );
  expect((await index.getItems([ID])).get(ID)).toMatchObject({ id: 'first', title: 'Talks end', rev: 2, done: true });
});
