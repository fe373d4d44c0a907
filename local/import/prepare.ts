import { parsePage } from '../../lambdas/pages/parse-page.ts';
import { parseFeed } from '../../lambdas/parse/parse-feed.ts';
import { hostOf, publisherOf } from '../../lambdas/schedule/feed-identity.ts';
import type { Feed, FeedResponse, IsoTime, ParsedFeed } from '../../lambdas/shared/domain.ts';
import { InputError } from '../../lambdas/shared/errors.ts';
import { sha256 } from '../../lambdas/shared/keys.ts';
import type { Document } from './sources.ts';

export interface ImportWishes {
  /** Title of the feed to put it under. @default one for each publisher */
  readonly feed?: string | undefined;
  /** Domain of the publisher. @default that of the document's own address */
  readonly publisher?: string | undefined;
  /** Where the document is from. @default what it says itself */
  readonly url?: string | undefined;
}

/** What the pipeline gets: a response, and the feed that it belongs to. */
export interface Prepared {
  readonly feed: Feed;
  readonly response: FeedResponse;
}

/** Identity of what has no publisher is kept apart under this name. */
const NOBODY = 'import';

/**
 * Looks at a document as ingest will, to find whose it is.
 *
 * @throws InputError for one that holds no story
 */
export async function prepare(document: Document, wishes: ImportWishes, now: IsoTime): Promise<Prepared> {
  const { url = document.url, publisher, feed: title } = wishes;
  const { body, contentType } = document;
  const source = { contentType, url };
  const asFeed = await parseFeed(body, source);
  const isPage = asFeed.format === 'unknown';
  const parsed = isPage ? await parsePage(body, source) : asFeed;
  if (parsed.entries.length === 0) {
    throw new InputError(
      `it is ${parsed.rejected[0]?.reason ?? 'a feed without entries'}; give an article page or a feed`,
    );
  }
  const address = addressOf(parsed, url);
  const feed = importFeed(publisher ?? (address && publisherOf(address)), title, now);
  return {
    feed,
    response: {
      ...{ feedId: feed.feedId, at: now, url: isPage ? url : (address ?? url), body },
      ...(contentType !== undefined && { contentType }),
      ...(isPage && { purpose: { kind: 'import' } }),
    },
  };
}

/** Where it was asked for, else what it says itself. */
function addressOf({ feed, entries }: ParsedFeed, url: string): string | undefined {
  return [url, feed.self, feed.link, entries[0]?.link].find((one) => one !== undefined && /^https?:\/\/./i.test(one));
}

function importFeed(publisher: string | undefined, title: string | undefined, now: IsoTime): Feed {
  const name = publisher ?? NOBODY;
  const slug = name.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
  const url = publisher === undefined ? 'file:///' : `https://${publisher}/`;
  return {
    feedId: `import-${slug}-${sha256(`${name}\n${title ?? ''}`).slice(0, 8)}`,
    ...{ url, host: hostOf(url), publisher: name },
    title: title ?? (publisher === undefined ? 'Imports' : `Imports of ${publisher}`),
    ...{ origin: 'cli', status: 'imported', dueAt: now, interval: 0, failures: 0, gaps: [] },
  };
}
