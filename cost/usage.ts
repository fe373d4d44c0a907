import { InputError } from '../lambdas/shared/errors.ts';
import type { Use } from './bill.ts';
import { QUANTITIES as Q } from './quantities.ts';
import { adaptive, BEFORE, hourOf, LENGTH, type Policy, poisson, seeded, simulate } from './simulate.ts';

export interface Stack {
  readonly feeds: number;
  /** Of all feeds together. */
  readonly itemsPerDay: number;
  /** Minutes between two looks for due feeds. @default 1 */
  readonly tick?: number;
  /** How long it has run at the end of the month: items are kept for good. @default 1 */
  readonly months?: number;
  /** Whether the Items table can be set back, the setting `itemsRecovery`. @default false */
  readonly itemsRecovery?: boolean;
}

const DAYS = 30;
const HOURS = DAYS * 24;
const GB = 1e9;
/** Stories that one feed may bring a day: with more, one a minute would be no measure of it. */
const MOST_STORIES = 5_000;
const RUNS = 4;

/**
 * What a stack takes in a month of 30 days.
 *
 * @throws InputError where a feed would bring more stories than any does
 */
export function usageOf({ feeds, itemsPerDay, tick = 1, months = 1, itemsRecovery = false }: Stack): Use[] {
  const perFeed = itemsPerDay / feeds;
  if (perFeed > MOST_STORIES) {
    throw new InputError(`${itemsPerDay} stories a day of ${feeds} feeds are more than ${MOST_STORIES} of each`);
  }
  const day = pollsOfADay(perFeed, tick);
  const canaries = (60 / Math.max(Q.canaryMinutes, tick)) * HOURS;
  const checks = Q.healthChecksAnHour * HOURS;
  const ticks = (60 / tick) * HOURS;
  const stories = itemsPerDay * DAYS;
  const polls = day.polls * feeds * DAYS + canaries;
  const news = day.news * feeds * DAYS + canaries;
  const empty = (polls - news) * Q.otherBytes;
  const responses = news + empty;
  // A tick sends all that is due at once, the last batch half full.
  const sends = Math.min(polls, polls / 10 + ticks / 2);
  const fetches = polls / Q.messagesABatch.feed;
  const ingests = responses / Q.messagesABatch.ingest;
  const invocations = fetches + ingests + ticks + canaries + checks;
  // One that finds messages ends early, half of its time on average, and the next begins.
  const idle = Q.idleReceivesAMinute * 60 * HOURS;
  const tableGb = (stories * months * Q.storyBytes) / GB;
  const logGb =
    (polls * Q.logs.poll +
      responses * Q.logs.response +
      (stories + canaries) * Q.logs.story +
      ticks * Q.logs.tick +
      invocations * Q.logs.invocation) /
    GB;
  return [
    {
      what: 'writes: stories, each with a row for every tag',
      price: 'dynamodb-write',
      quantity: stories * Q.story.writes,
    },
    { what: 'writes: polls', price: 'dynamodb-write', quantity: polls * Q.poll.writes },
    {
      what: 'writes: what feeds held last',
      price: 'dynamodb-write',
      quantity: news * Q.response.writes + empty * Q.emptyResponse.writes,
    },
    { what: 'writes: canary', price: 'dynamodb-write', quantity: canaries * (Q.smallStory.writes + Q.canary.writes) },
    {
      what: 'reads: polls and what they bring',
      price: 'dynamodb-read',
      quantity:
        polls * Q.poll.reads +
        responses * Q.response.reads +
        stories * Q.story.reads +
        canaries * (Q.smallStory.reads + Q.canary.reads),
    },
    { what: 'reads: which feeds are due', price: 'dynamodb-read', quantity: ticks * (1 + feeds * Q.tick.reads) },
    // A list is not allowed to be a second old, which costs twice.
    { what: 'reads: health of the feeds', price: 'dynamodb-read', quantity: checks * feeds * 2 * Q.tick.reads },
    { what: 'reads: queries', price: 'dynamodb-read', quantity: Q.queries.count * Q.queries.reads },
    { what: 'tables', price: 'dynamodb-storage', quantity: tableGb },
    ...(itemsRecovery
      ? [{ what: 'restore to any second of 35 days', price: 'dynamodb-backup', quantity: tableGb } as const]
      : []),

    { what: 'responses put', price: 's3-put', quantity: responses },
    { what: 'items put', price: 's3-put', quantity: news },
    { what: 'canary put', price: 's3-put', quantity: canaries },
    // The canary's feed is read by the poll and by the canary.
    { what: 'responses read', price: 's3-get', quantity: responses + 2 * canaries },
    {
      what: 'responses of 30 days, and items for good',
      price: 's3-storage',
      quantity: (responses * Q.responseBytes + stories * months * Q.lineBytes) / GB,
    },

    { what: 'feed queue: sent and deleted', price: 'sqs-fifo', quantity: sends + fetches },
    { what: 'feed queue: looking for messages', price: 'sqs-fifo', quantity: idle + fetches / 2 },
    { what: 'ingest queue: sent and deleted', price: 'sqs-standard', quantity: responses + ingests },
    { what: 'ingest queue: looking for messages', price: 'sqs-standard', quantity: idle + ingests / 2 },

    { what: 'requests', price: 'lambda-request', quantity: invocations },
    { what: 'fetch, 256 MB', price: 'lambda-compute', quantity: fetches * Q.fetch.seconds * Q.fetch.gb },
    { what: 'ingest, 1769 MB', price: 'lambda-compute', quantity: responses * Q.ingest.seconds * Q.ingest.gb },
    {
      what: 'schedule, 256 MB',
      price: 'lambda-compute',
      quantity: ticks * (Q.schedule.seconds + feeds * Q.schedule.secondsAFeed) * Q.schedule.gb,
    },
    {
      what: 'canary and health, 256 MB',
      price: 'lambda-compute',
      quantity: (canaries + checks) * Q.watch.seconds * Q.watch.gb,
    },

    { what: 'ticks, canary, health', price: 'scheduler-invocation', quantity: ticks + canaries + checks },
    { what: 'stories announced', price: 'sns-publish', quantity: stories },
    { what: 'encryption of what is announced', price: 'kms-request', quantity: Q.kmsRequestsAnHour * HOURS },

    { what: 'log written', price: 'logs-ingest', quantity: logGb },
    { what: 'log of 30 days', price: 'logs-storage', quantity: logGb * Q.logsCompressed },
    { what: 'metrics of the stack', price: 'metric', quantity: Q.metrics },
    { what: 'alarms', price: 'alarm', quantity: Q.alarms },
    { what: 'dashboard', price: 'dashboard', quantity: Q.dashboards },
    { what: 'requests to publishers', price: 'data-out', quantity: (polls * Q.bytesOut) / GB },
  ];
}

/**
 * How often a feed is asked on a day, and how often that brings something: the real period over a fortnight of a feed that
 * publishes at random from seven in the morning until midnight. That all feeds are alike is the dearest case: polls grow
 * with the root of the stories.
 *
 * @param tick minutes: none is asked more often than feeds are looked for
 */
export function pollsOfADay(storiesADay: number, tick = 1): { readonly polls: number; readonly news: number } {
  const hourly = storiesADay / 17;
  const policy: Policy = (tempo, now) => Math.max(60 * tick, adaptive(tempo, now));
  let [polls, news] = [0, 0];
  for (let run = 0; run < RUNS; run++) {
    const published =
      hourly === 0 ? [-BEFORE] : poisson((time) => (hourOf(time) < 7 ? 0 : hourly), hourly, seeded(run));
    const simulated = simulate({ name: '', window: 30, published, end: LENGTH }, policy, seeded(run + RUNS));
    polls += simulated.requests;
    news += simulated.news;
  }
  const days = (LENGTH / 86_400) * RUNS;
  return { polls: polls / days, news: news / days };
}
