import built from '../../data/built/version.json' with { type: 'json' };
import type { Evidence, RegionTag, Story, Tags, TopicTag } from '../shared/domain.ts';
import { type Assessment, assess } from './assess.ts';
import { evidenceOf, type Found, rounded } from './evidence.ts';
import { ancestorsOf } from './hierarchy.ts';
import { withImplied } from './implied.ts';
import type { Mention } from './mentions.ts';
import { pointsOf as pointsOfMention, scoreOf } from './roles.ts';
import type { TermHit } from './terms.ts';
import { pointsOf as pointsOfTerm, type TopicStanding } from './topics.ts';

/** Names the data and the code of the tagger: two taggers of one version give the same tags. */
export const taggerVersion: string = built.version;

const MOST_EVIDENCE = 3;

function sorted<T extends { code: string; score: number }>(tags: readonly T[]): T[] {
  return tags
    .map((tag) => ({ ...tag, score: rounded(tag.score) }))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

/** Words that speak for a tag, and how much. */
interface Witness {
  readonly tag: string;
  readonly found: Found;
  readonly points: number;
}

/** The strongest evidence of each tag, by the order of the tags. */
function strongest(tags: readonly { code: string }[], witnesses: Iterable<Witness>): Evidence[] {
  const byTag = new Map<string, Witness[]>(tags.map(({ code }) => [code, []]));
  for (const witness of witnesses) byTag.get(witness.tag)?.push(witness);
  return [...byTag.values()].flatMap((all) =>
    all
      .sort((a, b) => b.points - a.points)
      .slice(0, MOST_EVIDENCE)
      .map(({ tag, found, points }) => evidenceOf(tag, found, points)),
  );
}

function regionEvidence(tags: readonly RegionTag[], mentions: readonly Mention[]): Evidence[] {
  return strongest(
    tags,
    mentions.map((mention) => ({ tag: mention.code, found: mention, points: pointsOfMention(mention) })),
  );
}

/** A topic may stand on the terms of narrower ones that are too weak to be tags themselves. */
function topicEvidence(tags: readonly TopicTag[], terms: readonly TermHit[]): Evidence[] {
  const direct = tags.filter(({ implied }) => implied !== true);
  const around = new Map<string, string[]>();
  const witnessed = (topic: string): readonly string[] => {
    const known = around.get(topic);
    if (known) return known;
    const codes = [topic, ...ancestorsOf(topic)].filter((code) => direct.some((tag) => tag.code === code));
    around.set(topic, codes);
    return codes;
  };
  return strongest(
    direct,
    terms.flatMap((term) => witnessed(term.topic).map((tag) => ({ tag, found: term, points: pointsOfTerm(term) }))),
  );
}

/** A topic that stands by its own terms; one with a narrower one among them only follows from it. */
function directTopics(standings: readonly TopicStanding[]): TopicTag[] {
  const standing = standings.filter(({ stands }) => stands);
  const wider = new Set(standing.flatMap(({ code }) => ancestorsOf(code)));
  return standing
    .filter(({ code }) => !wider.has(code))
    .map(({ code, points, needed }) => ({ code, score: points / (points + needed) }));
}

/** The regions and topics of a story, with the evidence in its text. Without evidence there is no tag. */
export function tag(story: Story): Tags {
  return tagsOf(assess(story));
}

export function tagsOf(assessment: Assessment): Tags {
  const direct = assessment.regions.map(
    (standing): RegionTag => ({ code: standing.code, role: standing.role, score: scoreOf(standing) }),
  );
  const regions = sorted(withImplied(direct));
  const topics = sorted(withImplied(directTopics(assessment.topics)));
  return {
    regions,
    topics,
    evidence: [...regionEvidence(regions, assessment.mentions), ...topicEvidence(topics, assessment.terms)],
  };
}
