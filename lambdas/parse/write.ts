import type { Enclosure } from '../shared/domain.ts';
import { createHidden, type Hidden } from './hidden.ts';
import type { Fields } from './read-fields.ts';

/** An RSS 2.0 document that says which fields each entry has, and the values of them. */
export interface Canonical {
  readonly xml: string;
  readonly texts: Hidden<string>;
  readonly lists: Hidden<readonly string[]>;
  readonly enclosures: Hidden<readonly Enclosure[]>;
}

/**
 * Writes a feed of any format as the least that rss-parser maps: one empty element for the channel and one for each
 * item, the fields being attributes, which xml2js hands on like elements (`mergeAttrs`) at half of their price.
 */
export function write(feed: Fields, entries: readonly Fields[]): Canonical {
  const texts = createHidden<string>();
  const lists = createHidden<readonly string[]>();
  const enclosures = createHidden<readonly Enclosure[]>();
  const text = (name: string, value: string | undefined) => (value ? ` ${name}="${texts.hide(value)}"` : '');
  const list = (name: string, values: ReadonlySet<string> | undefined) =>
    values ? ` ${name}="${lists.hide([...values])}"` : '';
  const files = (values: Fields['enclosures']) => (values ? ` files="${enclosures.hide([...values.values()])}"` : '');
  const common = ({ title, link, language, authors }: Fields) =>
    text('title', title) + text('link', link) + text('language', language) + list('author', authors);

  let items = '';
  for (const entry of entries) {
    const own =
      text('guid', entry.id) +
      text('published', entry.published) +
      text('updated', entry.updated) +
      text('summary', entry.summary) +
      text('content', entry.content) +
      list('category', entry.categories) +
      files(entry.enclosures);
    items += `<item${common(entry)}${own}/>`;
  }
  const channel = common(feed) + text('lastBuildDate', feed.updated);
  return { xml: `<rss><channel${channel}>${items}</channel></rss>`, texts, lists, enclosures };
}
