import { simhash } from '../identify/simhash.ts';
import { plainText } from '../parse/plain-text.ts';
import { parseDateline } from '../tag/dateline.ts';
import type { Item, TaggedSighting } from './item.ts';

/** Characters that a row keeps: more than any real headline has. The archived line keeps everything. */
const TITLE_LENGTH = 1_000;
const SUMMARY_LENGTH = 1_000;
const LINK_LENGTH = 2_048;
const AUTHORS = 20;
const NAME_LENGTH = 200;
/** A shorter text, such as `Read more`, is that of many stories; with its headline it is that of one. */
const WORDS_OF_A_TEXT = 20;

/** The part of a row that one telling of the story gives: its words and what was read out of them. */
type ToldStory = Pick<
  Item,
  | 'id'
  | 'title'
  | 'link'
  | 'summary'
  | 'language'
  | 'authors'
  | 'publisherCountry'
  | 'sample'
  | 'regions'
  | 'topics'
  | 'evidence'
  | 'taggerVersion'
  | 'simhash'
>;

/** The story as a sighting tells it. */
export function storyOf({ sighting, tags, taggerVersion, publisherCountry, sample }: TaggedSighting): ToldStory {
  const { id, entry } = sighting;
  const title = plainText(entry.title ?? '');
  const text = plainText(entry.content ?? entry.summary ?? '');
  const copy = text.slice(parseDateline(text)?.end ?? 0);
  return {
    id,
    title: cut(title, TITLE_LENGTH),
    ...(entry.link !== undefined && entry.link.length <= LINK_LENGTH && { link: entry.link }),
    summary: cut(plainText(entry.summary ?? entry.content ?? ''), SUMMARY_LENGTH),
    ...(entry.language !== undefined && { language: cut(entry.language, NAME_LENGTH) }),
    authors: entry.authors.slice(0, AUTHORS).map((name) => cut(name, NAME_LENGTH)),
    ...(publisherCountry !== undefined && { publisherCountry }),
    ...(sample && { sample }),
    regions: tags.regions,
    topics: tags.topics,
    evidence: tags.evidence,
    taggerVersion,
    // Of the copy alone: every house writes its own headline and dateline over it.
    simhash: simhash(wordsIn(copy) < WORDS_OF_A_TEXT ? `${title} ${copy}` : copy),
  };
}

/** The story as the row has it. */
export function storyOfRow(item: Item): ToldStory {
  const { id, title, link, summary, language, authors, publisherCountry, sample } = item;
  const { regions, topics, evidence, taggerVersion, simhash } = item;
  return {
    ...{ id, title, summary, authors, regions, topics, evidence, taggerVersion, simhash },
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...(publisherCountry !== undefined && { publisherCountry }),
    ...(sample !== undefined && { sample }),
  };
}

/** Not with half of a surrogate pair at its end, which is no text that DynamoDB takes. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;
