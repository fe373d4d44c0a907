import { beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../lambdas/index/item.ts';
import { record } from '../../lambdas/index/record.ts';
import type { Alert } from '../../lambdas/publish/alert.ts';
import { loggedAlerts } from '../../lambdas/publish/logged.ts';
import { all } from '../all.ts';
import { isArrival } from '../faults/tables.ts';
import { type MemoryItemIndex, memoryItemIndex } from '../index/memory-item-index.ts';
import { about, ID, minute, sighting } from '../index/samples.ts';

let index: MemoryItemIndex;
let published: Alert[];
let clock: string[];

async function arrive(at: string, one: Parameters<typeof record>[1]): Promise<void> {
  clock = [at];
  const known: Item | undefined = (await index.getItems([one.sighting.id])).get(one.sighting.id);
  await record(
    index,
    one,
    known,
    () => clock[0] ?? at,
    async (alert) => void published.push(alert),
  );
}

const noon = (day: string) => `${day}T12:00:00.000Z`;
const logged = (after: string, until = '2026-11-26T00:00:00.000Z', isWanted: (alert: Alert) => boolean = () => true) =>
  all(loggedAlerts(index, { after, until }, isWanted));

beforeEach(async () => {
  index = memoryItemIndex();
  published = [];
  await arrive(noon('2026-11-22'), sighting({ at: minute(1), text: 'a', tags: { regions: [about('KP')] } }));
  await arrive(noon('2026-11-23'), sighting({ at: minute(2), text: 'b', tags: { regions: [about('JP')] } }));
  await arrive(noon('2026-11-24'), sighting({ at: minute(3), text: 'c', tags: { regions: [about('JP')] } }));
  await arrive(noon('2026-11-25'), sighting({ at: minute(4), text: 'KILL', withdrawn: true }));
});

describe('the alerts of the log', () => {
  it('are those that were published, oldest first, but for the summaries of what has changed since', async () => {
    const withoutSummary = ({ summary: _, ...alert }: Alert) => alert;
    expect(published.map(({ kind }) => kind)).toEqual(['new', 'revised', 'revised', 'withdrawn']);
    expect((await logged('2026-11-22')).map(withoutSummary)).toEqual(published.map(withoutSummary));
  });

  it('have the summary of what is as it was', async () => {
    const one = sighting({ at: minute(1), text: 'Another' });
    const other = { ...one, sighting: { ...one.sighting, id: ID.replaceAll('a', 'b') } };
    await arrive('2026-11-25T13:00:00.000Z', other);
    expect((await logged('2026-11-25T12:30:00.000Z')).map(({ summary }) => summary)).toEqual(['Another.']);
  });

  it('go on after a cursor, and begin at a time', async () => {
    for (const [at, alert] of published.entries()) {
      expect((await logged(alert.cursor)).map(({ rev }) => rev)).toEqual([2, 3, 4].slice(at));
    }
    expect((await logged(noon('2026-11-24'))).map(({ rev }) => rev)).toEqual([3, 4]);
  });

  it('end before a time', async () => {
    expect((await logged('2026-11-22', noon('2026-11-24'))).map(({ rev }) => rev)).toEqual([1, 2]);
    expect(await logged('2026-11-26')).toEqual([]);
  });

  it('are only those that are wanted', async () => {
    const ofKorea = await logged('2026-11-22', undefined, (alert) => alert.about.includes('KP'));
    expect(ofKorea.map(({ rev }) => rev)).toEqual([1]);
  });

  it('have their roles from the item row where the line has none', async () => {
    const line = index.table().find(isArrival) ?? expect.fail('no line');
    const { datelines: _datelines, mentioned: _mentioned, ...short } = line;
    await index.writeRows({ put: [short], remove: [] });
    expect((await logged('2026-11-22')).map(({ about }) => about)).toEqual([['JP'], ['JP'], ['JP'], ['JP']]);
  });
});
