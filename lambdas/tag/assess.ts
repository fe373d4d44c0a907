import type { Story } from '../shared/domain.ts';
import { languageOf } from './language.ts';
import { findMentions, type Mention } from './mentions.ts';
import { loadModel, type Model } from './model.ts';
import { readStory } from './reading.ts';
import { type RegionStanding, weighRegions } from './roles.ts';
import type { LeaveOut } from './spans.ts';
import { findTerms, type LeaveOutTerm, type TermHit } from './terms.ts';
import { type TopicStanding, weighTopics } from './topics.ts';

/** All that was weighed for the tags of a story: what `tag` cuts down and `explain` shows. */
export interface Assessment {
  readonly mentions: readonly Mention[];
  readonly terms: readonly TermHit[];
  readonly regions: readonly RegionStanding[];
  readonly topics: readonly TopicStanding[];
}

/** Told of what looks like evidence and does not count. */
export interface Listener {
  readonly leaveOut: LeaveOut;
  readonly leaveOutTerm: LeaveOutTerm;
}

const NOBODY: Listener = { leaveOut: () => undefined, leaveOutTerm: () => undefined };

export function assess(story: Story, { leaveOut, leaveOutTerm }: Listener = NOBODY): Assessment {
  const model = loadModel();
  const readings = readStory(story, readIn(story, model), model);
  const mentions = findMentions(readings, yearOf(story), model, leaveOut);
  const terms = readings.map((reading) => findTerms(reading, leaveOutTerm)).reduce((all, some) => all.concat(some), []);
  const length = readings.reduce((sum, { tokens }) => sum + tokens.count, 0);
  return { mentions, terms, regions: weighRegions(mentions), topics: weighTopics(terms, length) };
}

/** Of a language without phrases only those for all languages are read, whatever a feed calls it. */
function readIn(story: Story, { languages }: Model): string {
  const language = languageOf(story) ?? 'en';
  return languages.has(language) ? language : 'und';
}

function yearOf({ publishedAt }: Story): number | undefined {
  const year = Number(publishedAt?.slice(0, 4));
  return Number.isNaN(year) ? undefined : year;
}
