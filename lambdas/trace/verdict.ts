import type { TracedFeed } from './feeds.ts';
import type { Traced } from './follow.ts';
import type { Looked } from './responses.ts';
import type { TracedStory } from './story.ts';

/** Where a link stopped. */
export interface Verdict {
  readonly stopped:
    | 'no-feed'
    | 'not-polled'
    | 'failing'
    | 'gap'
    | 'not-published'
    | 'rejected'
    | 'dead-letter'
    | 'not-ingested'
    | 'not-indexed'
    | 'another-story'
    | 'not-done'
    | 'withdrawn'
    | 'rows-missing'
    | 'found';
  /** One sentence: where, and why. */
  readonly sentence: string;
}

/** Says in one sentence where a link stopped, and why. */
export function verdictOf(traced: Omit<Traced, 'verdict'>): Verdict {
  const { story, looked } = traced;
  if (story) return verdictOfStory(traced, story);
  if (!looked) {
    return {
      stopped: 'no-feed',
      sentence: `It stopped before the first step: no feed of ours is of ${traced.publisher} or links to its pages; \`dateline feeds add\` adds one.`,
    };
  }
  const [newest] = looked.holding;
  if (!newest) return verdictOfNothing(traced, looked);
  if (newest.rejected !== undefined && !traced.identity) {
    return {
      stopped: 'rejected',
      sentence: `It stopped in parse: the response of ${newest.at} holds it in a part that could not be read (${newest.rejected}).`,
    };
  }
  return verdictOfEntry(traced);
}

function verdictOfStory({ deadLetter, canonical, asked, names }: Omit<Traced, 'verdict'>, story: TracedStory): Verdict {
  const { id, rows, query } = story;
  if (!story.done) {
    const why = deadLetter
      ? `; its response is a dead letter${because(deadLetter.reason)}, and \`dateline redrive\` sends it again`
      : '; the next attempt finishes it, or `dateline replay`';
    return { stopped: 'not-done', sentence: `It stopped in index: story ${id} is written in part${why}.` };
  }
  if (story.withdrawn) {
    const last = story.revisions.findLast(({ withdrawn }) => withdrawn);
    return {
      stopped: 'withdrawn',
      sentence: `It was found until it was taken back: ${last?.feedId ?? 'its feed'} withdrew story ${id} at ${last?.at ?? 'a time unknown'}.`,
    };
  }
  if (rows.missing.length > 0 || !query) {
    return {
      stopped: 'rows-missing',
      sentence: `It stopped in index: ${rows.missing.length > 0 ? `story ${id} lacks the rows ${rows.missing.join(', ')}` : `no query finds story ${id}, though its rows are there`}; \`dateline replay\` of its time writes them again.`,
    };
  }
  const isOther = names.some(({ leadsTo, name }) => leadsTo === id && name !== id);
  const as = isOther ? `, as another name of story ${id} (${story.link ?? story.title})` : '';
  return {
    stopped: 'found',
    sentence: `It came through${canonical === undefined && asked !== id ? ` as ${id}` : as}: it is indexed, and this finds it: npx dateline query ${query.map(quoted).join(' ')}`,
  };
}

function verdictOfEntry({ identity, deadLetter, looked, feeds }: Omit<Traced, 'verdict'>): Verdict {
  const at = looked?.holding.find(({ rejected }) => rejected === undefined);
  const feed = feeds.find(({ feedId }) => feedId === at?.feedId);
  if (identity?.story) {
    const { id, title, link } = identity.story;
    return {
      stopped: 'another-story',
      sentence: `It was taken for another story, as a revision or a copy of ${id}, “${title}”${link === undefined ? '' : ` (${link})`}: \`dateline trace ${id}\` goes on from there.`,
    };
  }
  if (deadLetter) {
    return {
      stopped: 'dead-letter',
      sentence: `It stopped in ingest: the response of ${at?.at} holds it and is a dead letter${because(deadLetter.reason)}; \`dateline redrive\` sends it again.`,
    };
  }
  if (at && (feed?.ingestedAt === undefined || feed.ingestedAt < at.at)) {
    return {
      stopped: 'not-ingested',
      sentence: `It stopped before ingest: the response of ${at.at} holds it, is stored and has not been ingested yet.`,
    };
  }
  return {
    stopped: 'not-indexed',
    sentence: `It stopped in ingest: the response of ${at?.at} holds it, a later one was ingested, and the index lacks it; \`dateline replay --since ${at?.at}\` brings it back.`,
  };
}

function verdictOfNothing({ feeds, gaps, publisher }: Omit<Traced, 'verdict'>, looked: Looked): Verdict {
  const asked = feeds.filter(({ state }) => state !== 'removed' && state !== 'imported');
  const failing = feeds.find(({ state }) => state === 'failing' || state === 'gone' || state === 'unreadable');
  const gap = gaps.find(({ state }) => state !== 'closed');
  if (asked.length === 0) {
    return {
      stopped: 'not-polled',
      sentence: `It stopped before the first step: of ${publisher} we have ${feeds.map(inState).join(', ')}, which nobody polls.`,
    };
  }
  if (gap) {
    return {
      stopped: 'gap',
      sentence: `It never came: no response that we have holds it, and ${gap.title} has a gap from ${gap.from} to ${gap.to}, in which it may have come and gone.`,
    };
  }
  if (failing) {
    const since = failing.since === undefined ? '' : ` since ${failing.since}`;
    return {
      stopped: 'failing',
      sentence: `It never came: no response that we have holds it, and ${failing.title} is ${failing.state}${since}${because(failing.reason)}.`,
    };
  }
  return {
    stopped: 'not-published',
    sentence: `It never came: ${publisher} had it in no response that is stored of ${titlesOf(asked)}, ${looked.responses} in all, from ${looked.reachedBackTo ?? looked.since} to ${looked.until}.`,
  };
}

const NAMED = 3;

function titlesOf(feeds: readonly TracedFeed[]): string {
  const named = feeds.slice(0, NAMED).map(({ title }) => title);
  return `${named.join(', ')}${feeds.length > NAMED ? ` and ${feeds.length - NAMED} more` : ''}`;
}

const inState = ({ title, state }: TracedFeed): string => `${title} (${state})`;

const because = (reason: string | undefined): string => (reason === undefined || reason === '' ? '' : ` (${reason})`);

/** For a shell. */
const quoted = (word: string): string => (/^[\w:.,@/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
