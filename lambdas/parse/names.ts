import { prefixOf, type Vocabulary } from './vocabulary.ts';

/** What names mean where a scan begins. Prefixes that it meets are added for the scans that follow. */
export interface Scope {
  /** Vocabulary of names without a prefix. */
  readonly plain: 'rss' | 'atom';
  readonly namespaces: Map<string, string>;
  /** Address of the document. */
  readonly url: string | undefined;
  readonly xmlBase: string | undefined;
}

/** Elements that hold the fields: their children count as the entry's or the feed's, and no field can hold them. */
const CONTAINERS = new Set([
  'rss:rss',
  'rss:rdf',
  'rdf:rdf',
  'rss:channel',
  'rss:item',
  'atom:feed',
  'atom:entry',
  // Entries of the one in a document of the other.
  'rss:entry',
  'atom:item',
  'at:deleted-entry',
]);

/** Fields that share their name with an HTML element, so that a body may hold one as markup. */
const ALSO_HTML = new Set(['title', 'link', 'summary', 'body']);

/** Elements that say all in their attributes; what they enclose is about something else. */
const CHILDLESS = new Set(['rss:enclosure', 'media:content']);

/** What a tag's name means in a document. */
export interface Name {
  /** As written, in lower case. */
  readonly tag: string;
  /** Prefix of this project and local name: `dc:creator`. */
  readonly name: string;
  readonly isField: boolean;
  readonly isContainer: boolean;
  readonly isTransparent: boolean;
  readonly isBody: boolean;
  readonly isChildless: boolean;
  readonly isAlsoHtml: boolean;
}

interface Names {
  of(written: string): Name;
  /** The same name in the namespace that its own tag declares as default. */
  within(name: Name, prefix: string): Name;
  /** Takes over the declarations of a tag. @returns the prefix of the namespace that it makes the default */
  bind(attributes: ReadonlyMap<string, string>): string | undefined;
}

export function createNames(vocabulary: Vocabulary, { plain, namespaces }: Scope): Names {
  const known = new Map<string, Name>();

  const describe = (tag: string, name: string): Name => ({
    tag,
    name,
    isField: vocabulary.has(name),
    isContainer: CONTAINERS.has(name),
    isTransparent: CONTAINERS.has(name) || name === 'media:group',
    isBody: vocabulary.get(name)?.some(([field]) => field === 'summary' || field === 'content') ?? false,
    isChildless: CHILDLESS.has(name),
    isAlsoHtml: ALSO_HTML.has(tag),
  });

  const resolve = (tag: string): string => {
    const colon = tag.indexOf(':');
    if (colon < 0) {
      // RSS borrows from Atom and Atom from RSS without a namespace.
      const borrowed = `${plain === 'rss' ? 'atom' : 'rss'}:${tag}`;
      const own = `${plain}:${tag}`;
      return vocabulary.has(borrowed) && !vocabulary.has(own) ? borrowed : own;
    }
    const prefix = tag.slice(0, colon);
    return `${namespaces.get(prefix) ?? prefix}:${tag.slice(colon + 1)}`;
  };

  return {
    of(written) {
      let name = known.get(written);
      if (!name) {
        const tag = written.toLowerCase();
        name = describe(tag, resolve(tag));
        known.set(written, name);
      }
      return name;
    },
    within: ({ tag }, prefix) => describe(tag, `${prefix}:${tag}`),
    bind(attributes) {
      let standard: string | undefined;
      for (const [key, namespace] of attributes) {
        const prefix = key.startsWith('xmlns') ? prefixOf(namespace) : undefined;
        if (prefix === undefined) continue;
        if (key === 'xmlns') standard = prefix;
        else if (namespaces.get(key.slice(6)) !== prefix) {
          namespaces.set(key.slice(6), prefix);
          known.clear();
        }
      }
      return standard;
    },
  };
}
