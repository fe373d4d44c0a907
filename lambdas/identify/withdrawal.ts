import type { Entry } from '../shared/domain.ts';

/**
 * The heading of a wire's kill or withdrawal note. Agencies set the word in capitals and apart from the headline
 * ("KILL: …", "MANDATORY KILL - …", "[WITHDRAWN] …", "STORY WITHDRAWN: …"), which tells it from a story about a killing.
 */
const ADVISORY =
  /^\W*(?:(?:MANDATORY|MEDIA|STORY|WIRE|EDITORS?'? NOTE|ADVISORY|URGENT)[\s:–—-]+)*(?:KILL|KILLED|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION)\s*(?:[:\])–—|-]|$)/;

/** True where the entry takes its story back. */
export function isWithdrawal(entry: Entry): boolean {
  return entry.deleted === true || ADVISORY.test(entry.title ?? '');
}
