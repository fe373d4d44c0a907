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
  return [...tags].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

/** Words that speak for a tag, and how much. */
interface Witness {
  readonly found: Found;
  readonly points: number;
}

/** Puts a witness among the strongest ones so far, behind those as strong. */
function addWitness(strongest: Witness[], found: Found, points: number): void {
  let place = strongest.length;
  while (place > 0 && (strongest[place - 1] as Witness).points < points) place--;
  if (place === MOST_EVIDENCE) return;
  strongest.splice(place, 0, { found, points });
  if (strongest.length > MOST_EVIDENCE) strongest.pop();
}

function evidenceOfAll(witnesses: ReadonlyMap<string, readonly Witness[]>): Evidence[] {
  const evidence: Evidence[] = [];
  for (const [tag, all] of witnesses)
    for (const { found, points } of all) evidence.push(evidenceOf(tag, found, points));
  return evidence;
}

/** The strongest evidence of each tag, by the order of the tags. */
function regionEvidence(tags: readonly RegionTag[], mentions: readonly Mention[]): Evidence[] {
  const witnesses = new Map<string, Witness[]>(tags.map(({ code }) => [code, []]));
  for (const mention of mentions) {
    const strongest = witnesses.get(mention.code);
    if (strongest) addWitness(strongest, mention, pointsOfMention(mention));
  }
  return evidenceOfAll(witnesses);
}

/** As above. A topic may stand on the terms of narrower ones that are too weak to be tags themselves. */
function topicEvidence(tags: readonly TopicTag[], terms: readonly TermHit[]): Evidence[] {
  const witnesses = new Map<string, Witness[]>();
  for (const { code, implied } of tags) if (implied !== true) witnesses.set(code, []);
  if (witnesses.size === 0) return [];
  /** Number of a topic → the lists that its terms may stand in. */
  const lists = new Map<number, readonly Witness[][]>();
  for (const term of terms) {
    const { code, number } = term.topic;
    let open = lists.get(number);
    if (open === undefined) {
      open = [code, ...ancestorsOf(code)].map((one) => witnesses.get(one)).filter((list) => list !== undefined);
      lists.set(number, open);
    }
    if (open.length === 0) continue;
    const points = pointsOfTerm(term);
    for (const strongest of open) addWitness(strongest, term, points);
  }
  return evidenceOfAll(witnesses);
}

/** A topic that stands by its own terms; one with a narrower one among them only follows from it. */
function directTopics(standings: readonly TopicStanding[]): TopicTag[] {
  const standing = standings.filter(({ stands }) => stands);
  const wider = new Set<string>();
  for (const { code } of standing) for (const around of ancestorsOf(code)) wider.add(around);
  return standing
    .filter(({ code }) => !wider.has(code))
    .map(({ code, points, needed }) => ({ code, score: rounded(points / (points + needed)) }));
}

/** The regions and topics of a story, with the evidence in its text. Without evidence there is no tag. */
export function tag(story: Story): Tags {
  return tagsOf(assess(story));
}

export function tagsOf(assessment: Assessment): Tags {
  const direct = assessment.regions.map(
    (standing): RegionTag => ({ code: standing.code, role: standing.role, score: rounded(scoreOf(standing)) }),
  );
  const regions = sorted(withImplied(direct, (code, { role, score }) => ({ code, role, score, implied: true })));
  const topics = sorted(
    withImplied(directTopics(assessment.topics), (code, { score }) => ({ code, score, implied: true })),
  );
  return {
    regions,
    topics,
    evidence: [...regionEvidence(regions, assessment.mentions), ...topicEvidence(topics, assessment.terms)],
  };
}
