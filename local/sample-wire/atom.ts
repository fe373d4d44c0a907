import type { Edition, SampleEntry } from './edition.ts';
import type { FeedOf } from './stories.ts';
import { NOTICE, rfc3339, toHtml, toXml } from './xml.ts';

const CONTENT = {
  html: (paragraphs: readonly string[]) => ({ '@type': 'html', '#text': toHtml(paragraphs) }),
  xhtml: (paragraphs: readonly string[]) => ({
    '@type': 'xhtml',
    div: { '@xmlns': 'http://www.w3.org/1999/xhtml', p: paragraphs },
  }),
} as const;

/** Atom, with RFC 6721 tombstones for entries that were taken back. */
export function atom({ feed, entries, deleted }: Edition<FeedOf<'atom'>>): string {
  const entry = ({ guid, title, link, paragraphs, published, updated }: SampleEntry) => ({
    id: guid,
    title,
    link: { '@rel': 'alternate', '@type': 'text/html', '@href': link },
    ...(published === undefined ? {} : { published: rfc3339(published) }),
    updated: rfc3339(updated),
    summary: paragraphs[0],
    content: CONTENT[feed.text](paragraphs),
  });
  const changes = [...entries.map(({ updated }) => updated), ...deleted.map(({ when }) => when)];
  return toXml({
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
      '@xml:lang': feed.language,
      id: `tag:${new URL(feed.home).host},2026:${feed.id}`,
      title: feed.title,
      subtitle: `${feed.about} ${NOTICE}`,
      updated: rfc3339(new Date(Math.max(...changes.map(Number)))),
      author: { name: feed.house },
      link: { '@rel': 'alternate', '@type': 'text/html', '@href': feed.home },
      'at:deleted-entry': deleted.map(({ guid, when }) => ({ '@ref': guid, '@when': rfc3339(when) })),
      entry: entries.map(entry),
    },
  });
}
