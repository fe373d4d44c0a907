import type { Entry } from '../shared/domain.ts';

/**
 * The heading of a wire's kill or withdrawal note. Agencies set the word in capitals and apart from the headline
 * ("KILL: …", "MANDATORY KILL - …", "[WITHDRAWN] …", "STORY WITHDRAWN: …"), which tells it from a story about a killing.
 */
const ADVISORY =
  /^\W*(?:(?:MANDATORY|MEDIA|STORY|WIRE|EDITORS?'? NOTE|ADVISORY|URGENT)[\s:–—-]+)*(?:KILL|KILLED|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION)\s*(?:[:\])–—|-]|$)\W*/;

/** The same behind the headline: "Talks end in Geneva (WITHDRAWN)", "US--Fatal Crash,KILL". */
const ADVISORY_BEHIND = /(?:\s[-–—|]\s*|[:,]\s*|[([]\s*)(?:STORY )?(?:KILL|KILLED|WITHDRAWN|RETRACTED)[\])*.\s]*$/;

/** True where the entry takes its story back. */
export function isWithdrawal(entry: Entry): boolean {
  return entry.deleted === true || withdrawnTitle(entry.title ?? '') !== undefined;
}

/** What is left of the title of a note without its mark, which is the headline of the story. `undefined` for no note. */
export function withdrawnTitle(title: string): string | undefined {
  if (ADVISORY.test(title)) return title.replace(ADVISORY, '');
  // Where all is in capitals, the last word stands out in no way.
  const before = title.replace(ADVISORY_BEHIND, '').trimEnd();
  return before !== title.trimEnd() && /\p{Ll}/u.test(before) ? before : undefined;
}
