import type { Enclosure } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { absolute } from './links.ts';
import type { Element } from './scan.ts';
import { constructOf, onOneLine, textOf, titleOf } from './values.ts';
import type { Field } from './vocabulary.ts';

/** Fields of which an entry has one. */
export type Single = Exclude<Field, 'author' | 'category' | 'enclosure'>;

/** Whether an identifier is an address, so that it may be relative and may be followed. */
const isAddress = ({ name, attributes }: Element): boolean =>
  name === 'atom:id' || (name === 'rss:guid' && attributes.get('ispermalink')?.toLowerCase() !== 'false');

/** Identifiers are kept letter for letter, except for what the feed itself says they are relative to. */
function idOf(text: string, element: Element): string | undefined {
  const said = textOf(text, element.pieces);
  return element.xmlBase !== undefined && isAddress(element) ? absolute(said, element.xmlBase) : said;
}

function linkOf(text: string, element: Element): string | undefined {
  const { name, attributes, pieces, base } = element;
  if (name === 'atom:content') return absolute(attributes.get('src') ?? '', base);
  if (name === 'rss:guid' || name === 'atom:id') {
    const id = isAddress(element) ? idOf(text, element) : undefined;
    return id !== undefined && /^https?:/i.test(id) ? id : undefined;
  }
  return absolute(attributes.get('href') ?? textOf(text, pieces), base);
}

export const languageOf = (said: string | undefined): string | undefined => {
  const tag = said?.trim().replaceAll('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z\d]+)*$/i.test(tag) ? tag : undefined;
};

export function enclosureOf({ attributes, base }: Element): Enclosure | undefined {
  const url = absolute(attributes.get('url') ?? attributes.get('href') ?? '', base);
  if (url === undefined) return undefined;
  const type = attributes.get('type');
  const length = attributes.get('length') ?? attributes.get('filesize') ?? '';
  return { url, ...(type && { type }), ...(/^\d{1,15}$/.test(length) && { length: Number(length) }) };
}

export function categoriesOf(text: string, element: Element): string[] {
  const { attributes, pieces, name } = element;
  if (name.endsWith(':keywords')) return textOf(text, pieces).split(',').map(onOneLine);
  const said = attributes.get('label') || attributes.get('term') || attributes.get('text');
  return [onOneLine(said || (pieces.length > 0 ? constructOf(text, element) : ''))];
}

/** What an element says of a field of which there is one. */
export function readElement(text: string, field: Single, element: Element): string | undefined {
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
