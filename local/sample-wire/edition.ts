import { type FeedOf, LAST_ROUND, type LiveFeed, type Story } from './stories.ts';

/** A story as its feed shows it in one round. */
export interface SampleEntry {
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  /** Plain text; the first opens with the dateline. */
  readonly paragraphs: readonly string[];
  /** Absent where the publisher leaves it out. */
  readonly published?: Date;
  readonly updated: Date;
  readonly section?: string;
}

/** What a feed carries in one round, newest first. */
export interface Edition<Feed extends LiveFeed = LiveFeed> {
  readonly feed: Feed;
  readonly builtAt: Date;
  readonly entries: readonly SampleEntry[];
  readonly deleted: readonly { readonly guid: string; readonly when: Date }[];
}

/** Rounds lie a minute apart and end at the epoch, so that nothing is ever dated in a reader's future. */
export const timeOfRound = (epoch: Date, round: number): Date =>
  new Date(Math.floor(epoch.getTime() / 1000) * 1000 - (LAST_ROUND - round) * 60_000);

const timeOf = ({ date, age = 0 }: Story, epoch: Date): Date =>
  date === undefined ? new Date(timeOfRound(epoch, LAST_ROUND).getTime() - age) : new Date(date);

function textOf(feed: LiveFeed, story: Story, body: string, time: Date): string[] {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(feed.language, { ...options, timeZone: 'UTC' }).format(time);
  const words: Record<string, () => string | undefined> = {
    place: () => story.place,
    house: () => story.credit ?? feed.house,
    day: () => format({ month: 'short', day: 'numeric' }),
    weekday: () => format({ weekday: 'long' }),
  };
  const text = (story.place === undefined ? '' : feed.dateline) + body;
  return text.replace(/\{(\w+)\}/g, (token, name: string) => words[name]?.() ?? token).split('\n');
}

function entryOf(feed: LiveFeed, story: Story, epoch: Date, round: number): SampleEntry {
  const time = timeOf(story, epoch);
  const revisions = story.revisions.filter((revision) => revision.round <= round);
  const latest = <Field extends 'title' | 'body' | 'guid' | 'link'>(field: Field) =>
    revisions.findLast((revision) => revision[field] !== undefined)?.[field] ?? story[field];
  const killed = story.withdrawn?.as === 'advisory' && story.withdrawn.round <= round ? story.withdrawn : undefined;
  const changedIn = killed?.round ?? revisions.at(-1)?.round;
  const address = feed.home + (latest('link') ?? `/${time.toISOString().slice(0, 7).replace('-', '/')}/${story.key}`);
  const ownGuid =
    feed.format === 'rss' && feed.guids === 'link' ? address : `tag:${new URL(feed.home).host},2026:${story.key}`;
  return {
    guid: latest('guid') ?? ownGuid,
    link: address,
    title: killed?.title ?? latest('title'),
    paragraphs: killed?.body.split('\n') ?? textOf(feed, story, latest('body'), time),
    ...(story.undated ? {} : { published: time }),
    updated: changedIn === undefined ? time : timeOfRound(epoch, changedIn),
    ...(story.section === undefined ? {} : { section: story.section }),
  };
}

/** @param round rounds after the last show what the last one showed */
export function editionOf<Format extends LiveFeed['format']>(
  feed: FeedOf<Format>,
  epoch: Date,
  round: number,
): Edition<FeedOf<Format>> {
  const now = Math.min(round, LAST_ROUND);
  const out = feed.stories
    .filter((story) => story.round <= now)
    .sort((a, b) => timeOf(b, epoch).getTime() - timeOf(a, epoch).getTime());
  const isDeleted = ({ withdrawn }: Story) => withdrawn?.as === 'tombstone' && withdrawn.round <= now;
  return {
    feed,
    builtAt: timeOfRound(epoch, now),
    entries: out.filter((story) => !isDeleted(story)).map((story) => entryOf(feed, story, epoch, now)),
    deleted: out.flatMap((story) =>
      isDeleted(story) && story.withdrawn
        ? [{ guid: entryOf(feed, story, epoch, now).guid, when: timeOfRound(epoch, story.withdrawn.round) }]
        : [],
    ),
  };
}
