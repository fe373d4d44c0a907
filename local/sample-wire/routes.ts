import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { atom } from './atom.ts';
import { editionOf, timeOfRound } from './edition.ts';
import { rdf, rss } from './rss.ts';
import { LAST_ROUND, type LiveFeed, type SampleFeed } from './stories.ts';

export interface Page {
  readonly contentType: string;
  readonly body: Buffer;
  /** Strong, from the body. */
  readonly etag: string;
  /** Time of the round that last changed the body. */
  readonly lastModified: Date;
}

/** What a path answers with. */
export type Route =
  | { readonly kind: 'page'; readonly page: Page; readonly delay: number }
  | { readonly kind: 'moved'; readonly location: string }
  | { readonly kind: 'unavailable'; readonly retryAfter: number };

function bodyOf(feed: LiveFeed, epoch: Date, round: number): Buffer {
  switch (feed.format) {
    case 'rss':
      return iconv.encode(rss(editionOf<'rss'>(feed, epoch, round)), feed.encoding);
    case 'rdf':
      return Buffer.from(rdf(editionOf<'rdf'>(feed, epoch, round)));
    case 'atom':
      return Buffer.from(atom(editionOf<'atom'>(feed, epoch, round)));
  }
}

function pageOf(feed: LiveFeed, epoch: Date, round: number): Page {
  const body = bodyOf(feed, epoch, round);
  let changedIn = Math.min(round, LAST_ROUND);
  while (changedIn > 0 && bodyOf(feed, epoch, changedIn - 1).equals(body)) changedIn -= 1;
  return {
    // No charset: the XML declaration names it, and reading it there is the reader's part.
    contentType: `application/${feed.format}+xml`,
    body,
    etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`,
    lastModified: timeOfRound(epoch, changedIn),
  };
}

/** The whole wire in one round, by path: a pure function, so the same epoch and round give the same bytes. */
export function routesOf(feeds: readonly SampleFeed[], epoch: Date, round: number): Map<string, Route> {
  const routes = new Map<string, Route>();
  for (const feed of feeds) {
    if (feed.format === 'none') {
      routes.set(feed.path, { kind: 'unavailable', retryAfter: feed.retryAfter });
      continue;
    }
    routes.set(feed.path, { kind: 'page', page: pageOf(feed, epoch, round), delay: feed.delay });
    if (feed.movedFrom !== undefined) routes.set(feed.movedFrom, { kind: 'moved', location: feed.path });
  }
  return routes;
}
