import { alertOf } from '../publish/alert.ts';
import type { Publish } from '../publish/publisher.ts';
import type { ArrivalKind, IsoTime } from '../shared/domain.ts';
import { TransientError } from '../shared/errors.ts';
import { formerlyOf } from './formerly.ts';
import type { Arrival, ArrivalRow, FirstTelling, Item, TaggedSighting, TagRow } from './item.ts';
import type { ItemIndex } from './item-index.ts';
import { type ItemContent, merge } from './merge.ts';
import { arrivalRow, isCanary, keyOf, nameOf, rolesOf, staleRows, tagRows } from './rows.ts';

/** `known`: the row already said all of this. `updated`: other tags or another feed, nothing to announce. */
export type Recorded = ArrivalKind | 'updated' | 'known';

/** Writers that meet on one story take turns; more turns than this mean that something else is wrong. */
const MAX_ATTEMPTS = 10;

/**
 * Brings one sighting into the index, without transactions and without a moment in which a crash could leave a story
 * half tagged:
 *
 * 1. The item row is written as an intent (`done: false`), on the condition that nobody wrote it since it was read.
 * 2. Tag rows are put, the arrival is logged, rows that are no longer true are deleted: in this order, so that at no
 *    moment a story is found under none of its tags. Each row names the intent that it belongs to; a query that meets
 *    rows of two intents asks the item row, which is the one place where a story changes.
 * 3. The arrival is published. The next intent follows only when this one is done, so an item's messages go out in the
 *    order of its arrivals; a writer that was overtaken in this very step may repeat an old one, with its old time.
 * 4. The row is marked `done`, on the condition that it is still this intent; for a story's first telling, with the time
 *    from which it could be found.
 *
 * Whoever meets a row that is not done takes it over and finishes it first. Whoever loses a condition begins again from
 * the row. Each step may be repeated.
 *
 * @param known the row as read before, to save a read; a stale one only costs another turn
 * @param now the wall clock, for the log of arrivals and for when the story could be found
 * @param publish tells of the arrival: once, or again where a step after it failed
 * @param onDone is told the row of each arrival that is done, once
 */
export async function record(
  index: ItemIndex,
  tagged: TaggedSighting,
  known: Item | undefined,
  now: () => IsoTime,
  publish: Publish,
  onDone: OnDone = () => {},
): Promise<Recorded> {
  const doors = { now, publish, onDone };
  const { id } = tagged.sighting;
  let row = known;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (attempt > 0) row = (await index.getItems([id])).get(id);
    if (row && !row.done) {
      await takeOver(index, row, doors);
      continue;
    }
    // The name led to nothing when it was asked, and leads to an item of another id now; or to one that is not there: it
    // has expired, or its writer is on the way. Under that id it is one story in either case.
    const itemId = row?.id ?? (attempt > 0 ? await index.idOf(id) : id);
    const told = itemId === id ? tagged : { ...tagged, sighting: { ...tagged.sighting, id: itemId } };
    const merged = merge(row, told);
    if (!merged) return 'known';
    const formerly = row && formerlyOf(row, merged.content);
    const intent: Item = {
      ...merged.content,
      ...(row ? firstTelling(row) : told.telling),
      ...(formerly && { formerly }),
      version: (row?.version ?? 0) + 1,
      done: false,
      ...(merged.kind && isNewsAt(merged.content, now) && { arrival: { kind: merged.kind, at: now() } }),
    };
    const complete = row ? { ...intent, staleRows: staleRows(row, intent) } : intent;
    if (!(await index.putItem(complete, row?.version))) continue;
    await finish(index, complete, doors);
    return merged.kind ?? 'updated';
  }
  throw new TransientError('index', `item ${id} is being written by others, ${MAX_ATTEMPTS} turns lost`);
}

/** What a replay brings back of a story whose time is over is news to nobody. */
const isNewsAt = (content: ItemContent, now: () => IsoTime): boolean =>
  !isCanary(content) && (content.expiresAt === undefined || content.expiresAt * 1_000 > Date.parse(now()));

