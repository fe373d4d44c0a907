import type { Evidence, RegionTag, Story, Tags, TopicTag } from '../shared/domain.ts';
import { type Assessment, assess } from './assess.ts';
import { evidenceOf, type Found } from './evidence.ts';
import { ancestorsOf } from './hierarchy.ts';
import { textOf } from './reading.ts';
import { pointsOf as pointsOfMention } from './roles.ts';
import { REGION_RULES } from './rules.ts';
import type { RegionSuppression } from './spans.ts';
import { tagsOf } from './tag.ts';
import type { TermSuppression, TokenSpan } from './terms.ts';
import { pointsOf as pointsOfTerm } from './topics.ts';

/** Words that look like evidence and are none, and the rule that says so. Weight: what they would have added. */
export interface Suppressed extends Evidence {
  readonly by: RegionSuppression | TermSuppression;
  /** The words that the rule rests on, where it rests on words. */
  readonly cause?: string;
}

export interface Explanation extends Tags {
  readonly suppressed: readonly Suppressed[];
}

/** The tags of a story with their evidence, and what was left out. */
export function explain(story: Story): Explanation {
  const { assessment, suppressed } = listen(story);
  return { ...tagsOf(assessment), suppressed };
}

function listen(story: Story): { assessment: Assessment; suppressed: Suppressed[] } {
  const left: Suppressed[] = [];
  const add = (code: string, found: Found, points: number, by: Suppressed['by'], cause?: TokenSpan) => {
    const words = cause && textOf(found.reading.tokens, cause.first, cause.last);
    left.push({ ...evidenceOf(code, found, points), by, ...(words !== undefined && { cause: words }) });
  };
  const assessment = assess(story, {
    leaveOut(span, by, cause) {
      for (const { code, rule } of span.candidates) add(code, { ...span, rule }, REGION_RULES[rule], by, cause);
    },
    leaveOutTerm(hit, by, cause) {
      add(hit.topic.code, hit, pointsOfTerm(hit), by, cause);
    },
  });
  // A phrase may stand for a tag twice, and be left out once.
  const counted = new Set(evidenceIn(assessment).map(keyOf));
  return { assessment, suppressed: left.filter((one) => !counted.has(keyOf(one))) };
}

const keyOf = ({ tag, field, start }: Evidence) => `${tag} ${field} ${start}`;

/** All evidence, in the order of the text. */
function evidenceIn({ mentions, terms }: Assessment): Evidence[] {
  return [
    ...mentions.map((mention) => evidenceOf(mention.code, mention, pointsOfMention(mention))),
    ...terms.map((term) => evidenceOf(term.topic.code, term, pointsOfTerm(term))),
  ];
}

/** Why a story does not have a tag: what speaks for it, what was left out, and how much is wanting. */
export interface WhyNot {
  readonly code: string;
  /** The tag, where the story has it after all. */
  readonly tag?: RegionTag | TopicTag;
  /** All that speaks for the code or for a narrower one. */
  readonly evidence: readonly Evidence[];
  readonly suppressed: readonly Suppressed[];
  /** Of the code itself and of the narrower ones that the story speaks of. */
  readonly standings: readonly {
    readonly code: string;
    readonly points: number;
    readonly needed: number;
    /** The widest topic around it, where that is too weak for it to stand. */
    readonly within?: string;
  }[];
}

export function whyNot(story: Story, code: string): WhyNot {
  const { assessment, suppressed } = listen(story);
  const { regions, topics } = tagsOf(assessment);
  const tag = [...regions, ...topics].find((one) => one.code === code);
  const isWithin = (narrower: string) => narrower === code || ancestorsOf(narrower).includes(code);
  return {
    code,
    ...(tag && { tag }),
    evidence: evidenceIn(assessment).filter((found) => isWithin(found.tag)),
    suppressed: suppressed.filter((left) => isWithin(left.tag)),
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
