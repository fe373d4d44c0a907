import type { ArrivalKind } from '../shared/domain.ts';
import { InputError } from '../shared/errors.ts';
import { type AttributeName, type Attributes, EVERYONE } from './attributes.ts';

/** Attribute → the values of which one will do; all attributes have to. A filter policy of SNS, as plain as it can be. */
export type FilterPolicy = Readonly<Partial<Record<AttributeName, readonly string[]>>>;

/** What a watch is to be sent; lists are ORed, fields ANDed, an empty list takes all. */
export interface WatchQuestion {
  readonly regions: readonly string[];
  /** @default about or dateline */
  readonly role?: 'about' | 'dateline' | 'any';
  readonly topics: readonly string[];
  readonly feeds: readonly string[];
  readonly kinds: readonly ArrivalKind[];
  /** Primary subtags. */
  readonly languages: readonly string[];
}

/** Of SNS, for one policy: names of attributes, and the product of the numbers of their values. */
const MOST_NAMES = 5;
const MOST_COMBINATIONS = 150;

const REGIONS_BY_ROLE = { about: 'regionsAbout', dateline: 'regionsDateline', any: 'regionsAny' } as const;

/**
 * The filter policy of a watch. Every one takes what goes to all and what is replayed for it alone.
 *
 * @param id of the watch
 * @throws InputError where it asks for more than SNS takes
 */
export function filterPolicyOf(question: WatchQuestion, id: string): FilterPolicy {
  const { regions, role, topics, feeds, kinds, languages } = question;
  const asked: FilterPolicy = {
    [role === undefined ? 'regions' : REGIONS_BY_ROLE[role]]: regions,
    topics,
    feed: feeds,
    kind: kinds,
    lang: languages,
  };
  const used = Object.entries(asked).flatMap(([name, values]) =>
    values.length > 0 ? [[name, [...new Set(values)]] as const] : [],
  );
  const policy = Object.fromEntries([...used, ['to', [EVERYONE, id]] as const]);
  if (Object.keys(policy).length > MOST_NAMES) {
    throw new InputError('a watch takes at most four of --region, --topic, --feed, --kind and --lang; leave one out');
  }
  const combinations = Object.values(policy).reduce((product, values) => product * values.length, 1);
  if (combinations > MOST_COMBINATIONS) {
    throw new InputError(
      `a watch takes at most ${MOST_COMBINATIONS / 2} combinations of its values, not ${combinations / 2}; name wider regions or topics, or make several watches`,
    );
  }
  return policy;
}

/** Whether SNS would deliver: of each attribute that the policy names, one of its values is there. */
export function isTaken(policy: FilterPolicy, attributes: Attributes): boolean {
  return Object.entries(policy).every(([name, wanted]) =>
    attributes[name as AttributeName]?.some((value) => wanted.includes(value)),
  );
}
