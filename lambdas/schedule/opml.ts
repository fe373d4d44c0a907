import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { isCountry } from '../shared/countries.ts';
import type { Feed } from '../shared/domain.ts';
import { InputError, reasonOf } from '../shared/errors.ts';
import { feedIdOf, hostOf } from './feed-identity.ts';

/** A feed that an OPML file asks for. */
export interface WishedFeed {
  readonly url: string;
  readonly title: string;
  /** BCP 47. */
  readonly language?: string;
  /** ISO 3166-1 alpha-2 country of the publisher. */
  readonly country?: string;
  /** Whether the pages of its teasers are fetched: an attribute of ours, `fullText="true"`. */
  readonly fullText?: boolean;
  /** Whether its outline is of category `sample`. */
  readonly sample: boolean;
}

interface Outline {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly outline?: readonly Outline[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: 'attributes',
  // Programs write xmlUrl, xmlurl and XMLURL.
  transformAttributeName: (name) => name.toLowerCase(),
  // Also reads `&#233;`. Entities of a document's own cannot come in: a DOCTYPE is refused.
  htmlEntities: true,
  parseTagValue: false,
  alwaysCreateTextNode: true,
  captureMetaData: true,
  isArray: (name, _path, _isLeaf, isAttribute) => name === 'outline' && !isAttribute,
});
const METADATA = XMLParser.getMetaDataSymbol().valueOf();

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  // `fullText="true"`, and not the bare name, which is no XML.
  suppressBooleanAttributes: false,
});

/**
 * Reads the feeds of an OPML document, however deep their outlines are nested.
 *
 * @throws InputError with the line, what is wrong and the way out
 */
export function parseOpml(text: string): WishedFeed[] {
  const lineOf = (outline: Outline) => lineAt(text, startOf(outline));
  const outlines = new Map<string, Outline>();
  const feeds: WishedFeed[] = [];
  for (const outline of outlinesOf(readBody(text))) {
    const inputError = (fault: string) => new InputError(`OPML line ${lineOf(outline)}: ${fault}`);
    const feed = feedOf(outline, inputError);
    if (!feed) continue;
    const feedId = feedIdOf(feed.url);
    const twin = outlines.get(feedId);
    if (twin) {
      throw inputError(
        `"${feed.title}" has the same address as the feed of line ${lineOf(twin)}; take one of them out`,
      );
    }
    outlines.set(feedId, outline);
    feeds.push(feed);
  }
  if (feeds.length === 0) throw new InputError('the OPML holds no feed; add an outline with type="rss" and an xmlUrl');
  return feeds;
}

/** OPML 2.0 that {@link parseOpml} reads back to the same feeds. */
export function writeOpml(
  feeds: readonly Pick<Feed, 'url' | 'title' | 'language' | 'country' | 'fullText' | 'sample'>[],
): string {
  const outline = feeds.map(({ url, title, language, country, fullText, sample }) => ({
    '@type': 'rss',
    '@text': printable(title),
    '@title': printable(title),
    '@xmlUrl': url,
    ...(language !== undefined && { '@language': language }),
    ...(country !== undefined && { '@country': country }),
    ...(fullText && { '@fullText': 'true' }),
    ...(sample && { '@category': 'sample' }),
  }));
  const opml = { '@version': '2.0', head: { title: 'Feeds of Dateline' }, body: { outline } };
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, opml });
}

function readBody(text: string): Outline {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new InputError(`OPML line ${valid.err.line}: not well-formed XML: ${valid.err.msg}`);
  const doctype = text.search(/<!DOCTYPE/i);
  if (doctype >= 0) throw new InputError(`OPML line ${lineAt(text, doctype)}: a DOCTYPE is not read; take it out`);
  const body = parsed(text).opml?.body;
  if (typeof body !== 'object' || Array.isArray(body))
    throw new InputError('this is XML but no OPML: an <opml> with one <body> is expected');
  return body;
}

function parsed(text: string): { opml?: { body?: Outline } } {
  try {
    return parser.parse(text);
  } catch (error) {
    // Nesting and names that the parser refuses, though they are well-formed.
    throw new InputError(`the OPML cannot be read: ${reasonOf(error)}`);
  }
}

function* outlinesOf({ outline = [] }: Outline): Generator<Outline> {
  for (const child of outline) {
    yield child;
    yield* outlinesOf(child);
  }
}

/** @returns `undefined` for an outline that is a heading, a link or anything else that is no feed */
function feedOf({ attributes = {} }: Outline, inputError: (fault: string) => InputError): WishedFeed | undefined {
  const { xmlurl: url, type, language, country, category, fulltext } = attributes;
  const name = attributes.title || attributes.text;
  if (!url) {
    if (type?.toLowerCase() !== 'rss') return undefined;
    throw inputError(`"${name ?? 'an outline'}" is a feed without xmlUrl; add its address or take it out`);
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw inputError(
      `the xmlUrl of "${name ?? 'an outline'}" is no address of http or https; correct it or take it out`,
    );
  }
  if (country && !isCountry(country)) {
    throw inputError(`the country "${country}" of "${name ?? url}" is no ISO 3166-1 code; write KR for South Korea`);
  }
  return {
    url,
    title: name || hostOf(url),
    ...(language && language !== 'unknown' && { language }),
    ...(country && { country }),
    ...(fulltext?.trim().toLowerCase() === 'true' && { fullText: true }),
    sample: (category ?? '').split(',').some((part) => part.trim() === 'sample'),
  };
}

function startOf(outline: Outline): number {
  const metadata: unknown = Reflect.get(outline, METADATA);
  return typeof metadata === 'object' && metadata && 'startIndex' in metadata ? Number(metadata.startIndex) : 0;
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** What an XML attribute can hold, on one line. */
const printable = (text: string): string =>
  text
    .replace(/[^\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