export type OnDone = (item: Item, arrival: Arrival) => void;

interface Doors {
  readonly now: () => IsoTime;
  readonly publish: Publish;
  readonly onDone: OnDone;
}

const FIRST = ['storedAt', 'taggedAt', 'queryableAt', 'trace', 'backlog'] as const;

/** What every later state of a story keeps of its first telling. */
const firstTelling = (row: Item): Partial<FirstTelling> & Pick<Item, 'queryableAt'> =>
  Object.fromEntries(FIRST.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));

/** A row of an older version has no times, and gets none: those of a revision would be wrong. */
const isFirstTelling = ({ storedAt, queryableAt }: Item): boolean =>
  storedAt !== undefined && queryableAt === undefined;

/**
 * Finishes an intent that somebody left, under a version and an arrival time of our own: readers of the log follow the
 * clock, so a line that appears late must not carry an early time.
 */
async function takeOver(index: ItemIndex, left: Item, doors: Doors): Promise<void> {
  const ours: Item = {
    ...left,
    version: left.version + 1,
    ...(left.arrival && { arrival: { ...left.arrival, at: laterThan(left.arrival.at, doors.now()) } }),
    staleRows: [...(left.staleRows ?? []), ...arrivalsOf(left).map(keyOf)],
  };
  if (await index.putItem(ours, left.version)) await finish(index, ours, doors);
}

async function finish(index: ItemIndex, intent: Item, { now, publish, onDone }: Doors): Promise<void> {
  const [rows, arrivals] = [tagRows(intent), arrivalsOf(intent)];
  await index.writeRows({ put: rows, remove: [] });
  if (arrivals.length > 0) await index.writeRows({ put: arrivals, remove: [] });
  await index.writeRows({ put: [], remove: intent.staleRows ?? [] });
  const found = isFirstTelling(intent) ? { ...intent, queryableAt: now() } : intent;
  for (const arrival of arrivals) await publish(alertOf(arrival, rolesOf(intent), intent));
  const isOurs = (await index.markDone(found)) || (await makeGood(index, intent, [...rows, ...arrivals]));
  if (isOurs && intent.arrival) onDone(found, intent.arrival);
}

/**
 * Somebody took the row over while we wrote, and may have finished before our last write: what we put and the row does
 * not say any more has to go, what we deleted and the row says again has to come back. As this too may come late, it is
 * repeated until the row stood still meanwhile.
 *
 * @returns true where nobody did: we were done, and only the answer was lost on its way
 */
async function makeGood(
  index: ItemIndex,
  { id, version: ours }: Item,
  put: readonly (TagRow | ArrivalRow)[],
): Promise<boolean> {
  let written = put;
  let current = (await index.getItems([id])).get(id);
  if (current?.done && current.version === ours + 1) return true;
  for (let attempt = 0; current && attempt < MAX_ATTEMPTS; attempt++) {
    const rows = tagRows(current);
    const wanted = new Set([...rows, ...arrivalsOf(current)].map(nameOf));
    await index.writeRows({ put: rows, remove: [] });
    await index.writeRows({ put: [], remove: written.filter((row) => !wanted.has(nameOf(row))).map(keyOf) });
    const { version } = current;
    current = (await index.getItems([id])).get(id);
    if (current?.version === version) return false;
    written = [...written, ...rows];
  }
  throw new TransientError('index', `item ${id} is being written by others, ${MAX_ATTEMPTS} repairs overtaken`);
}

/** The wall clock, but after a time that another writer's clock may have shown: no two lines of the log share a key. */
function laterThan(time: IsoTime, now: IsoTime): IsoTime {
  return now > time ? now : new Date(Date.parse(time) + 1).toISOString();
}

const arrivalsOf = (item: Item) => (item.arrival ? [arrivalRow(item, item.arrival)] : []);
