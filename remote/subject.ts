import { parseArchiveKey } from '../lambdas/shared/keys.ts';
import { FeedMessage, notifiedKeys, ObjectNotification } from '../lambdas/shared/messages.ts';

/** What a message is about. */
export interface Subject {
  /** For a person: a key of the archive, a poll, a page. */
  readonly what: string;
  readonly feedId?: string;
}

/** Characters of a message that cannot be read. */
const SHOWN = 200;

export function subjectOf(body: string): Subject {
  try {
    const message: unknown = JSON.parse(body);
    const asked = FeedMessage.safeParse(message);
    if (asked.success) {
      const { feedId } = asked.data;
      return { feedId, what: 'url' in asked.data ? `page ${asked.data.url}` : `poll due at ${asked.data.dueAt}` };
    }
    const [key = '', ...others] = notifiedKeys(ObjectNotification.parse(message));
    const { feedId } = parseArchiveKey(key);
    return { feedId, what: [key, ...others].join(' ') };
  } catch {
    // A dead letter may be anything: that may be why it is dead.
    return { what: `not a message of this pipeline: ${body.slice(0, SHOWN)}` };
  }
}
