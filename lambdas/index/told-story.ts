import { simhash } from '../identify/simhash.ts';
import { plainText } from '../parse/plain-text.ts';
import type { Item, TaggedSighting } from './item.ts';

const SUMMARY_LENGTH = 1_000;

/** The part of a row that one telling of the story gives: its words and what was read out of them. */
type ToldStory = Pick<
  Item,
  | 'id'
  | 'title'
  | 'link'
  | 'summary'
  | 'language'
  | 'authors'
  | 'sample'
  | 'regions'
  | 'topics'
  | 'evidence'
  | 'taggerVersion'
  | 'simhash'
>;

/** The story as a sighting tells it. */
export function storyOf({ sighting: { id, entry }, tags, taggerVersion, sample }: TaggedSighting): ToldStory {
  const text = plainText(entry.content ?? entry.summary ?? '');
  return {
    id,
    title: plainText(entry.title ?? ''),
    ...(entry.link !== undefined && { link: entry.link }),
    // Not with half of a surrogate pair at its end, which is no text that DynamoDB takes.
    summary: plainText(entry.summary ?? entry.content ?? '')
      .slice(0, SUMMARY_LENGTH)
      .replace(/[\ud800-\udbff]$/, ''),
    ...(entry.language !== undefined && { language: entry.language }),
    authors: entry.authors,
    ...(sample && { sample }),
    regions: tags.regions,
    topics: tags.topics,
    evidence: tags.evidence,
    taggerVersion,
    // Of the text alone: every house writes its own headline over the same copy.
    simhash: simhash(text || plainText(entry.title ?? '')),
  };
}

/** The story as the row has it. */
export function storyOfRow(item: Item): ToldStory {
  const { id, title, link, summary, language, authors, sample, regions, topics, evidence, taggerVersion, simhash } =
    item;
  return {
    ...{ id, title, summary, authors, regions, topics, evidence, taggerVersion, simhash },
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(sample !== undefined && { sample }),
  };
}
