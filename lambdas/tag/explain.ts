import type { Evidence, RegionTag, Story, Tags, TopicTag } from '../shared/domain.ts';
import { type Assessment, assess } from './assess.ts';
import { evidenceOf } from './evidence.ts';
import { ancestorsOf } from './hierarchy.ts';
import { textOf } from './reading.ts';
import { pointsOf as pointsOfMention } from './roles.ts';
import { REGION_RULES } from './rules.ts';
import type { RegionSuppression } from './spans.ts';
import { tagsOf } from './tag.ts';
import type { SuppressedTerm } from './terms.ts';
import { pointsOf as pointsOfTerm } from './topics.ts';

/** Words that look like evidence and are none, and the rule that says so. Weight: what they would have added. */
export interface Suppressed extends Evidence {
  readonly by: SuppressedTerm['by'] | RegionSuppression;
  /** The words that the rule rests on, where it rests on words. */
  readonly cause?: string;
}

export interface Explanation extends Tags {
  readonly suppressed: readonly Suppressed[];
}

/** The tags of a story with their evidence, and what was left out. */
export function explain(story: Story): Explanation {
  const assessment = assess(story);
  return { ...tagsOf(assessment), suppressed: suppressedIn(assessment) };
}

function suppressedIn({ mentions, suppressedMentions, terms, suppressedTerms }: Assessment): Suppressed[] {
  const counted = new Set([
    ...mentions.map((mention) => keyOf(mention.code, mention)),
    ...terms.map((hit) => keyOf(hit.topic, hit)),
  ]);
  const left = [
    ...suppressedMentions.map((mention) => ({ ...mention, weight: REGION_RULES[mention.rule] })),
    ...suppressedTerms.map((hit) => ({ ...hit, code: hit.topic, weight: pointsOfTerm(hit) })),
  ];
  return left
    .filter((one) => !counted.has(keyOf(one.code, one)))
    .map((one) => ({
      ...evidenceOf(one.code, one, one.weight),
      by: one.by,
      ...(one.cause && { cause: textOf(one.reading.tokens, one.cause.first, one.cause.last) }),
    }));
}

/** A phrase may stand for a tag twice, and be left out once. */
function keyOf(code: string, { reading, first }: Pick<SuppressedTerm, 'reading' | 'first'>): string {
  return `${code} ${reading.field} ${first}`;
}

/** Why a story does not have a tag: what speaks for it, what was left out, and how much is wanting. */
export interface WhyNot {
  readonly code: string;
  /** The tag, where the story has it after all. */
  readonly tag?: RegionTag | TopicTag;
  /** All that speaks for the code or for a narrower one, in the order of the text. */
  readonly evidence: readonly Evidence[];
  readonly suppressed: readonly Suppressed[];
  /** Of the code itself and of the narrower ones that the story speaks of. */
  readonly standings: readonly {
    readonly code: string;
    readonly points: number;
    readonly needed: number;
    readonly within?: string;
  }[];
}

export function whyNot(story: Story, code: string): WhyNot {
  const assessment = assess(story);
  const { regions, topics } = tagsOf(assessment);
  const tag = [...regions, ...topics].find((one) => one.code === code);
  const isWithin = (narrower: string) => narrower === code || ancestorsOf(narrower).includes(code);
  return {
    code,
    ...(tag && { tag }),
    evidence: [
      ...assessment.mentions.map((mention) => evidenceOf(mention.code, mention, pointsOfMention(mention))),
      ...assessment.terms.map((term) => evidenceOf(term.topic, term, pointsOfTerm(term))),
    ].filter((found) => isWithin(found.tag)),
    suppressed: suppressedIn(assessment).filter((left) => isWithin(left.tag)),
    standings: [
      ...assessment.regions.map(({ code, points, needed }) => ({ code, points, needed })),
      ...assessment.topics.map(({ code, points, needed, within }) => ({
        code,
        points,
        needed,
        ...(within && { within }),
      })),
    ].filter((standing) => isWithin(standing.code)),
  };
}
