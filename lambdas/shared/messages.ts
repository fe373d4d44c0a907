import * as z from 'zod';
import type { Purpose } from './domain.ts';
import { TraceId } from './trace.ts';

const feedId = z.string().min(1);
/** Absent in messages of older versions. */
const trace = TraceId.optional();

export const PagePurpose: z.ZodType<Purpose> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gap'), from: z.iso.datetime(), to: z.iso.datetime(), step: z.int().nonnegative() }),
  z.object({
    kind: z.literal('article'),
    at: z.iso.datetime(),
    lines: z.string().regex(/^[0-9a-f]{16}$/),
    line: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('import') }),
  z.object({ kind: z.literal('push') }),
]);

/** A feed to be asked, and as of which due time, so that a message that comes twice is noticed. */
export const Poll = z.object({ feedId, dueAt: z.iso.datetime(), trace });
export type Poll = z.infer<typeof Poll>;

/** A page beside a feed to be asked for, and what for. */
const PageRequest = z.object({ feedId, url: z.url({ protocol: /^https?$/ }), purpose: PagePurpose, trace });
export type PageRequest = z.infer<typeof PageRequest>;

/** What the feed queue carries: what to ask for. */
export const FeedMessage = z.union([Poll, PageRequest]);
export type FeedMessage = z.infer<typeof FeedMessage>;

const Notification = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string().min(1) }) }) })),
});
/** A bucket says hello once. */
const Hello = z.object({ Event: z.literal('s3:TestEvent') }).transform(() => ({ Records: [] }));

/**
 * What the ingest queue carries: the bucket's notification, or the same shape sent by `replay`. Anything else is
 * refused, so that it ends in the dead-letter queue and not as done.
 */
export const ObjectNotification = z.union([Notification, Hello]);
type ObjectNotification = z.infer<typeof ObjectNotification>;

/** Keys of a notification. S3 encodes them as form data. */
export function notifiedKeys({ Records }: ObjectNotification): string[] {
  return Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
}

/** A notification as the bucket would send it. */
export function notificationOf(key: string): ObjectNotification {
  return { Records: [{ s3: { object: { key: encodeURIComponent(key).replaceAll('%2F', '/') } } }] };
}
