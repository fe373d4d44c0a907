import { decodeHTMLStrict, escapeText } from 'entities';
import { withoutControls } from './controls.ts';
import { withAbsoluteLinks } from './links.ts';
import type { Piece } from './scan.ts';
import { createTokenizer } from './tokens.ts';
import { textOf } from './values.ts';

/** An element of a format that rss-parser does not know. Names are local and in lower case, whatever their prefix. */
export interface XmlElement {
  readonly name: string;
  /** By local name, in lower case; `xml:lang` and `xml:base` with their prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The document; `pieces` are offsets into it, and those of this element are the ones between `from` and `to`. */
  readonly source: string;
  readonly pieces: readonly Piece[];
  readonly from: number;
  readonly to: number;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  to: number;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads a document however broken, in linear time: an element that is never closed ends with the one that holds it, a
 * closing tag that closes nothing says nothing.
 *
 * @param siblings names of elements that never hold one another, so that the next one ends one that was left open
 * @returns an element without a name that holds the document
 */
export function readElements(source: string, siblings: ReadonlySet<string> = new Set()): XmlElement {
  const pieces: Piece[] = [];
  const element = (name: string, attributes: ReadonlyMap<string, string>): OpenElement => {
    const end = pieces.length;
    return { name, attributes, children: [], source, pieces, from: end, to: end };
  };
  const root = element('', new Map());
  const open = [root];
  /** How many elements of a name are open. */
  const depths = new Map<string, number>();

  let name = '';
  let tagStart = 0;
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';

  const closeLast = () => {
    const last = open.pop();
    if (!last) return;
    last.to = pieces.length;
    depths.set(last.name, (depths.get(last.name) ?? 1) - 1);
  };
  const openTag = (end: number, selfClosing: boolean) => {
    pieces.push({ kind: 'tag', start: tagStart, end: end + 1 });
    const opened = element(name, attributes);
    open.at(-1)?.children.push(opened);
    if (selfClosing) return;
    open.push(opened);
    depths.set(name, (depths.get(name) ?? 0) + 1);
  };

  const tokenize = createTokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        name = localName(source.slice(start, end)).toLowerCase();
        tagStart = start - 1;
        attributes = new Map();
        if (siblings.has(name) && siblings.has(open.at(-1)?.name ?? '')) closeLast();
      },
      onattribname: (start, end) => {
        const written = source.slice(start, end).toLowerCase();
        attribute = written.startsWith('xml') ? written : localName(written);
        value = '';
      },
      onattribdata: (start, end) => {
        value += source.slice(start, end);
      },
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, withoutControls(decodeHTMLStrict(value)).trim());
      },
      onopentagend: (end) => openTag(end, false),
      onselfclosingtag: (end) => openTag(end, true),
      onclosetag: (start, end) => {
        const closed = localName(source.slice(start, end)).toLowerCase();
        if (!depths.get(closed)) return;
        while (open.at(-1)?.name !== closed) closeLast();
        closeLast();
        pieces.push({ kind: 'tag', start: start - 2, end: source.indexOf('>', end) + 1 || source.length });
      },
      ontext: (start, end) => {
        pieces.push({ kind: 'text', start, end });
      },
      oncdata: (start, end, endOffset) => {
        pieces.push({ kind: 'cdata', start, end: end - endOffset });
      },
    },
  );
  tokenize(source);
  while (open.length > 0) closeLast();
  return root;
}

/** The elements at a path of local names. */
export function elementsAt(element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = element ? [element] : [];
  for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
  return found;
}

const contentOf = ({ pieces, from, to }: XmlElement): readonly Piece[] => pieces.slice(from, to);

/** Text on one line, without markup. */
export function lineOf(element: XmlElement | undefined): string | undefined {
  return (element && textOf(element.source, contentOf(element)).replace(/\s+/g, ' ')) || undefined;
}

/** The first text at a path that is not empty. */
export function lineAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  for (const found of elementsAt(element, ...path)) {
    const line = lineOf(found);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Markup as HTML: without prefixes, addresses absolute. Text that holds no elements is decoded, since it may hold HTML. */
export function htmlOf(element: XmlElement, base: string | undefined): string | undefined {
  const { source } = element;
  const content = contentOf(element);
  if (!content.some(({ kind }) => kind === 'tag')) {
    return withAbsoluteLinks(textOf(source, content), base) || undefined;
  }
  const parts = content.map(({ kind, start, end }) => {
    const said = source.slice(start, end);
    if (kind === 'tag') return said.replace(/^(<\/?)[\w.-]+:/, '$1');
    return kind === 'cdata' ? escapeText(said) : said;
  });
  return withAbsoluteLinks(parts.join('').trim(), base) || undefined;
}
