import Parser from 'rss-parser';
import type { Enclosure, Entry, ParsedFeed } from '../shared/domain.ts';
import type { Canonical } from './canonicalise.ts';
import { present } from './present.ts';

type FileAttributes = Readonly<Partial<Record<'url' | 'href' | 'type' | 'length' | 'rel', string>>>;

/** What rss-parser makes of the channel or feed of a canonical document. */
interface FeedFields {
  readonly creator?: string;
  readonly language?: string;
  readonly lastBuildDate?: string;
  readonly author?: { readonly name: readonly string[] };
  readonly 'dc:language'?: string;
}

/** What rss-parser makes of an item or entry, beside the fields of its own type. */
interface ItemFields {
  readonly id?: string;
  readonly language?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly 'content:encoded'?: string;
  readonly creators?: readonly string[];
  readonly authors?: readonly { readonly name: readonly string[] }[];
  readonly terms?: readonly { readonly $: { readonly term: string } }[];
  readonly files?: readonly { readonly $: FileAttributes }[];
  readonly links?: readonly { readonly $: FileAttributes }[];
}

const all = (element: string, field: string) => [element, field, { keepArray: true }];

/** What rss-parser does not map by itself, or maps the first of only. */
const RSS_FIELDS = [['atom:updated', 'updated'], all('dc:creator', 'creators'), all('enclosure', 'files')];
const ATOM_FIELDS = [
  ['dc:language', 'language'],
  ['published', 'published'],
  ['updated', 'updated'],
  all('author', 'authors'),
  all('category', 'terms'),
  all('link', 'links'),
];

/** Maps a canonical document's elements to fields with rss-parser, and puts the text back that its tokens stand for. */
export async function mapFields(
  { xml, texts }: Canonical,
  format: string,
): Promise<Pick<ParsedFeed, 'feed' | 'entries'>> {
  const isAtom = format === 'atom';
  // One parser a document: an error leaves state behind in it.
  const parser = new Parser<FeedFields, ItemFields>({
    customFields: { feed: isAtom ? ['dc:language', 'author'] : [], item: isAtom ? ATOM_FIELDS : RSS_FIELDS },
  });
  const read = await parser.parseString(xml);
  const text = (said: string | undefined) => (said === undefined ? undefined : texts.restore(said));

  const enclosure = ({ $ }: { readonly $: FileAttributes }): Enclosure => ({
    url: texts.restore($.url ?? $.href ?? ''),
    ...($.type !== undefined && { type: texts.restore($.type) }),
    ...($.length !== undefined && { length: Number($.length) }),
  });
  const entries = read.items.map((item): Entry => {
    const names = isAtom ? item.authors?.map(({ name }) => name[0]) : item.creators;
    const categories = isAtom ? item.terms?.map(({ $ }) => $.term) : item.categories;
    const files = isAtom ? item.links?.filter(({ $ }) => $.rel === 'enclosure') : item.files;
    const summary = isAtom ? item.summary : item.content;
    const content = isAtom ? item.content : item['content:encoded'];
    return {
      ...present({
        id: text(isAtom ? item.id : item.guid),
        title: text(item.title),
        link: text(item.link),
        published: isAtom ? item.published : item.isoDate,
        updated: item.updated,
        summary: text(summary),
        content: text(content),
        language: item.language,
      }),
      authors: (names ?? []).filter((name) => name !== undefined).map(texts.restore),
      categories: (categories ?? []).map(texts.restore),
      enclosures: (files ?? []).map(enclosure),
    };
  });
  return {
    feed: present({
      title: text(read.title),
      link: text(read.link),
      language: read.language ?? read['dc:language'],
      author: text(isAtom ? read.author?.name[0] : read.creator),
      updated: read.lastBuildDate,
    }),
    entries,
  };
}
