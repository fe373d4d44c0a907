import type { Story } from '../shared/domain.ts';
import { languageOf } from './language.ts';
import { findMentions, type Mention, type SuppressedMention } from './mentions.ts';
import { loadModel } from './model.ts';
import { type Reading, readStory } from './reading.ts';
import { type RegionStanding, weighRegions } from './roles.ts';
import { findTerms, type SuppressedTerm, type TermHit } from './terms.ts';
import { type TopicStanding, weighTopics } from './topics.ts';

/** All that was weighed for the tags of a story: what `tag` cuts down and `explain` shows. */
export interface Assessment {
  readonly readings: readonly Reading[];
  readonly mentions: readonly Mention[];
  readonly suppressedMentions: readonly SuppressedMention[];
  readonly terms: readonly TermHit[];
  readonly suppressedTerms: readonly SuppressedTerm[];
  readonly regions: readonly RegionStanding[];
  readonly topics: readonly TopicStanding[];
}

export function assess(story: Story): Assessment {
  const model = loadModel();
  const readings = readStory(story, languageOf(story) ?? 'en', model);
  const { mentions, suppressed } = findMentions(readings, yearOf(story), model);
  const found = readings.map(findTerms);
  const terms = found.flatMap(({ hits }) => hits);
  const length = readings.reduce((sum, { tokens }) => sum + tokens.count, 0);
  return {
    readings,
    mentions,
    suppressedMentions: suppressed,
    terms,
    suppressedTerms: found.flatMap(({ suppressed }) => suppressed),
    regions: weighRegions(mentions),
    topics: weighTopics(terms, length),
  };
}

function yearOf({ publishedAt }: Story): number | undefined {
  return publishedAt === undefined ? undefined : Number(publishedAt.slice(0, 4));
}
