import type { ArrivalRow, Item } from '../index/item.ts';
import type { ItemIndex, Row } from '../index/item-index.ts';
import { rolesOf } from '../index/rows.ts';
import { leapfrog } from '../query/leapfrog.ts';
import { partitionCursor } from '../query/partition-cursor.ts';
import { inBatches } from '../shared/batches.ts';
import type { IsoTime } from '../shared/domain.ts';
import { arrivalKey, daysBackwards } from '../shared/keys.ts';
import { type Alert, alertOf, rolesIn } from './alert.ts';

const BATCH = 100;

export interface LogRange {
  /** A cursor, whose own line is left out, or a time. */
  readonly after: string;
  readonly until: IsoTime;
}

/**
 * The alerts of the log of arrivals that are wanted, oldest first: those that were published, as far as the log knows.
 * One day's alerts are held in memory at a time.
 */
export async function* loggedAlerts(
  index: ItemIndex,
  { after, until }: LogRange,
  isWanted: (alert: Alert) => boolean,
): AsyncGenerator<Alert> {
  for (const day of [...daysBackwards(after, until)].reverse()) {
    const { pk } = arrivalKey(`${day}T`, '', 0);
    const alerts: Alert[] = [];
    // A blank sorts before whatever could follow a key.
    const lines = leapfrog([partitionCursor(index, pk, `${after} `)], until);
    for await (const batch of inBatches(lines, BATCH)) {
      const rows = batch.flatMap(({ rows }) => rows).filter(isArrival);
      alerts.push(...(await wantedOf(index, rows, isWanted)));
    }
    yield* alerts.reverse();
  }
}

async function wantedOf(
  index: ItemIndex,
  rows: readonly ArrivalRow[],
  isWanted: (alert: Alert) => boolean,
): Promise<Alert[]> {
  const told = (row: ArrivalRow, item: Item | undefined): Alert[] => {
    const roles = rolesIn(row) ?? (item && rolesOf(item));
    const alert = roles && alertOf(row, roles, item);
    return alert && isWanted(alert) ? [alert] : [];
  };
  // The item row has the summary, and the roles where the line had no room for them; most lines are not wanted anyway.
  const mayBeWanted = rows.filter((row) => !rolesIn(row) || told(row, undefined).length > 0);
  const items = await index.getItems(mayBeWanted.map(({ id }) => id));
  return mayBeWanted.flatMap((row) => told(row, items.get(row.id)));
}

const isArrival = (row: Row): row is ArrivalRow => 'kind' in row;
