import type { RegionTag, Story } from '../shared/domain.ts';
import { languageOf } from './language.ts';
import { findMentions, type Mention } from './mentions.ts';
import { loadModel } from './model.ts';
import { type Reading, readStory } from './reading.ts';
import { decideRoles } from './roles.ts';
import { findTerms, type SuppressedTerm, type TermHit } from './terms.ts';
import { type TopicStanding, weighTopics } from './topics.ts';

/** All that was weighed for the tags of a story: what `tag` cuts down and `explain` shows. */
export interface Assessment {
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
  readonly terms: readonly TermHit[];
  readonly suppressedTerms: readonly SuppressedTerm[];
  readonly regions: readonly RegionTag[];
  readonly topics: readonly TopicStanding[];
}

export function assess(story: Story): Assessment {
  const model = loadModel();
  const readings = readStory(story, model);
  const mentions = findMentions(readings, languageOf(story) ?? 'en', model);
  const found = readings.map(findTerms);
  const terms = found.flatMap(({ hits }) => hits);
  const length = readings.reduce((sum, { tokens }) => sum + tokens.count, 0);
  return {
    readings,
    mentions,
    terms,
    suppressedTerms: found.flatMap(({ suppressed }) => suppressed),
    regions: decideRoles(mentions),
    topics: weighTopics(terms, length),
  };
}
