import type { Enclosure, IsoTime } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { absolute, relationOf } from './links.ts';
import type { Element, Scanned } from './scan.ts';
import { constructOf, personOf, textOf, titleOf } from './values.ts';
import type { Field, Vocabulary } from './vocabulary.ts';

/** What a source says of an entry or a feed, each field from the best of its elements. */
export interface Fields {
  title?: string;
  link?: string;
  id?: string;
  published?: IsoTime;
  updated?: IsoTime;
  summary?: string;
  content?: string;
  language?: string;
  readonly author: Set<string>;
  readonly category: Set<string>;
  /** By address. */
  readonly enclosure: Map<string, Enclosure>;
}

type Single = Exclude<Field, 'author' | 'category' | 'enclosure'>;

/** A link to the same story as something else than a page: JSON, a translation of the feed. */
const isOtherForm = ({ name, attributes }: Element): boolean =>
  name === 'atom:link' && !/^(|text\/html|application\/xhtml\+xml)$/i.test(attributes.get('type') ?? '');

function linkOf(text: string, element: Element): string | undefined {
  const { name, attributes, pieces, base } = element;
  if (name === 'atom:content') return absolute(attributes.get('src') ?? '', base);
  if (name === 'rss:guid' || name === 'atom:id') {
    const id = isAddress(element) ? idOf(text, element) : undefined;
    return id !== undefined && /^https?:/i.test(id) ? id : undefined;
  }
  return absolute(attributes.get('href') ?? textOf(text, pieces), base);
}

const isAddress = ({ name, attributes }: Element): boolean =>
  name === 'atom:id' || (name === 'rss:guid' && attributes.get('ispermalink')?.toLowerCase() !== 'false');

/** Identifiers are kept letter for letter, except for what the feed itself says they are relative to. */
function idOf(text: string, element: Element): string | undefined {
  const said = textOf(text, element.pieces);
  return element.xmlBase !== undefined && isAddress(element) ? absolute(said, element.xmlBase) : said;
}

export const languageOf = (said: string | undefined): string | undefined => {
  const tag = said?.trim().replaceAll('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z\d]+)*$/i.test(tag) ? tag : undefined;
};

function addEnclosure(fields: Fields, { attributes, base }: Element): void {
  const url = absolute(attributes.get('url') ?? attributes.get('href') ?? '', base);
  if (!url || fields.enclosure.has(url)) return;
  const type = attributes.get('type');
  const length = attributes.get('length') ?? attributes.get('filesize') ?? '';
  fields.enclosure.set(url, {
    url,
    ...(type && { type }),
    ...(/^\d{1,15}$/.test(length) && { length: Number(length) }),
  });
}

function categoriesOf(text: string, element: Element): string[] {
  const { attributes, pieces, name } = element;
  if (name.endsWith(':keywords')) return textOf(text, pieces).split(',');
  const said = attributes.get('label') || attributes.get('term') || attributes.get('text');
  return [said || (pieces.length > 0 ? constructOf(text, element) : '')];
}

function read(text: string, field: Single, element: Element): string | undefined {
  switch (field) {
    case 'title':
      return titleOf(text, element);
    case 'link':
      return linkOf(text, element);
    case 'id':
      return idOf(text, element);
    case 'published':
    case 'updated':
      return parseDate(textOf(text, element.pieces));
    case 'language':
      return languageOf(textOf(text, element.pieces));
    case 'summary':
    case 'content':
      return constructOf(text, element);
  }
}

/** Elements that are looked at again: the last link counts, as for most readers, and a second summary is the content. */
const REPEATED = new Set(['rss:link', 'rss:description', 'rss:summary', 'atom:summary']);

const LANGUAGE_OF_TEXT: ReadonlySet<Field> = new Set(['title', 'summary', 'content']);

export function readFields(text: string, scanned: Scanned, vocabulary: Vocabulary): Fields {
  const fields: Fields = { author: new Set(), category: new Set(), enclosure: new Map() };
  const ranks = new Map<Field, number>();
  let secondSummary: string | undefined;
  let textLanguage: string | undefined;

  for (const element of scanned.elements) {
    const relation = element.name.endsWith(':link') ? relationOf(element.attributes.get('rel')) : 'alternate';
    if (relation === 'enclosure') addEnclosure(fields, element);
    if (relation !== 'alternate') continue;
    for (const [field, place] of vocabulary.get(element.name) ?? []) {
      const rank = isOtherForm(element) ? place + 0.5 : place;
      if (field === 'category') {
        for (const category of categoriesOf(text, element)) {
          const label = category.replace(/\s+/g, ' ').trim();
          if (label !== '') fields.category.add(label);
        }
      } else if (field === 'enclosure') {
        addEnclosure(fields, element);
      } else if (field === 'author') {
        const best = ranks.get(field) ?? rank;
        const person = rank <= best ? personOf(text, element).replace(/\s+/g, ' ') : '';
        if (person === '') continue;
        if (rank < best) fields.author.clear();
        ranks.set(field, rank);
        fields.author.add(person);
      } else {
        const best = ranks.get(field) ?? Number.POSITIVE_INFINITY;
        if (rank > best || (rank === best && !REPEATED.has(element.name))) continue;
        const value = read(text, field, element);
        if (!value) continue;
        if (rank === best && field === 'summary') {
          if (value !== fields.summary) secondSummary ??= value;
          continue;
        }
        fields[field] = value;
        ranks.set(field, rank);
        textLanguage ??= LANGUAGE_OF_TEXT.has(field) ? languageOf(element.attributes.get('xml:lang')) : undefined;
      }
    }
  }

  const content = fields.content ?? secondSummary;
  if (content !== undefined) fields.content = content;
  const language = fields.language ?? languageOf(scanned.attributes.get('xml:lang')) ?? textLanguage;
  if (language !== undefined) fields.language = language;
  return fields;
}
