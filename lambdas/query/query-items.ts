import type { ItemCopy } from '../index/item.ts';
import type { ItemIndex } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import { tagPartition } from '../shared/keys.ts';
import { arrived } from './arrived.ts';
import { filterOf } from './filter.ts';
import { type CoveredGap, gapsWithin } from './gaps.ts';
import { justBefore } from './leapfrog.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import type { Question } from './question.ts';
import { tagged } from './tagged.ts';

export interface Page {
  readonly items: readonly ItemCopy[];
  /** Gaps in the time that the page covers, open and closed: what was published in an open one may be missing. */
  readonly gaps: readonly CoveredGap[];
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
 * Stories that a page looks at, so that a filter that takes few of many costs a bounded time: at most some 600 read units
 * over the rows of tags, one or two for each story over the log of arrivals. The page is then short, and has a cursor.
 */
const MOST_LOOKED_AT = 5_000;

/**
 * One page of the stories that carry all the tags asked for, newest first by the publisher's time. Without any tag:
 * the stories that came in, newest first by arrival. A region in any role is no tag in this sense, as stories have no
 * rows under what they only mention: what the others find is filtered by it.
 *
 * @throws InputError for times that hold nothing, for a cursor that is damaged or belongs to another question
 */
export async function queryItems(index: ItemIndex, question: Question, request: PageRequest): Promise<Page> {
  const groups = [
    ...(question.role === 'any' ? [] : question.regions).map((codes) => codes.map(tagPartition.region)),
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
    throw new InputError(
      `by arrival, which --role any goes by as well, at most ${MOST_DAYS} days can be asked for at once; name a topic or a feed, or ask for less`,
    );
  }
  const atMost = after === undefined ? until : justBefore(after);
  const filter = filterOf(question);
  const stories =
    groups.length > 0 ? tagged(index, groups, filter, since, atMost) : arrived(index, filter, since, until, atMost);
  const items = new Map<string, ItemCopy>();
  let looked = 0;
  let last = after;
  let isFull = false;
  for await (const { sk, copy } of stories) {
    // A story whose time is being changed is met under both of its times.
    const isFound = copy !== undefined && !items.has(copy.id);
    isFull = last !== undefined && (looked === MOST_LOOKED_AT || (isFound && items.size === request.limit));
    if (isFull) break;
    if (isFound) items.set(copy.id, withoutKeys(copy));
    looked += 1;
    last = sk;
  }
  const end = isFull ? last : undefined;
  const gaps = await gapsWithin(index, {
    since: end === undefined ? since : timeOf(end),
    until: after === undefined ? until : timeOf(after),
    ...(question.feeds.length > 0 && { feeds: question.feeds.flat() }),
  });
  return {
    ...{ items: [...items.values()], gaps },
    ...(end !== undefined && { cursor: writeCursor(request.typed, { since, until, after: end }) }),
  };
}

/** Sort keys of tags and arrivals begin with the time that they are sorted by. */
const timeOf = (sortKey: string): IsoTime => sortKey.slice(0, sortKey.indexOf('#'));

function beginning(groups: readonly unknown[], until: IsoTime): IsoTime {
  return groups.length > 0 ? BEGINNING : new Date(Date.parse(until) - RECENT_DAYS * DAY_MS).toISOString();
}

function withoutKeys({
  id,
  title,
  link,
  feed,
  publishedAt,
  regions,
  topics,
  simhash,
  ...optional
}: ItemCopy): ItemCopy {
  const { datelines, mentioned, publisherCountry, sample } = optional;
  return {
    ...{ id, title, feed, publishedAt, regions, topics, simhash },
    ...(link !== undefined && { link }),
    ...(datelines && { datelines }),
    ...(mentioned && { mentioned }),
    ...(publisherCountry !== undefined && { publisherCountry }),
    ...(sample !== undefined && { sample }),
  };
}
