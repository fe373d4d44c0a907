import { decodeHTMLStrict } from 'entities';
import { absolute } from './links.ts';
import { createNames, type Name, type Scope } from './names.ts';
import { createTokenizer } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A stretch of an element's content, as offsets into the source. */
export interface Piece {
  readonly kind: 'text' | 'cdata' | 'tag';
  readonly start: number;
  readonly end: number;
}

type Attributes = ReadonlyMap<string, string>;

export interface Element {
  /** Prefix of this project and local name, in lower case: `dc:creator`. */
  readonly name: string;
  /** By qualified name in lower case, character references decoded. */
  readonly attributes: Attributes;
  readonly pieces: readonly Piece[];
  /** What its addresses are relative to. */
  readonly base: string | undefined;
  /** The same, only where the document says so itself. */
  readonly xmlBase: string | undefined;
}

export interface Scanned {
  readonly elements: readonly Element[];
  /** Of the elements that hold the fields: `xml:lang`, `rdf:about` and the rest. */
  readonly attributes: Attributes;
  readonly xmlBase: string | undefined;
}

/** The field whose content is being read. */
interface OpenField {
  readonly name: Name;
  readonly isXml: boolean;
  readonly pieces: Piece[];
  /** Tags open in its content. */
  depth: number;
  /** Those of them that have its own name. */
  nested: number;
}

const NO_ATTRIBUTES: Attributes = new Map();

/**
 * Reads the elements of `vocabulary` from one source after another, however broken they are. Everything inside such an
 * element is its content, markup too, until it is closed or an element comes that cannot be part of it.
 */
export function createScanner(vocabulary: Vocabulary, scope: Scope): (source: string) => Scanned {
  const names = createNames(vocabulary, scope);
  let source = '';
  let elements: Element[] = [];
  let own = new Map<string, string>();
  let xmlBase = scope.xmlBase;

  /** Elements that are not of the vocabulary: what was read inside is forgotten once they prove to be closed. */
  const containers: { tag: string; from: number }[] = [];
  const depths = new Map<string, number>();

  let field: OpenField | undefined;
  let name: Name = names.of('');
  let tagStart = 0;
  let isMarkup = false;
  let attributes: Map<string, string> | undefined;
  let attribute = '';
  let value = '';

  const open = (selfClosing: boolean) => {
    const standard = attributes && names.bind(attributes);
    // A tag may declare the prefix of its own name.
    if (attributes) name = names.of(name.tag);
    if (standard !== undefined && !name.isContainer && !name.tag.includes(':')) name = names.within(name, standard);
    const ownBase = attributes?.get('xml:base');
    // An empty address means the document, of which the base is what it was.
    const base = ownBase ? absolute(ownBase, xmlBase ?? scope.url) : xmlBase;
    if (name.isTransparent) {
      for (const [key, said] of attributes ?? []) own.set(key, said);
      xmlBase = base;
      return;
    }
    if (name.isField) {
      const pieces: Piece[] = [];
      const { name: canonical } = name;
      elements.push({
        name: canonical,
        attributes: attributes ?? NO_ATTRIBUTES,
        pieces,
        base: base ?? scope.url,
        xmlBase: base,
      });
      const type = attributes?.get('type');
      const isXml = type !== undefined && /xml|xhtml/i.test(type);
      if (!name.isChildless && !selfClosing) field = { name, isXml, pieces, depth: 0, nested: 0 };
      if (!name.isChildless) return;
    }
    if (selfClosing) return;
    containers.push({ tag: name.tag, from: elements.length });
    depths.set(name.tag, (depths.get(name.tag) ?? 0) + 1);
  };

  const closeContainer = (tag: string) => {
    if (!depths.get(tag)) return;
    for (let top = containers.pop(); top; top = containers.pop()) {
      depths.set(top.tag, (depths.get(top.tag) ?? 1) - 1);
      if (top.tag !== tag) continue;
      elements.length = top.from;
      return;
    }
  };

  const endTag = (end: number, selfClosing: boolean) => {
    if (!isMarkup || !field) return open(selfClosing);
    if (!selfClosing) field.depth++;
    if (!selfClosing && name.tag === field.name.tag) field.nested++;
    field.pieces.push({ kind: 'tag', start: tagStart, end: end + 1 });
  };

  /** Whether an opening tag shows that the open field was never closed. */
  const interrupts = ({ isField, isAlsoHtml }: Name, { isXml, name: { isBody } }: OpenField): boolean =>
    isField && !isXml && !(isBody && isAlsoHtml);

  /** Whether a closing tag ends the open field; outside of bodies also one that closes nothing else. */
  const closes = ({ tag, isContainer }: Name, { name, depth, nested }: OpenField): boolean =>
    (tag === name.tag && nested === 0) || isContainer || (!name.isBody && depth === 0);

  const tokenize = createTokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        name = names.of(source.slice(start, end));
        if (field && interrupts(name, field)) field = undefined;
        tagStart = start - 1;
        isMarkup = field !== undefined;
        attributes = undefined;
      },
      onattribname: (start, end) => {
        if (isMarkup) return;
        attribute = source.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        if (!isMarkup) value += source.slice(start, end);
      },
      onattribend: () => {
        if (isMarkup) return;
        attributes ??= new Map();
        if (!attributes.has(attribute)) attributes.set(attribute, decodeHTMLStrict(value).trim());
      },
      onopentagend: (end) => endTag(end, false),
      onselfclosingtag: (end) => endTag(end, true),
      onclosetag: (start, end) => {
        const closed = names.of(source.slice(start, end));
        if (!field) return closeContainer(closed.tag);
        if (closes(closed, field)) {
          field = undefined;
          return;
        }
        field.depth--;
        if (closed.tag === field.name.tag) field.nested--;
        field.pieces.push({ kind: 'tag', start: start - 2, end: source.indexOf('>', end) + 1 || source.length });
      },
      ontext: (start, end) => {
        field?.pieces.push({ kind: 'text', start, end });
      },
      oncdata: (start, end, endOffset) => {
        field?.pieces.push({ kind: 'cdata', start, end: end - endOffset });
      },
    },
  );

  return (text) => {
    source = text;
    elements = [];
    own = new Map();
    xmlBase = scope.xmlBase;
    containers.length = 0;
    depths.clear();
    field = undefined;
    tokenize(text);
    return { elements, attributes: own, xmlBase };
  };
}
