import type { Enclosure, Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { isObject, type Json, objects, sourceOf, text } from './json.ts';
import { absolute, withAbsoluteLinks } from './links.ts';
import { parseNitf } from './nitf.ts';
import { present } from './present.ts';
import { rejection } from './rejection.ts';
import { isTakenBack, lastVersions, takenBack, type Versioned } from './versions.ts';

/** The properties of an object by names without case and underscores: 2.x has `versioncreated`, 3.x `versionCreated`. */
type Properties = ReadonlyMap<string, unknown>;

const propertiesOf = (value: Json): Properties =>
  new Map(Object.entries(value).map(([key, said]) => [key.toLowerCase().replaceAll('_', ''), said]));

const MARKS = (
  'headline headlines bodies bodytext bodyhtml bodyxhtml descriptions descriptiontext descriptionhtml ' +
  'versioncreated pubstatus representationtype'
).split(' ');

function isNinjs(value: Json): boolean {
  const item = propertiesOf(value);
  return text(item.get('uri') ?? item.get('guid')) !== undefined && MARKS.some((mark) => item.has(mark));
}

/** Agencies wrap their items two or three deep (`hits.hits[]._source`); what is deeper is something else. */
const DEEPEST = 6;

/** The items of a document: one alone, a list, or a list somewhere in a wrapper. Beside a good item, a bad one counts. */
export function ninjsItems(document: unknown, depth = 0): Json[] {
  if (depth > DEEPEST || typeof document !== 'object' || document === null) return [];
  if (isObject(document)) {
    if (isNinjs(document)) return [document];
    return Object.values(document).flatMap((value) => ninjsItems(value, depth + 1));
  }
  if (!Array.isArray(document)) return [];
  const found = document.map((value) => ({ value, items: ninjsItems(value, depth + 1) }));
  if (found.every(({ items }) => items.length === 0)) return [];
  return found.flatMap(({ value, items }) => (items.length > 0 ? items : [isObject(value) ? value : { value }]));
}

interface Wording {
  readonly role: string;
  readonly type: string;
  readonly value: string;
}

/** 2.x and 3.x have a list with roles and media types, 1.x a property for each media type. */
function wordings(item: Properties, plural: string, singular: string): Wording[] {
  const listed = objects(item.get(plural)).map((value) => {
    const properties = propertiesOf(value);
    return {
      role: text(properties.get('role'))?.toLowerCase() ?? '',
      type: text(properties.get('contenttype'))?.toLowerCase() ?? '',
      value: text(properties.get('value')) ?? '',
    };
  });
  const single = ['html', 'xhtml', 'text', 'nitf', ''].map((type) => ({
    role: '',
    type,
    value: text(item.get(`${singular}${type}`)) ?? '',
  }));
  return [...listed, ...single].filter(({ value }) => value !== '');
}

/** The first of the best kind. */
function pick(found: readonly Wording[], ...kinds: readonly ((wording: Wording) => boolean)[]): Wording | undefined {
  for (const isKind of kinds) {
    const best = found.find(isKind);
    if (best) return best;
  }
  return found[0];
}

const isHtml = ({ type }: Wording) => /html/.test(type);
const isPlain = ({ type }: Wording) => /^(|text|text\/plain)$/.test(type);
const isNitf = ({ type }: Wording) => /nitf/.test(type);
const isMain = ({ role }: Wording) => role === 'main';

function contentOf(item: Properties, base: string | undefined): string | undefined {
  const body = pick(wordings(item, 'bodies', 'body'), isHtml, isPlain, isNitf);
  if (!body) return undefined;
  return isNitf(body)
    ? parseNitf(body.value, base).entries[0]?.content
    : withAbsoluteLinks(insideBody(body.value), base);
}

/** Some agencies put whole pages there, whose head repeats the headline. */
function insideBody(html: string): string {
  const tag = html.search(/<body[\s>]/i);
  const start = tag < 0 ? 0 : html.indexOf('>', tag) + 1;
  const end = start === 0 ? -1 : Math.max(html.lastIndexOf('</body'), html.lastIndexOf('</BODY'));
  return html.slice(start, end < start ? undefined : end).trim();
}

/** Names, as texts or as objects that have one. */
function namesIn(value: unknown, ...keys: readonly string[]): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => {
    const properties = isObject(one) ? propertiesOf(one) : undefined;
    const said = properties ? keys.map((key) => text(properties.get(key))).find(Boolean) : text(one);
    return said === undefined ? [] : [said];
  });
}

