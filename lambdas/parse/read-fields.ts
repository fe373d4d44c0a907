import type { Enclosure, IsoTime } from '../shared/domain.ts';
import { relationOf } from './links.ts';
import { categoriesOf, enclosureOf, languageOf, readElement, type Single } from './read-element.ts';
import type { Element, Scanned } from './scan.ts';
import { onOneLine, personOf } from './values.ts';
import type { Field, Vocabulary } from './vocabulary.ts';

/** What a source says of an entry or a feed, each field from the best of its elements. Nothing is kept empty. */
export interface Fields {
  title?: string;
  link?: string;
  id?: string;
  published?: IsoTime;
  updated?: IsoTime;
  summary?: string;
  content?: string;
  language?: string;
  authors?: Set<string>;
  categories?: Set<string>;
  /** By address. */
  enclosures?: Map<string, Enclosure>;
}

/** Fields while their elements are read one after another. */
interface Reading {
  readonly text: string;
  readonly fields: Fields;
  /** Of the element that each field is from. */
  readonly ranks: Partial<Record<Field, number>>;
  /** Of a title, summary or content. */
  language?: string | undefined;
  secondSummary?: string;
}

/** A link to the same story as something else than a page: JSON, a translation of the feed. */
const isOtherForm = ({ name, attributes }: Element): boolean =>
  name === 'atom:link' && !/^(|text\/html|application\/xhtml\+xml)$/i.test(attributes.get('type') ?? '');

/** Elements that are looked at again: the last link counts, as for most readers, and a second summary is the content. */
const REPEATED = new Set(['rss:link', 'rss:description', 'rss:summary', 'atom:summary']);

function addEnclosure({ fields }: Reading, element: Element): void {
  const enclosure = enclosureOf(element);
  if (enclosure === undefined || fields.enclosures?.has(enclosure.url)) return;
  fields.enclosures ??= new Map();
  fields.enclosures.set(enclosure.url, enclosure);
}

function addCategories({ text, fields }: Reading, element: Element): void {
  for (const category of categoriesOf(text, element)) {
    if (category === '') continue;
    fields.categories ??= new Set();
    fields.categories.add(category);
  }
}

/** Authors come from the elements of one kind, of which there may be several. */
function addAuthor({ text, fields, ranks }: Reading, element: Element, rank: number): void {
  const best = ranks.author ?? rank;
  const person = rank <= best ? onOneLine(personOf(text, element)) : '';
  if (person === '') return;
  if (rank < best) fields.authors?.clear();
  ranks.author = rank;
  fields.authors ??= new Set();
  fields.authors.add(person);
}

function set(reading: Reading, field: Single, element: Element, rank: number): void {
  const { text, fields, ranks } = reading;
  const best = ranks[field] ?? Number.POSITIVE_INFINITY;
  if (rank > best || (rank === best && !REPEATED.has(element.name))) return;
  const value = readElement(text, field, element);
  if (!value) return;
  if (rank === best && field === 'summary') {
    if (value !== fields.summary) reading.secondSummary ??= value;
    return;
  }
  fields[field] = value;
  ranks[field] = rank;
  if (field === 'title' || field === 'summary' || field === 'content') {
    reading.language ??= languageOf(element.attributes.get('xml:lang'));
  }
}

export function readFields(text: string, { elements, attributes }: Scanned, vocabulary: Vocabulary): Fields {
  const fields: Fields = {};
  const reading: Reading = { text, fields, ranks: {} };
  for (const element of elements) {
    const relation = element.name.endsWith(':link') ? relationOf(element.attributes.get('rel')) : 'alternate';
    if (relation === 'enclosure') addEnclosure(reading, element);
    if (relation !== 'alternate') continue;
    for (const [field, place] of vocabulary.get(element.name) ?? []) {
      const rank = isOtherForm(element) ? place + 0.5 : place;
      if (field === 'category') addCategories(reading, element);
      else if (field === 'enclosure') addEnclosure(reading, element);
      else if (field === 'author') addAuthor(reading, element, rank);
      else set(reading, field, element, rank);
    }
  }
  if (fields.content === undefined && reading.secondSummary) fields.content = reading.secondSummary;
  const language = fields.language ?? languageOf(attributes.get('xml:lang')) ?? reading.language;
  if (language !== undefined) fields.language = language;
  return fields;
}
