import type { Enclosure, Entry, ParsedFeed, Rejected } from '../shared/domain.ts';
import { cut } from './cut.ts';
import { parseDate } from './dates.ts';
import { elementsAt, htmlOf, lineAt, lineOf, readElements, type XmlElement } from './elements.ts';
import { absolute } from './links.ts';
import { nitfWording, withDateline, withoutBy } from './nitf.ts';
import { present } from './present.ts';
import { rejection } from './rejection.ts';
import { isTakenBack, lastVersions, takenBack, type Versioned } from './versions.ts';

const SIBLINGS = new Set(
  (
    'itemclass provider versioncreated firstcreated embargoed pubstatus service title ednote link ' +
    'urgency contentcreated contentmodified located infosource creator contributor by creditline dateline language ' +
    'keyword subject slugline headline description'
  ).split(' '),
);

/** What a concept is called: its name, else the literal or code that stands for it. */
const nameOf = (concept: XmlElement): string | undefined =>
  lineAt(concept, 'name') ?? (concept.attributes.get('literal') || concept.attributes.get('qcode') || undefined);

const isDefined = (said: string | undefined): said is string => said !== undefined;

/** The body in the item, as NITF, XHTML or what else it holds, and what its markup says of title, author and abstract. */
function wordingOf(item: XmlElement | undefined, base: string | undefined): Partial<ReturnType<typeof nitfWording>> {
  const bodies = elementsAt(item, 'contentset', 'inlinexml');
  const [nitf] = bodies.flatMap((body) => elementsAt(body, 'nitf'));
  if (nitf) return nitfWording(nitf, base);
  const [page] = bodies.flatMap((body) => elementsAt(body, 'html', 'body'));
  const body = page ?? bodies[0] ?? elementsAt(item, 'contentset', 'inlinedata')[0];
  return { content: body && htmlOf(body, base) };
}

const isPage = ({ attributes }: XmlElement): boolean => /html/i.test(attributes.get('contenttype') ?? '');

function enclosuresOf(remote: readonly XmlElement[], base: string | undefined): Enclosure[] {
  return remote.flatMap(({ attributes }) => {
    const url = absolute(attributes.get('href') ?? '', base);
    const type = attributes.get('contenttype');
    const length = Number.parseInt(attributes.get('size') ?? '', 10);
    if (url === undefined) return [];
    return [{ url, ...(type && { type }), ...(length >= 0 && { length }) }];
  });
}

const PAGE_RELATION = /^(?:|alternate|canonical|permalink|web\w*)$/i;

/** The story's page: a link or a rendition that is one, else the identifier where it is an address. */
function linkOf(item: XmlElement | undefined, base: string | undefined): string | undefined {
  const links = elementsAt(item, 'itemmeta', 'link').filter(({ attributes }) =>
    PAGE_RELATION.test(attributes.get('rel')?.replace(/^\w+:/, '') ?? ''),
  );
  const pages = elementsAt(item, 'contentset', 'remotecontent').filter(isPage);
  const href = [...links, ...pages].map(({ attributes }) => attributes.get('href')).find(Boolean);
  const guid = item?.attributes.get('guid') ?? '';
  return absolute(href ?? (/^https?:/i.test(guid) ? guid : ''), base);
}

function authorsOf(content: XmlElement | undefined, byline: string | undefined): string[] {
  const creators = elementsAt(content, 'creator').map((creator) =>
    creator.attributes.has('qcode') ? lineAt(creator, 'name') : nameOf(creator),
  );
  const by = lineAt(content, 'by') ?? byline;
  const named = creators.filter(isDefined);
  return named.length > 0 ? [...new Set(named)] : by === undefined ? [] : [withoutBy(by)];
}

function versionOf(item: XmlElement | undefined, base: string | undefined): Versioned {
  const [meta] = elementsAt(item, 'itemmeta');
  const [content] = elementsAt(item, 'contentmeta');
  const wording = wordingOf(item, base);
  const time = (element: XmlElement | undefined, name: string) => parseDate(lineAt(element, name) ?? '');
  const created = time(meta, 'versioncreated');
  const [description] = elementsAt(content, 'description');
  const categories = [
    ...elementsAt(content, 'subject').map(nameOf),
    ...elementsAt(content, 'keyword').map((keyword) => lineOf(keyword)),
  ].filter(isDefined);
  const entry: Entry = {
    ...present({
      id: item?.attributes.get('guid'),
      title: lineAt(content, 'headline') ?? wording.title ?? lineAt(meta, 'title') ?? lineAt(content, 'slugline'),
      link: linkOf(item, base),
      published: time(meta, 'firstcreated') ?? time(content, 'contentcreated') ?? created,
      updated: created ?? time(content, 'contentmodified'),
      summary: (description && htmlOf(description, base)) ?? wording.summary,
      content: withDateline(wording.content, lineAt(content, 'dateline')),
      language: elementsAt(content, 'language')[0]?.attributes.get('tag') ?? item?.attributes.get('xml:lang'),
    }),
    authors: authorsOf(content, wording.byline),
    categories: [...new Set(categories)],
    enclosures: enclosuresOf(
      elementsAt(item, 'contentset', 'remotecontent').filter((remote) => !isPage(remote)),
      base,
    ),
  };
  const status = elementsAt(meta, 'pubstatus')[0];
  const isGone = [status?.attributes.get('qcode'), status?.attributes.get('uri'), lineOf(status)].some(isTakenBack);
  const version = Number(item?.attributes.get('version') ?? 0) || 0;
  return { entry: isGone ? takenBack(entry) : entry, version };
}

/** IPTC's NewsML-G2: a news item, or a news message with several. Packages and concepts hold no story of their own. */
export function parseNewsml(text: string, url: string | undefined): ParsedFeed {
  const { rest, entries: sources } = cut(text, 'newsItem');
  const [message] = elementsAt(readElements(rest), 'newsmessage');
  const versions: Versioned[] = [];
  const rejected: Rejected[] = [];
  for (const source of sources) {
    const [item] = elementsAt(readElements(source, SIBLINGS), 'newsitem');
    const version = versionOf(item, url);
    const { id, title, summary, content, deleted } = version.entry;
    if ((title ?? summary ?? content) !== undefined || (deleted && id !== undefined)) versions.push(version);
    else rejected.push(rejection('no title or text', source));
  }
  const updated = parseDate(lineAt(message, 'header', 'sent') ?? '');
  const feed = present({ title: lineAt(message, 'header', 'sender'), updated });
  return { format: 'newsml-g2', feed, entries: lastVersions(versions), rejected };
}
