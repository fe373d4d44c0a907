/** What the test feeds of gofeed and rss-parser expect, said in our fields. */
import { existsSync, readFileSync } from 'node:fs';

type Json = Readonly<Record<string, unknown>>;

/** As much of a parsed feed as an expectation looks at. */
export interface Readable {
  readonly feed: object;
  readonly entries: readonly object[];
}

export interface Expectation {
  readonly path: string;
  readonly value: unknown;
  find(read: Readable): unknown;
}

const json = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(json) : []);

const time = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined;

const names = (people: unknown): unknown[] | undefined =>
  Array.isArray(people) ? list(people).map(({ name, email, uri, url }) => name ?? email ?? uri ?? url) : undefined;

const files = (value: unknown): Json[] | undefined =>
  Array.isArray(value)
    ? list(value).map((file) => {
        const type = file.type ?? file.mime_type;
        const length = file.length ?? file.size_in_bytes;
        return {
          url: file.url ?? file.href,
          ...(type !== undefined && { type }),
          ...(length !== undefined && { length: Number(length) }),
        };
      })
    : undefined;

const relation = (links: unknown, wanted: string): Json[] => list(links).filter(({ rel }) => rel === wanted);

const categories = (value: unknown): unknown[] | undefined =>
  Array.isArray(value)
    ? value
        .map((item) => (typeof item === 'string' ? item : (json(item).label ?? json(item).term ?? json(item).value)))
        .filter((category) => category !== undefined)
    : undefined;

const text = (value: unknown): unknown => (typeof value === 'string' ? value : json(value).value);

/** gofeed's universal model, and its models of RSS and Atom, whose names hardly overlap. */
function gofeedEntry(item: Json): Json {
  const atomLinks = list(item.links).some(({ rel }) => rel !== undefined);
  const enclosures = atomLinks ? relation(item.links, 'enclosure') : (item.enclosures ?? item.attachments);
  return {
    id: text(item.id ?? item.guid),
    title: item.title,
    link: item.link ?? item.url ?? relation(item.links, 'alternate')[0]?.href,
    published: time(item.publishedParsed ?? item.pubDateParsed ?? item.date_published),
    updated: time(item.updatedParsed ?? item.date_modified),
    summary: item.summary ?? item.description,
    content: text(item.content) ?? item.content_html,
    authors: names(item.authors) ?? (typeof item.author === 'string' ? [item.author] : undefined),
    categories: categories(item.categories ?? item.tags),
    enclosures: Array.isArray(enclosures) && enclosures.length === 0 ? undefined : files(enclosures),
  };
}

function gofeedFeed(feed: Json): Json {
  const editor = feed.managingEditor ?? feed.webMaster;
  return {
    title: feed.title,
    link: feed.link ?? relation(feed.links, 'alternate')[0]?.href,
    language: feed.language,
    author: names(feed.authors)?.[0] ?? editor,
    updated: time(feed.updatedParsed ?? feed.lastBuildDateParsed ?? feed.publishedParsed ?? feed.pubDateParsed),
  };
}

/** rss-parser puts an RSS description and an Atom content into one field. */
function rssParserEntry(item: Json, isAtom: boolean): Json {
  const plain = Array.isArray(item.categories) && item.categories.every((category) => typeof category === 'string');
  return {
    id: item.guid ?? item.id ?? item['rdf:about'],
    title: item.title,
    link: item.link,
    published: time(item.isoDate),
    summary: isAtom ? item.summary : item.content,
    content: isAtom ? item.content : item['content:encoded'],
    authors: item.creator ? [item.creator] : undefined,
    categories: plain ? item.categories : undefined,
  };
}

/** Whether something is expected that can be: text that was decoded wrongly cannot. */
const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== '' && value !== null && !JSON.stringify(value).includes('\uFFFD');

function compared(feed: Json, entries: readonly Json[]): Expectation[] {
  const expectations: Expectation[] = [];
  for (const [key, value] of Object.entries(feed).filter(([, value]) => isSaid(value))) {
    expectations.push({ path: `feed.${key}`, value, find: (read) => json(read.feed)[key] });
  }
  entries.forEach((entry, i) => {
    for (const [key, value] of Object.entries(entry).filter(([, value]) => isSaid(value))) {
      expectations.push({ path: `entries[${i}].${key}`, value, find: (read) => json(read.entries[i])[key] });
    }
  });
  return expectations;
}

/** Many test entries hold the one field that they test; we take an entry only with a title, link, id or text. */
function withTitles(body: Buffer, entries: readonly Json[]): Buffer {
  const bare = entries.map(
    ({ id, title, link, summary, content }) => ![id, title, link, summary, content].some(isSaid),
  );
  if (!bare.includes(true)) return body;
  let at = 0;
  const titled = body
    .toString('latin1')
    .replace(/<\/(item|entry)>/g, (end) => (bare[at++] ? `<title>-</title>${end}` : end));
  return Buffer.from(titled, 'latin1');
}

/** @returns no expectations for a file that is not a test feed with an expected result beside it */
export function expectationsOf(file: string): { body: Uint8Array; expectations: Expectation[] } {
  const beside = [
    file.replace(/\.xml$/, '.json'),
    file.replace(/\.json$/, '_expected.json'),
    file.replace('/input/', '/output/').replace(/\.\w+$/, '.json'),
  ].find((path) => path !== file && existsSync(path));
  const body = readFileSync(file);
  if (beside === undefined) return { body, expectations: [] };
  const expected = json(JSON.parse(readFileSync(beside, 'utf8')));
  if (expected.feed) {
    const isAtom = /<feed[\s>]/.test(body.toString());
    const { items, ...feed } = json(expected.feed);
    const entries = list(items).map((item) => rssParserEntry(item, isAtom));
    return { body, expectations: compared({ title: feed.title, link: feed.link, language: feed.language }, entries) };
  }
  const entries = list(expected.items ?? expected.entries).map(gofeedEntry);
  return { body: withTitles(body, entries), expectations: compared(gofeedFeed(expected), entries) };
}
