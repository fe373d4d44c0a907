import built from '../../data/built/version.json' with { type: 'json' };
import type { Evidence, RegionTag, Story, Tags, TopicTag } from '../shared/domain.ts';
import { ancestorsOf } from './hierarchy.ts';
import { withImplied } from './implied.ts';
import { languageOf } from './language.ts';
import { findMentions, type Mention } from './mentions.ts';
import { loadModel } from './model.ts';
import { type Reading, readStory, textOf } from './reading.ts';
import { decideRoles, pointsOf as pointsOfMention } from './roles.ts';
import { findTerms, type TermHit } from './terms.ts';
import { pointsOf as pointsOfTerm, scoreTopics } from './topics.ts';

/** Names the data and the code of the tagger: two taggers of one version give the same tags. */
export const taggerVersion: string = built.version;

const MOST_EVIDENCE = 3;

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function sorted<T extends { code: string; score: number }>(tags: readonly T[]): T[] {
  return tags
    .map((tag) => ({ ...tag, score: rounded(tag.score) }))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

interface Found {
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly rule: string;
}

function evidenceOf(tag: string, found: Found, points: number): Evidence {
  const { field, tokens } = found.reading;
  return {
    tag,
    rule: found.rule,
    field,
    start: tokens.start[found.first] as number,
    end: tokens.end[found.last] as number,
    text: textOf(tokens, found.first, found.last),
    weight: rounded(points),
  };
}

/** The strongest evidence of each tag, by the order of the tags. */
function strongest(tags: readonly { code: string }[], evidence: readonly Evidence[]): Evidence[] {
  const byTag = new Map<string, Evidence[]>(tags.map(({ code }) => [code, []]));
  for (const one of evidence) byTag.get(one.tag)?.push(one);
  return [...byTag.values()].flatMap((all) => all.sort((a, b) => b.weight - a.weight).slice(0, MOST_EVIDENCE));
}

function regionEvidence(tags: readonly RegionTag[], mentions: readonly Mention[]): Evidence[] {
  return strongest(
    tags,
    mentions.map((mention) => evidenceOf(mention.code, mention, pointsOfMention(mention))),
  );
}

/** A topic may stand on the terms of narrower ones that are too weak to be tags themselves. */
function topicEvidence(tags: readonly TopicTag[], terms: readonly TermHit[]): Evidence[] {
  const direct = tags.filter(({ implied }) => implied !== true);
  const codes = new Set(direct.map(({ code }) => code));
  return strongest(
    direct,
    terms.flatMap((term) =>
      [term.topic, ...ancestorsOf(term.topic)]
        .filter((code) => codes.has(code))
        .map((code) => evidenceOf(code, term, pointsOfTerm(term))),
    ),
  );
}

/** A topic with a narrower one among the tags only follows from it. */
function withoutWider(topics: readonly TopicTag[]): TopicTag[] {
  const wider = new Set(topics.flatMap(({ code }) => ancestorsOf(code)));
  return topics.filter(({ code }) => !wider.has(code));
}

function yearOf({ publishedAt }: Story): number | undefined {
  return publishedAt === undefined ? undefined : Number(publishedAt.slice(0, 4));
}

/** The regions and topics of a story, with the evidence in its text. Without evidence there is no tag. */
export function tag(story: Story): Tags {
  const model = loadModel();
  const readings = readStory(story, model);
  const mentions = findMentions(readings, languageOf(story) ?? 'en', model, yearOf(story));
  const terms = readings.flatMap(findTerms);
  const length = readings.reduce((sum, { tokens }) => sum + tokens.count, 0);
  const regions = sorted(withImplied(decideRoles(mentions)));
  const topics = sorted(withImplied(withoutWider(scoreTopics(terms, length))));
  return { regions, topics, evidence: [...regionEvidence(regions, mentions), ...topicEvidence(topics, terms)] };
}
