import type { Entry, ParsedFeed } from '../shared/domain.ts';
import { parseDate } from './dates.ts';
import { elementsAt, htmlOf, lineAt, readElements, type XmlElement } from './elements.ts';
import { present } from './present.ts';
import { noFeed } from './rejection.ts';
import { isTakenBack, takenBack } from './versions.ts';

/** The wording of a News Industry Text Format document, which NewsML-G2 and ninjs carry too. */
export function nitfWording(nitf: XmlElement, base: string | undefined) {
  const [body] = elementsAt(nitf, 'body');
  const [head] = elementsAt(body, 'body.head');
  const [content] = elementsAt(body, 'body.content');
  const [abstract] = elementsAt(head, 'abstract');
  return {
    title: lineAt(head, 'hedline', 'hl1') ?? lineAt(nitf, 'head', 'title'),
    byline: lineAt(head, 'byline', 'person') ?? lineAt(head, 'byline'),
    summary: abstract && htmlOf(abstract, base),
    content: withDateline(content && htmlOf(content, base), lineAt(head, 'dateline')),
  };
}

/** Puts the dateline where agencies print it, unless the text begins with it already. */
export function withDateline(html: string | undefined, dateline: string | undefined): string | undefined {
  if (html === undefined || dateline === undefined) return html;
  const [opening = ''] = /^(?:\s*<[^<>]+>)*\s*/.exec(html) ?? [];
  const text = html.slice(opening.length);
  if (text.startsWith(dateline.slice(0, dateline.search(/[\s,]|$/)))) return html;
  return `${opening}${dateline.replace(/\s*[-–—]+$/, '')} — ${text}`;
}

export const withoutBy = (byline: string): string => byline.replace(/^by\s+/i, '');

/** One NITF document, as some agencies serve their stories. */
export function parseNitf(text: string, url: string | undefined): ParsedFeed {
  const [nitf] = elementsAt(readElements(text), 'nitf');
  if (!nitf) return noFeed(text);
  const { title, byline, summary, content } = nitfWording(nitf, url);
  const [data] = elementsAt(nitf, 'head', 'docdata');
  const attribute = (element: string, name: string) => elementsAt(data, element)[0]?.attributes.get(name);
  const published =
    parseDate(attribute('date.issue', 'norm') ?? '') ?? parseDate(attribute('date.release', 'norm') ?? '');
  const entry: Entry = {
    ...present({
      id: attribute('doc-id', 'id-string'),
      title,
      published,
      summary,
      content,
      language: nitf.attributes.get('xml:lang'),
    }),
    authors: byline === undefined ? [] : [withoutBy(byline)],
    categories: [
      ...elementsAt(nitf, 'head', 'tobject', 'tobject.subject').map(
        ({ attributes }) => attributes.get('tobject.subject.matter') ?? attributes.get('tobject.subject.type'),
      ),
      ...elementsAt(data, 'key-list', 'keyword').map(({ attributes }) => attributes.get('key')),
    ].filter((category) => category !== undefined),
    enclosures: [],
  };
  if ((title ?? summary ?? content) === undefined) return noFeed(text, 'an NITF document without title or text');
  const status = data?.attributes.get('management-status');
  return { format: 'nitf', feed: {}, entries: [isTakenBack(status) ? takenBack(entry) : entry], rejected: [] };
}
