import { decodeHTMLStrict, escapeText } from 'entities';
import { withoutControls } from './controls.ts';
import { absolute, withAbsoluteLinks } from './links.ts';
import type { Element, Piece } from './scan.ts';

/** Character references decoded, those that nobody knows kept as they stand. No entity of a DTD is ever expanded. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  const said = decodeHTMLStrict(text);
  // Only a reference by number can name a control character.
  return text.includes('&#') ? withoutControls(said) : said;
}

/** Character references, without those of the characters that mean something in markup. */
const HARMLESS_REFERENCE = /&(?!(?:amp|lt|gt|#0*(?:38|60|62)|#x0*(?:26|3c|3e));)#?\w+;/gi;

const source = (text: string, { start, end }: Piece) => text.slice(start, end);

/** The text of an element, whatever markup is in it. */
export function textOf(text: string, pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (only?.kind === 'text' && pieces.length === 1) return decoded(source(text, only)).trim();
  const parts = pieces.map((piece) => {
    if (piece.kind === 'tag') return '';
    return piece.kind === 'cdata' ? source(text, piece) : decoded(source(text, piece));
  });
  return parts.join('').trim();
}

export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const isXhtml = (type: string) => type === 'xhtml' || type === 'application/xhtml+xml';
/** Media types of XML: what is escaped in them stays so. */
const isXml = (type: string) => isXhtml(type) || /[+/]xml$/.test(type);
const isHtml = (type: string) => type === 'html' || type === 'text/html';
/** RFC 4287 §4.1.3.3: any other media type is Base64. */
const isReadable = (type: string) => type === '' || /^(text|html|xhtml|text\/.*|.*[+/](xml|json))$/.test(type);

const DIV = /^<(\/?)(?:[\w.-]+:)?div(?:\s[^>]*?)?(\/?)>$/i;

/** RFC 4287 §3.1.1.3: the `div` around XHTML is not part of the content. */
function withoutWrapper(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const inner = pieces.filter((piece) => piece.kind === 'tag' || source(text, piece).trim() !== '');
  let depth = 0;
  for (const [at, piece] of inner.entries()) {
    const [, slash, selfClosed] = piece.kind === 'tag' ? (DIV.exec(source(text, piece)) ?? []) : [];
    if (slash !== undefined && !selfClosed) depth += slash === '/' ? -1 : 1;
    if (depth === 0) return at > 0 && at === inner.length - 1 ? inner.slice(1, -1) : pieces;
  }
  return pieces;
}

const XHTML = 'http://www\\.w3\\.org/1999/xhtml';
/** `<h:p>` is markup that no reader of HTML knows, and a declaration of XHTML says nothing to one. */
const PREFIX = /^(<\/?)(?:xhtml|html|xh|h):(?=[a-z])/i;
const DECLARATION = new RegExp(`\\sxmlns(?::[\\w.-]+)?=(["'])${XHTML}\\1`, 'g');

/** Elements that HTML has no end tag for. */
const VOID = /^<(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)[\s/>]/i;

/** The prefix that XHTML has in content of that type: RFC 4287 §3.1.1.3 lets it begin with nothing but its `div`. */
function wrapperPrefix(text: string, pieces: readonly Piece[]): string | undefined {
  const first = pieces.find(({ kind }) => kind === 'tag');
  return first && /^<([\w.-]+):div[\s/>]/i.exec(source(text, first))?.[1];
}

function withoutPrefix(said: string, prefix: string): string {
  const slash = said.startsWith('</') ? '</' : '<';
  return said.startsWith(`${slash}${prefix}:`) ? `${slash}${said.slice(slash.length + prefix.length + 1)}` : said;
}

/** A tag of XHTML as a reader of HTML takes it: XHTML 1.0, appendix C.2 and C.3. */
function tagOf(written: string, prefix: string | undefined): string {
  const said = prefix === undefined ? written : withoutPrefix(written, prefix);
  const tag = said.includes(':') ? said.replace(PREFIX, '$1').replace(DECLARATION, '') : said;
  if (!tag.endsWith('/>')) return tag;
  const open = tag.slice(0, -2).trimEnd();
  const name = /^<([^\s>]+)/.exec(open)?.[1];
  return VOID.test(tag) || name === undefined ? `${open} />` : `${open}></${name}>`;
}

/** Whether content begins with a tag that says that it is XHTML: a wrapper, in whatever format. */
const declaresXhtml = (text: string, pieces: readonly Piece[]): boolean => {
  const first = pieces.find((piece) => piece.kind === 'tag' || source(text, piece).trim() !== '');
  return first?.kind === 'tag' && source(text, first).search(DECLARATION) >= 0;
};

function markupOf(text: string, pieces: readonly Piece[], type: string): string {
  // Feeds that put markup into RSS often escape a part of it and leave the rest as it is.
  const mixed =
    isHtml(type) ||
    (!isXml(type) && pieces.some((piece) => piece.kind === 'text' && /&lt;/i.test(source(text, piece))));
  const inner = isXhtml(type) || isHtml(type) || declaresXhtml(text, pieces) ? withoutWrapper(text, pieces) : pieces;
  const prefix = isXhtml(type) ? wrapperPrefix(text, pieces) : undefined;
  const parts = inner.map((piece) => {
    const said = source(text, piece);
    if (piece.kind === 'tag') return tagOf(said, prefix);
    if (piece.kind === 'cdata') return isXml(type) ? escapeText(said) : said;
    return mixed ? decoded(said) : said.replace(HARMLESS_REFERENCE, decoded);
  });
  return parts.join('').trim();
}

/** Base64 as text; the source where it is none. */
function fromBase64(said: string): string {
  if (!/^[a-z\d+/\s]+={0,2}$/i.test(said)) return said;
  try {
    return withoutControls(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(said, 'base64')));
  } catch (error) {
    if (error instanceof TypeError) return said;
    throw error;
  }
}

/** A title or a body: HTML or plain text, as its type and its content say, addresses in it absolute. */
export function constructOf(text: string, { name, pieces, attributes, base }: Element): string {
  const type = attributes.get('type')?.toLowerCase() ?? (name === 'xhtml:body' ? 'text/xml' : '');
  const hasMarkup = pieces.some(({ kind }) => kind === 'tag');
  const isBase64 = !hasMarkup && (attributes.get('mode')?.toLowerCase() === 'base64' || !isReadable(type));
  if (isBase64) return withAbsoluteLinks(fromBase64(textOf(text, pieces)), base);
  return withAbsoluteLinks(hasMarkup || isXml(type) ? markupOf(text, pieces, type) : textOf(text, pieces), base);
}

/**
 * A headline on one line. Atom says whether a title is HTML; it stays HTML then. RSS does not say, and most titles that
 * carry a character reference after decoding are; one more decoding is right unless it would make markup out of text.
 */
export function titleOf(text: string, element: Element): string {
  const title = onOneLine(constructOf(text, element));
  if (!title.includes('&')) return title;
  if (element.name.startsWith('atom:')) {
    const type = element.attributes.get('type')?.toLowerCase() ?? '';
    if (!isHtml(type) && !isXhtml(type)) return title;
    // Within a tag, a quotation mark would end the attribute that it stands in.
    return title.replace(/<[^<>]*>|[^<]+/g, (part) =>
      part.startsWith('<') ? part : part.replace(HARMLESS_REFERENCE, decoded),
    );
  }
  const twice = title.includes('<') ? title : decoded(title);
  return twice.includes('<') ? title : twice;
}

const EMAIL = /[^\s()<>]+@[^\s()<>]+/;

/** Longer text names no one, and would let the search for an address take quadratic time. */
const LONGEST_PERSON = 200;

/** Parts of an Atom person, best first. */
const PERSON = [
  ['name', /^<(?:[\w.-]+:)?name[\s>]/i],
  ['mail', /^<(?:[\w.-]+:)?email[\s>]/i],
  ['address', /^<(?:[\w.-]+:)?(?:uri|url|homepage)[\s>]/i],
] as const;

/** The name of a person or, without one, the mail address: `name@example.org (Name)` is `Name`. */
export function personOf(text: string, { pieces, base }: Element): string {
  for (const [what, part] of PERSON) {
    const at = pieces.findIndex((piece) => piece.kind === 'tag' && part.test(source(text, piece)));
    const after = at < 0 ? [] : pieces.slice(at + 1);
    const end = after.findIndex(({ kind }) => kind === 'tag');
    const said = textOf(text, end < 0 ? after : after.slice(0, end));
    if (said !== '') return what === 'address' ? (absolute(said, base) ?? said) : said;
  }
  const said = pieces.some(({ kind }) => kind === 'tag') ? markupOf(text, pieces, '') : textOf(text, pieces);
  const email = said.length <= LONGEST_PERSON ? EMAIL.exec(said)?.[0] : undefined;
  if (email === undefined) return said;
  const name = said.replace(email, '').replace(/^[\s<>()"]+|[\s<>()"]+$/g, '');
  return name || email.replace(/^mailto:/i, '');
}
