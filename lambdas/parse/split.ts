import { withClosedCdata } from './open-cdata.ts';
import { prefixOf } from './vocabulary.ts';

export type Format = 'rss' | 'rdf' | 'atom';

interface Slices {
  /** Source of the feed without its entries. */
  readonly feed: string;
  /** Source of each entry, from `<item` to `</item>`. */
  readonly entries: readonly string[];
  /** Source of each Atom tombstone. */
  readonly tombstones: readonly string[];
}

const FORMATS: Readonly<Record<string, Format>> = {
  rss: 'rss',
  channel: 'rss',
  item: 'rss',
  rdf: 'rdf',
  feed: 'atom',
  entry: 'atom',
};

/** Characters in which namespaces of entry elements are looked for: the root element and what may stand before it. */
const HEAD = 16_384;

/** `indexOf` for positions that only grow: every character is looked at once, whatever is asked. */
function finder(text: string, needle: string): (from: number) => number {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(needle, from);
    return found;
  };
}

const NAMESPACE = /xmlns:([\w.-]+)\s*=\s*["']([^"']*)/g;

/** Prefixes under which the elements of feeds themselves go in this document. */
function feedPrefixes(text: string): ReadonlySet<string | undefined> {
  const prefixes = new Set<string | undefined>([undefined, 'rss', 'atom', 'at', 'rdf']);
  for (const [, prefix, namespace = ''] of text.slice(0, HEAD).matchAll(NAMESPACE)) {
    const known = prefixOf(namespace);
    if (known === 'rss' || known === 'atom' || known === 'at' || known === 'rdf') prefixes.add(prefix);
  }
  return prefixes;
}

/**
 * Walks over the tags named `names`, in any case, that stand outside of comments and CDATA sections.
 *
 * @param prefixes those that count; `any` for formats that have their names to themselves
 */
export function* tags(
  text: string,
  names: readonly string[],
  prefixes: ReadonlySet<string | undefined> | 'any' = feedPrefixes(text),
) {
  const commentEnd = finder(text, '-->');
  const cdataEnd = finder(text, ']]>');
  const cdataStart = finder(text, '<![CDATA[');
  const entryEnd = finder(text, `</${names[0]}`);
  const pattern = new RegExp(`<(?:(!--)|(!\\[CDATA\\[)|(/?)(?:([\\w.-]+):)?(${names.join('|')})(?=[\\s/>]))`, 'gi');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, comment, cdata, slash, prefix, name] = match;
    const after = pattern.lastIndex;
    if (comment) {
      const end = commentEnd(after);
      if (end >= 0) pattern.lastIndex = end + 3;
    } else if (cdata) {
      const end = cdataEnd(after);
      const entry = entryEnd(after);
      // A section that runs over the end of its entry into the next one's was never closed; its entry ends there.
      const next = entry >= 0 && entry < end ? cdataStart(entry) : -1;
      const unclosed = next >= 0 && next < end;
      if (end >= 0 && !unclosed) pattern.lastIndex = end + 3;
    } else if (name && (prefixes === 'any' || prefixes.has(prefix))) {
      yield { at: match.index, after, closing: slash === '/', name: name.toLowerCase() };
    }
  }
}

/** The format by the first element that says so; bare entries count unless they stand in an HTML page. */
export function formatOf(text: string): Format | undefined {
  let page = false;
  for (const { name, closing } of tags(text, ['rss', 'rdf', 'feed', 'channel', 'item', 'entry', 'html'])) {
    if (closing) continue;
    if (name === 'html') page = true;
    else if (!page || name === 'rss' || name === 'rdf' || name === 'feed') return FORMATS[name];
  }
  return undefined;
}

/**
 * Cuts a document into its entries before any of it is parsed, so that nothing that is broken inside an entry, be it an
 * open quote, tag or CDATA section, reaches beyond it. Where a format's own entries are missing, those of the other count.
 */
export function split(text: string, format: Format): Slices {
  const [own, other] = format === 'atom' ? (['entry', 'item'] as const) : (['item', 'entry'] as const);
  const slices = splitAt(text, own);
  return slices.entries.length + slices.tombstones.length > 0 ? slices : splitAt(text, other);
}

function splitAt(text: string, entryName: string): Slices {
  const tagEnd = finder(text, '>');
  const feed: string[] = [];
  const slices = { entries: [] as string[], tombstones: [] as string[] };
  let copied = 0;
  let open: { at: number; name: string } | undefined;
  const close = (end: number) => {
    if (!open) return;
    const kind = open.name === 'deleted-entry' ? slices.tombstones : slices.entries;
    kind.push(withClosedCdata(text.slice(open.at, end)));
    copied = end;
    open = undefined;
  };
  for (const { at, after, closing, name } of tags(text, [entryName, 'deleted-entry'])) {
    const end = tagEnd(after);
    const next = end < 0 ? text.length : end + 1;
    if (closing) {
      if (open?.name === name) close(next);
      continue;
    }
    close(at);
    feed.push(text.slice(copied, at));
    copied = at;
    open = { at, name };
    if (text[end - 1] === '/') close(next);
  }
  close(text.length);
  feed.push(text.slice(copied));
  return { feed: withClosedCdata(feed.join('')), ...slices };
}
