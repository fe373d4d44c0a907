import { languagesOf } from '../index/formerly.ts';
import type { Alert } from './alert.ts';

/** Names of message attributes, which filter policies go by. */
export const ATTRIBUTES = [
  'regions',
  'regionsAbout',
  'regionsDateline',
  'regionsAny',
  'topics',
  'feed',
  'kind',
  'lang',
  'to',
] as const;
export type AttributeName = (typeof ATTRIBUTES)[number];

/** Attribute → its values. One without values is left out. */
export type Attributes = Readonly<Partial<Record<AttributeName, readonly string[]>>>;

/** `to` of what goes to every watch; a replay names the one that it is for. */
export const EVERYONE = 'all';

/**
 * What SNS filters an alert by: the tags that the story carries and those that it was announced with before, so that
 * whoever was sent a story is sent what becomes of it. A retraction is of every kind: a watch of new stories gets it too.
 *
 * @param to the watch that it is replayed for
 */
export function attributesOf(alert: Alert, to = EVERYONE): Attributes {
  const { kind, language, feeds, formerly = {} } = alert;
  const about = union(alert.about, formerly.about);
  const datelines = union(alert.datelines, formerly.datelines);
  const mentioned = union(alert.mentioned, formerly.mentioned);
  const all: Record<AttributeName, readonly string[]> = {
    regions: union(about, datelines),
    regionsAbout: about,
    regionsDateline: datelines,
    regionsAny: union(about, datelines, mentioned),
    topics: union(alert.topics, formerly.topics),
    feed: feeds,
    kind: kind === 'withdrawn' ? ['new', 'revised', 'withdrawn'] : [kind],
    lang: union(languagesOf(language), formerly.languages),
    to: [to],
  };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values.length > 0));
}

const union = (...lists: readonly (readonly string[] | undefined)[]): string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];
