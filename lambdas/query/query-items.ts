import type { ItemCopy } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import { tagPartition } from '../shared/keys.ts';
import { arrived } from './arrived.ts';
import { justBefore } from './leapfrog.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { tagged } from './tagged.ts';

/** A question. Outer lists are ANDed, inner ones ORed; codes as in the tags. */
export interface Question {
  readonly regions: readonly (readonly string[])[];
  readonly topics: readonly (readonly string[])[];
  readonly feeds: readonly (readonly string[])[];
  /** From this time on; the beginning where absent. */
  readonly since?: IsoTime;
  /** Before this time; now where absent. */
  readonly until?: IsoTime;
}

export interface Page {
  readonly items: readonly ItemCopy[];
  /** Where the next page begins; absent at the end. */
  readonly cursor?: string;
}

export interface PageRequest {
  readonly limit: number;
  /** From the page before. It carries the resolved times. */
  readonly cursor?: string;
  /** The question as it was typed, with `2d` and not the day that it meant: what a cursor is bound to. */
  readonly typed: unknown;
  readonly now: IsoTime;
}

const BEGINNING: IsoTime = '1990-01-01T00:00:00.000Z';
/** Without a tag the log of arrivals is read day by day: so many days up to the end, unless the beginning is said. */
const RECENT_DAYS = 7;
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * One page of the stories that carry all the tags asked for, newest first by the publisher's time. Without any tag:
 * the stories that came in, newest first by arrival.
 *
 * @throws InputError for times that hold nothing, for a cursor that is damaged or belongs to another question
 */
export async function queryItems(index: ItemIndex, question: Question, request: PageRequest): Promise<Page> {
  const groups = [
    ...question.regions.map((codes) => codes.map(tagPartition.region)),
    ...question.topics.map((codes) => codes.map(tagPartition.topic)),
    ...question.feeds.map((ids) => ids.map(tagPartition.feed)),
  ];
  const { since, until, after } =
    request.cursor === undefined
      ? {
          since: question.since ?? beginning(groups, question.until ?? request.now),
          until: question.until ?? request.now,
          after: undefined,
        }
      : readCursor(request.typed, request.cursor);

  if (since >= until)
    throw new InputError(`nothing lies between ${since} and ${until}; --since must be before --until`);
  if (groups.length === 0 && Date.parse(until) - Date.parse(since) > MOST_DAYS * DAY_MS) {
    throw new InputError(`without a region, topic or feed at most ${MOST_DAYS} days can be asked for at once`);
  }
  const atMost = after === undefined ? until : justBefore(after);
  const looked = groups.length > 0 ? tagged(index, groups, since, atMost) : arrived(index, since, until, atMost);
  const items = new Map<string, ItemCopy>();
  let last = after;
  for await (const { sk, copy } of looked) {
    // A story whose time is being changed is met under both of its times.
    const isFound = copy !== undefined && !items.has(copy.id);
    if (isFound && items.size === request.limit && last !== undefined) {
      return { items: [...items.values()], cursor: writeCursor(request.typed, { since, until, after: last }) };
    }
    if (isFound) items.set(copy.id, withoutKeys(copy));
    last = sk;
  }
  return { items: [...items.values()] };
}

function beginning(groups: readonly unknown[], until: IsoTime): IsoTime {
  return groups.length > 0 ? BEGINNING : new Date(Date.parse(until) - RECENT_DAYS * DAY_MS).toISOString();
}

function withoutKeys({ id, title, link, feed, publishedAt, regions, topics, simhash, sample }: ItemCopy): ItemCopy {
  return {
    ...{ id, title, feed, publishedAt, regions, topics, simhash },
    ...(link !== undefined && { link }),
    ...(sample !== undefined && { sample }),
  };
}