function authorsOf(item: Properties): string[] {
  const sources = ['by', 'byline', 'bylines', 'authors', 'creators'].map((key) =>
    namesIn(item.get(key), 'name', 'value', 'byline'),
  );
  const names = sources.find((found) => found.length > 0) ?? [];
  return [...new Set(names.map((name) => name.replace(/^by\s+/i, '')))];
}

const categoriesOf = (item: Properties): string[] => [
  ...new Set([
    ...namesIn(item.get('subjects') ?? item.get('subject'), 'name', 'literal', 'code', 'qcode', 'uri'),
    ...namesIn(item.get('keywords'), 'name', 'value'),
  ]),
];

/** 2.x and 3.x have a list, 1.x an object by name. */
function enclosuresOf(item: Properties, base: string | undefined): Enclosure[] {
  const said = item.get('renditions');
  return objects(isObject(said) ? Object.values(said) : said).flatMap((rendition) => {
    const properties = propertiesOf(rendition);
    const url = absolute(text(properties.get('href')) ?? '', base);
    const type = text(properties.get('contenttype')) ?? text(properties.get('mimetype'));
    const length = properties.get('sizeinbytes');
    if (url === undefined) return [];
    return [{ url, ...(type !== undefined && { type }), ...(typeof length === 'number' && { length }) }];
  });
}

const PAGE = /^(?:|alternate|canonical|permalink|web\w*|page|html)$/i;

/** The story's page: a link that says so, else the identifier where it is an address. */
function linkOf(item: Properties, base: string | undefined): string | undefined {
  const listed = objects(item.get('links')).map(propertiesOf);
  const page = listed.find((link) => PAGE.test(text(link.get('rel')) ?? ''));
  const said = text(page?.get('href') ?? page?.get('url')) ?? text(item.get('link')) ?? text(item.get('url'));
  if (said !== undefined) return absolute(said, base);
  const uri = text(item.get('uri')) ?? '';
  return /^https?:/i.test(uri) ? uri : undefined;
}

function versionOf(value: Json, base: string | undefined): Versioned {
  const item = propertiesOf(value);
  const created = parseDate(text(item.get('versioncreated')) ?? '');
  const description = pick(wordings(item, 'descriptions', 'description'), isPlain, isHtml)?.value;
  const entry: Entry = {
    ...present({
      id: text(item.get('uri')) ?? text(item.get('guid')),
      title: pick(wordings(item, 'headlines', 'headline'), isMain)?.value ?? text(item.get('title')),
      link: linkOf(item, base),
      published:
        parseDate(text(item.get('firstcreated')) ?? '') ?? parseDate(text(item.get('contentcreated')) ?? '') ?? created,
      updated: created,
      summary: description && withAbsoluteLinks(description, base),
      content: contentOf(item, base),
      language: text(item.get('language')),
    }),
    authors: authorsOf(item),
    categories: categoriesOf(item),
    enclosures: enclosuresOf(item, base),
  };
  const version = Number(text(item.get('version')) ?? 0) || 0;
  return { entry: isTakenBack(text(item.get('pubstatus'))) ? takenBack(entry) : entry, version };
}

/** IPTC's News in JSON, versions 1 to 3. */
export function parseNinjs(items: readonly Json[], url: string | undefined): ParsedFeed {
  const versions: Versioned[] = [];
  const rejected: Rejected[] = [];
  for (const item of items) {
    const version = versionOf(item, url);
    const { title, summary, content, id, deleted } = version.entry;
    if ((title ?? summary ?? content) !== undefined || (deleted && id !== undefined)) versions.push(version);
    else rejected.push(rejection('no title or text', sourceOf(item)));
  }
  return { format: 'ninjs', feed: {}, entries: lastVersions(versions), rejected };
}
