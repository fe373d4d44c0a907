import type { ItemIndex } from '../index/item-index.ts';
import type { IsoTime } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import type { FeedStore } from '../shared/feed-store.ts';
import { type FoldedItem, fold } from './fold.ts';
import { type Page, queryItems } from './query-items.ts';
import type { Question } from './question.ts';
import { findFeed, regionCodes, topicCodes } from './resolve.ts';

export const ROLES = ['about', 'dateline', 'any'] as const satisfies readonly Question['role'][];

/** A question as a person puts it, on the command line or in an address. */
export interface Asked {
  /** Names, codes or slugs; a comma is OR, several are AND. */
  readonly region: readonly string[];
  readonly topic: readonly string[];
  /** Ids, URLs or titles. */
  readonly feed: readonly string[];
  readonly role?: (typeof ROLES)[number] | undefined;
  /** Codes of countries. */
  readonly publisherCountry?: readonly string[] | undefined;
  /** A moment with the words that named it. */
  readonly since?: TypedMoment | undefined;
  readonly until?: TypedMoment | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface TypedMoment {
  readonly text: string;
  readonly time: IsoTime;
}

/** A page whose near-duplicates are folded together. */
export interface Answer extends Omit<Page, 'items'> {
  readonly items: readonly FoldedItem[];
}

interface Ports {
  readonly index: ItemIndex;
  readonly feeds: Pick<FeedStore, 'get' | 'list'>;
}

/** @throws InputError for what cannot be asked, and for names that are unknown, with the nearest ones */
export async function answer(asked: Asked, { index, feeds }: Ports, now: IsoTime): Promise<Answer> {
  const { region, topic, feed, role, publisherCountry, since, until, limit, cursor } = asked;
  if (role !== undefined && region.length === 0) {
    throw new InputError(`--role ${role} says what a region is to a story; name one with --region`);
  }
  const [regions, topics] = [region.map(regionCodes), topic.map(topicCodes)];
  const page = await queryItems(
    index,
    {
      ...{ regions, topics },
      feeds: await Promise.all(feed.map(async (name) => [(await findFeed(feeds, name)).feedId])),
      ...(role !== undefined && { role }),
      ...(publisherCountry && { publisherCountries: publisherCountry }),
      ...(since && { since: since.time }),
      ...(until && { until: until.time }),
    },
    {
      ...{ limit, now },
      typed: [region, topic, feed, since?.text, until?.text, role, publisherCountry],
      ...(cursor !== undefined && { cursor }),
    },
  );
  const items = role === 'any' ? page.items : page.items.map(({ mentioned: _, ...item }) => item);
  return { ...page, items: fold(items) };
}
